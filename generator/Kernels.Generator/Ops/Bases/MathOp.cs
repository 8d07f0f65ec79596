using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A function of floating-point numbers that the runtime's vector math has under the same name as <c>float</c> and <c>double</c>.</summary>
/// <param name="name">The op's name.</param>
/// <param name="method">The method of <c>VectorMath</c>, and by default of <c>float</c>, <c>double</c> and <c>GpuMath</c>.</param>
/// <param name="arity">The number of operands, all of one dtype.</param>
internal abstract class MathOp(string name, string method, int arity = 1) : ElementwiseOp(name, arity)
{
    /// <summary>The method of <c>float</c> and <c>double</c>, where it bears another name there.</summary>
    protected virtual string ScalarMethod => method;

    public override string[] SystemMath => [ScalarMethod];

    public override int Instructions => 40;

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsFloat() && operands.All(o => o == operands[0]) ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"VectorMath.{method}({string.Join(", ", x)})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{dtypes[0].Keyword()}.{ScalarMethod}({string.Join(", ", x)})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"GpuMath.{method}({string.Join(", ", x)})";
}
