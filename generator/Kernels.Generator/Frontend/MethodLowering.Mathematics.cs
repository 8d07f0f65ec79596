using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Functions of System.Math, the numeric types and BitOperations that are no op of their own: what they are made of.
internal sealed partial class MethodLowering
{
    private static bool IsBits(IMethodSymbol method) => method is { IsStatic: true, ContainingType: { Name: "BitOperations", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } };

    private Operand? Composed(IInvocationOperation invocation)
    {
        var (method, syntax) = (invocation.TargetMethod, invocation.Syntax);
        var given = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).ToList();
        if (given.Count == 0) return null;
        var type = method.Parameters[0].Type;
        if (ScalarDType(type) is not { } dtype) return null;
        Value X(int k) => Single(given[k]);
        Value Real(double number) => Number(dtype, dtype == DType.F32 ? (float)number : number);
        switch (method.Name, given.Count)
        {
            case ("SinCos", 1):
                return Operand.Tuple([Emit(OpTable.Sin, [X(0)], syntax), Emit(OpTable.Cos, [X(0)], syntax)]);
            case ("DivRem", 2) when method.ReturnType.IsTupleType && !IsEmulated(type):
                var (dividend, divisor) = (X(0), X(1));
                var quotient = Calculated(OpTable.Divide, dividend, divisor, syntax);
                return Operand.Tuple([quotient, Calculated(OpTable.Subtract, dividend, Calculated(OpTable.Multiply, quotient, divisor, syntax), syntax)]);
            case ("DegreesToRadians", 1) when dtype.IsFloat():
                return Calculated(OpTable.Divide, Calculated(OpTable.Multiply, X(0), Real(Math.PI), syntax), Real(180), syntax);
            case ("RadiansToDegrees", 1) when dtype.IsFloat():
                return Calculated(OpTable.Divide, Calculated(OpTable.Multiply, X(0), Real(180), syntax), Real(Math.PI), syntax);
            case ("MaxMagnitude" or "MinMagnitude", 2) when dtype.IsFloat():
                return Magnitude(method.Name == "MaxMagnitude", X(0), X(1), syntax);
            case ("ScaleB", 2):
                return Emit(OpTable.Ldexp, [X(0), X(1)], syntax);
            case ("Lerp", 3) when dtype.IsFloat():
                var (from, to, amount) = (X(0), X(1), X(2));
                return Emit(OpTable.FusedMultiplyAdd, [from, Calculated(OpTable.Subtract, Real(1), amount, syntax), Calculated(OpTable.Multiply, to, amount, syntax)], syntax);
            case ("Exp10", 1) when dtype.IsFloat():
                return Emit(OpTable.Power, [Real(10), X(0)], syntax);
            case ("BigMul", 2) when ScalarDType(method.ReturnType) == DType.I64 && dtype == DType.I32 && !IsEmulated(type):
                return Calculated(OpTable.Multiply, _block.Cast(X(0), DType.I64), _block.Cast(X(1), DType.I64), syntax);
            case ("Round", 2) when dtype.IsFloat() && Rounding(given[1]) is { } rounded:
                return rounded(X(0), syntax);
            case ("IsPositiveInfinity" or "IsNegativeInfinity", 1) when dtype.IsFloat():
                return Calculated(OpTable.Equal, X(0), Real(method.Name == "IsPositiveInfinity" ? double.PositiveInfinity : double.NegativeInfinity), syntax);
            case ("IsInteger", 1) when dtype.IsFloat():
                var number = X(0);
                return Emit(OpTable.LogicalAnd, [Emit(OpTable.IsFinite, [number], syntax), Calculated(OpTable.Equal, number, Emit(OpTable.Truncate, [number], syntax), syntax)], syntax);
            case ("IsEvenInteger", 1) when dtype.IsInteger():
                return Calculated(OpTable.Equal, Calculated(OpTable.BitwiseAnd, X(0), Word(dtype, 1), syntax), Word(dtype, 0), syntax);
            case ("IsOddInteger", 1) when dtype.IsInteger():
                return Calculated(OpTable.NotEqual, Calculated(OpTable.BitwiseAnd, X(0), Word(dtype, 1), syntax), Word(dtype, 0), syntax);
            case ("Min" or "Max", 2) when IsUnsigned(type):
                var (a, b) = (X(0), X(1));
                return Emit(OpTable.Where, [Unsigned(method.Name == "Min" ? BinaryOperatorKind.LessThan : BinaryOperatorKind.GreaterThan, type, a, b, syntax)!, a, b], syntax);
            case ("RotateLeft" or "RotateRight", 2) when dtype is DType.I32 or DType.I64 && !IsShort(type):
                var (x, count) = (X(0), X(1));
                var back = _numbers.TryGetValue(count, out var known) && known is int k ? Word(DType.I32, -k) : Emit(OpTable.Negative, [count], syntax);
                var (left, right) = method.Name == "RotateLeft" ? (count, back) : (back, count);
                return Calculated(OpTable.BitwiseOr, Calculated(OpTable.LeftShift, x, left, syntax), LogicalShift(x, right, syntax), syntax);
            case ("PopCount", 1) when dtype is DType.I32 or DType.I64 && !IsShort(type):
                return _block.Cast(PopCount(X(0), syntax), ScalarDType(method.ReturnType) ?? dtype);
            case ("TrailingZeroCount", 1) when dtype is DType.I32 or DType.I64 && !IsShort(type):
                var z = X(0);
                var below = Calculated(OpTable.BitwiseAnd, Emit(OpTable.BitwiseNot, [z], syntax), Calculated(OpTable.Subtract, z, Word(dtype, 1), syntax), syntax);
                return _block.Cast(PopCount(below, syntax), ScalarDType(method.ReturnType) ?? dtype);
            case ("LeadingZeroCount", 1) when dtype is DType.I32 or DType.I64 && !IsShort(type):
                var smeared = X(0);
                for (var shift = 1; shift < dtype.Size() * 8; shift *= 2)
                    smeared = Calculated(OpTable.BitwiseOr, smeared, LogicalShift(smeared, Word(DType.I32, shift), syntax), syntax);
                return _block.Cast(PopCount(Emit(OpTable.BitwiseNot, [smeared], syntax), syntax), ScalarDType(method.ReturnType) ?? dtype);
            default:
                return null;
        }
    }

    // Of two numbers of one magnitude the larger, or the smaller; NaN wins.
    private Value Magnitude(bool larger, Value x, Value y, SyntaxNode syntax)
    {
        var (a, b) = (Emit(OpTable.Abs, [x], syntax), Emit(OpTable.Abs, [y], syntax));
        var first = Emit(OpTable.LogicalOr, [Calculated(larger ? OpTable.Greater : OpTable.Less, a, b, syntax), Emit(OpTable.IsNaN, [a], syntax)], syntax);
        var alike = Emit(larger ? OpTable.Maximum : OpTable.Minimum, [x, y], syntax);
        return Emit(OpTable.Where, [first, x, Emit(OpTable.Where, [Calculated(OpTable.Equal, a, b, syntax), alike, y], syntax)], syntax);
    }

    // Math.Round(x, digits) and Math.Round(x, mode), if the second is known.
    private Func<Value, SyntaxNode, Value>? Rounding(IOperation how)
    {
        if (Constant(how) is not int number) return null;
        Value Of(Value x, double constant) => Number(x.DType, x.DType == DType.F32 ? (float)constant : constant);
        if (how.Type is { Name: "MidpointRounding" })
        {
            return number switch
            {
                0 => (x, at) => Emit(OpTable.Round, [x], at),
                // The largest number below 1/2: with 1/2 itself, what is just below a half would round up.
                1 => (x, at) => Emit(OpTable.Truncate, [Calculated(OpTable.Add, x, Emit(OpTable.CopySign, [Of(x, x.DType == DType.F32 ? 0.49999997f : 0.49999999999999994), x], at), at)], at),
                2 => (x, at) => Emit(OpTable.Truncate, [x], at),
                3 => (x, at) => Emit(OpTable.Floor, [x], at),
                _ => (x, at) => Emit(OpTable.Ceiling, [x], at),
            };
        }

        // Large numbers have no digits behind the point.
        return how.Type?.SpecialType != SpecialType.System_Int32 || number is < 0 or > 6 ? null : (x, at) =>
        {
            var power = Of(x, Math.Pow(10, number));
            var small = Calculated(OpTable.Less, Emit(OpTable.Abs, [x], at), Of(x, x.DType == DType.F32 ? 1e8 : 1e16), at);
            var scaled = Calculated(OpTable.Divide, Emit(OpTable.Round, [Calculated(OpTable.Multiply, x, power, at)], at), power, at);
            return Emit(OpTable.Where, [small, scaled, x], at);
        };
    }

    // Sums of bits, of pairs, of fours and of bytes.
    private Value PopCount(Value x, SyntaxNode syntax)
    {
        var dtype = x.DType;
        Value Mask(byte pattern) => Word(dtype, unchecked((long)(pattern * 0x0101010101010101UL)));
        Value Half(Value v, int shift) => LogicalShift(v, Word(DType.I32, shift), syntax);
        x = Calculated(OpTable.Subtract, x, Calculated(OpTable.BitwiseAnd, Half(x, 1), Mask(0x55), syntax), syntax);
        x = Calculated(OpTable.Add, Calculated(OpTable.BitwiseAnd, x, Mask(0x33), syntax), Calculated(OpTable.BitwiseAnd, Half(x, 2), Mask(0x33), syntax), syntax);
        x = Calculated(OpTable.BitwiseAnd, Calculated(OpTable.Add, x, Half(x, 4), syntax), Mask(0x0F), syntax);
        return Half(Calculated(OpTable.Multiply, x, Mask(0x01), syntax), dtype.Size() * 8 - 8);
    }
}
