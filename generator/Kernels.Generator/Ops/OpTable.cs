using System.Collections.Immutable;

namespace Kernels.Generator.Ops;

/// <summary>Every op: to add one, add its file and its line here, and declare its public method in the runtime with <c>[Op]</c>.</summary>
internal static class OpTable
{
    public static readonly Abs Abs = new();
    public static readonly Add Add = new();
    public static readonly Clip Clip = new();
    public static readonly Divide Divide = new();
    public static readonly Maximum Maximum = new();
    public static readonly Minimum Minimum = new();
    public static readonly Multiply Multiply = new();
    public static readonly Negative Negative = new();
    public static readonly Reciprocal Reciprocal = new();
    public static readonly Remainder Remainder = new();
    public static readonly Sign Sign = new();
    public static readonly Square Square = new();
    public static readonly Subtract Subtract = new();

    public static readonly Acos Acos = new();
    public static readonly Acosh Acosh = new();
    public static readonly Asin Asin = new();
    public static readonly Asinh Asinh = new();
    public static readonly Atan Atan = new();
    public static readonly Atan2 Atan2 = new();
    public static readonly Atanh Atanh = new();
    public static readonly Cbrt Cbrt = new();
    public static readonly Ceiling Ceiling = new();
    public static readonly Cos Cos = new();
    public static readonly Cosh Cosh = new();
    public static readonly Erf Erf = new();
    public static readonly Exp Exp = new();
    public static readonly Exp2 Exp2 = new();
    public static readonly Expm1 Expm1 = new();
    public static readonly Floor Floor = new();
    public static readonly Hypot Hypot = new();
    public static readonly Log Log = new();
    public static readonly Log10 Log10 = new();
    public static readonly Log1p Log1p = new();
    public static readonly Log2 Log2 = new();
    public static readonly Power Power = new();
    public static readonly ReciprocalSqrt ReciprocalSqrt = new();
    public static readonly Round Round = new();
    public static readonly Sin Sin = new();
    public static readonly Sinh Sinh = new();
    public static readonly Sqrt Sqrt = new();
    public static readonly Tan Tan = new();
    public static readonly Tanh Tanh = new();
    public static readonly Truncate Truncate = new();

    public static readonly Equal Equal = new();
    public static readonly Greater Greater = new();
    public static readonly GreaterEqual GreaterEqual = new();
    public static readonly IsFinite IsFinite = new();
    public static readonly IsInfinity IsInfinity = new();
    public static readonly IsNaN IsNaN = new();
    public static readonly Less Less = new();
    public static readonly LessEqual LessEqual = new();
    public static readonly NotEqual NotEqual = new();

    public static readonly BitwiseAnd BitwiseAnd = new();
    public static readonly BitwiseNot BitwiseNot = new();
    public static readonly BitwiseOr BitwiseOr = new();
    public static readonly BitwiseXor BitwiseXor = new();
    public static readonly LeftShift LeftShift = new();
    public static readonly LogicalAnd LogicalAnd = new();
    public static readonly LogicalNot LogicalNot = new();
    public static readonly LogicalOr LogicalOr = new();
    public static readonly LogicalXor LogicalXor = new();
    public static readonly RightShift RightShift = new();
    public static readonly UnsignedRightShift UnsignedRightShift = new();

    public static readonly Cast Cast = new();
    public static readonly Like Like = new();
    public static readonly Where Where = new();

    public static readonly All All = new();
    public static readonly Any Any = new();
    public static readonly ArgMax ArgMax = new();
    public static readonly ArgMin ArgMin = new();
    public static readonly Max Max = new();
    public static readonly Mean Mean = new();
    public static readonly Min Min = new();
    public static readonly Prod Prod = new();
    public static readonly Std Std = new();
    public static readonly Sum Sum = new();
    public static readonly Var Var = new();

    public static readonly AsArray AsArray = new();
    public static readonly ArgSort ArgSort = new();
    public static readonly At At = new();
    public static readonly BatchMatMul BatchMatMul = new();
    public static readonly BatchReshape BatchReshape = new();
    public static readonly BatchTranspose BatchTranspose = new();
    public static readonly BatchAlign BatchAlign = new();
    public static readonly BatchRepeat BatchRepeat = new();
    public static readonly BatchMoveAxis BatchMoveAxis = new();
    public static readonly BroadcastTo BroadcastTo = new();
    public static readonly Checked Checked = new();
    public static readonly CheckNaN CheckNaN = new();
    public static readonly Concatenate Concatenate = new();
    public static readonly Constant Constant = new();
    public static readonly Convolve Convolve = new();
    public static readonly Convolve2D Convolve2D = new();
    public static readonly Correlate Correlate = new();
    public static readonly Correlate2D Correlate2D = new();
    public static readonly Create Create = new();
    public static readonly DebugPrint DebugPrint = new();
    public static readonly Dimension Dimension = new();
    public static readonly Dot Dot = new();
    public static readonly Element Element = new();
    public static readonly Elements Elements = new();
    public static readonly ExpandDims ExpandDims = new();
    public static readonly Flip Flip = new();
    public static readonly Gather Gather = new();
    public static readonly Index Index = new();
    public static readonly Item Item = new();
    public static readonly MatMul MatMul = new();
    public static readonly MoveAxis MoveAxis = new();
    public static readonly Pad Pad = new();
    public static readonly Product Product = new();
    public static readonly Products Products = new();
    public static readonly Rank Rank = new();
    public static readonly Ravel Ravel = new();
    public static readonly Reshape Reshape = new();
    public static readonly Roll Roll = new();
    public static readonly Scatter Scatter = new();
    public static readonly SameShape SameShape = new();
    public static readonly Size Size = new();
    public static readonly Sort Sort = new();
    public static readonly Squeeze Squeeze = new();
    public static readonly Stack Stack = new();
    public static readonly SwapAxes SwapAxes = new();
    public static readonly Take Take = new();
    public static readonly Transpose Transpose = new();

    public static readonly If If = new();
    public static readonly Throw Throw = new();
    public static readonly While While = new();
    public static readonly For For = new();

    /// <summary>The ops by their names in the IR.</summary>
    public static readonly ImmutableDictionary<string, OpDef> ByName = typeof(OpTable).GetFields()
        .Select(f => f.GetValue(null)).OfType<OpDef>().ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
}
