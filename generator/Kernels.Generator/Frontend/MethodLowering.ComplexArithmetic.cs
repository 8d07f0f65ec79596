using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// The arithmetic and the functions of complex numbers, of real ones: the same that the runtime has for arrays outside of kernels, and so the same bits.
internal sealed partial class MethodLowering
{
    private Operand Arithmetic(BinaryOperatorKind kind, Operand a, Operand b, SyntaxNode syntax) => kind switch
    {
        BinaryOperatorKind.Add => Sum(a, b, syntax),
        BinaryOperatorKind.Subtract => Difference(a, b, syntax),
        BinaryOperatorKind.Multiply => Product(a, b, syntax),
        BinaryOperatorKind.Divide => Quotient(a, b, syntax),
        BinaryOperatorKind.Equals => Same(a, b, syntax),
        BinaryOperatorKind.NotEquals => Not(Same(a, b, syntax), syntax),
        _ => throw Unsupported(syntax, "complex numbers have no such operator"),
    };

    private Value Same(Operand a, Operand b, SyntaxNode syntax)
    {
        var ((x, y), (u, v)) = (Pair(a, syntax), Pair(b, syntax));
        return Emit(OpTable.LogicalAnd, [Calculated(OpTable.Equal, x, u, syntax), Calculated(OpTable.Equal, y, v, syntax)], syntax);
    }

    private static bool IsReal(Operand operand) => operand.Kind != OperandKind.Complex;

    // A part that keeps its value, in the shape that it has with a real operand.
    private Value Beside(Value part, Value real, SyntaxNode syntax) => real.IsArray ? Emit(OpTable.Like, [part, real], syntax) : part;

    private Value Real(Operand operand, SyntaxNode syntax) => Pair(operand, syntax).Real;

    private Operand Sum(Operand a, Operand b, SyntaxNode syntax)
    {
        if (IsReal(a)) (a, b) = (b, a);
        var (x, y) = Pair(a, syntax);
        if (IsReal(b)) return Real(b, syntax) is var real ? Operand.ComplexOf(Calculated(OpTable.Add, x, real, syntax), Beside(y, real, syntax)) : a;
        var (u, v) = Pair(b, syntax);
        return Operand.ComplexOf(Calculated(OpTable.Add, x, u, syntax), Calculated(OpTable.Add, y, v, syntax));
    }

    private Operand Difference(Operand a, Operand b, SyntaxNode syntax)
    {
        var ((x, y), (u, v)) = (Pair(a, syntax), Pair(b, syntax));
        return Operand.ComplexOf(Calculated(OpTable.Subtract, x, u, syntax), IsReal(a) ? Beside(Emit(OpTable.Negative, [v], syntax), x, syntax) : IsReal(b) ? Beside(y, u, syntax) : Calculated(OpTable.Subtract, y, v, syntax));
    }

    private Operand Product(Operand a, Operand b, SyntaxNode syntax)
    {
        if (IsReal(a)) (a, b) = (b, a);
        var (x, y) = Pair(a, syntax);
        Value Times(Value p, Value q) => Calculated(OpTable.Multiply, p, q, syntax);
        if (IsReal(b)) return Operand.ComplexOf(Times(x, Real(b, syntax)), Times(y, Real(b, syntax)));
        var (u, v) = Pair(b, syntax);
        return Operand.ComplexOf(Calculated(OpTable.Subtract, Times(x, u), Times(y, v), syntax), Calculated(OpTable.Add, Times(x, v), Times(y, u), syntax));
    }

    // Smith's way, which does not overflow where the quotient does not.
    private Operand Quotient(Operand a, Operand b, SyntaxNode syntax)
    {
        var (x, y) = Pair(a, syntax);
        Value Over(Value p, Value q) => Calculated(OpTable.Divide, p, q, syntax);
        Value Times(Value p, Value q) => Calculated(OpTable.Multiply, p, q, syntax);
        if (IsReal(b)) return Operand.ComplexOf(Over(x, Real(b, syntax)), Over(y, Real(b, syntax)));
        var (u, v) = Pair(b, syntax);
        Value Abs(Value p) => Emit(OpTable.Abs, [p], syntax);
        var real = Calculated(OpTable.Less, Abs(v), Abs(u), syntax);
        Value Chosen(Value p, Value q) => Emit(OpTable.Where, [real, p, q], syntax);
        var (large, small) = (Chosen(u, v), Chosen(v, u));
        var ratio = Over(small, large);
        var divisor = Calculated(OpTable.Add, large, Times(small, ratio), syntax);
        var first = Chosen(Calculated(OpTable.Add, x, Times(y, ratio), syntax), Calculated(OpTable.Add, y, Times(x, ratio), syntax));
        var second = Chosen(Calculated(OpTable.Subtract, y, Times(x, ratio), syntax), Calculated(OpTable.Subtract, Times(y, ratio), x, syntax));
        return Operand.ComplexOf(Over(first, divisor), Over(second, divisor));
    }

    private Operand Negated(Operand a, SyntaxNode syntax) => a.Select(part => Emit(OpTable.Negative, [part], syntax));

    private Operand Product(OpDef op, Operand a, Operand b, SyntaxNode syntax)
    {
        Value Of(Value p, Value q) => Emit(op, [p, q], syntax);
        if (IsReal(a)) return b.Select(part => Of(Real(a, syntax), part));
        if (IsReal(b)) return a.Select(part => Of(part, Real(b, syntax)));
        var ((x, y), (u, v)) = (Pair(a, syntax), Pair(b, syntax));
        return Operand.ComplexOf(Calculated(OpTable.Subtract, Of(x, u), Of(y, v), syntax), Calculated(OpTable.Add, Of(x, v), Of(y, u), syntax));
    }

    private Value Length(Operand z, SyntaxNode syntax) => Calculated(OpTable.Hypot, Pair(z, syntax).Real, Pair(z, syntax).Imaginary, syntax);

    private Value Angle(Operand z, SyntaxNode syntax) => Calculated(OpTable.Atan2, Pair(z, syntax).Imaginary, Pair(z, syntax).Real, syntax);

    private Operand Polar(Value length, Value angle, SyntaxNode syntax) => Operand.ComplexOf(
        Calculated(OpTable.Multiply, length, Emit(OpTable.Cos, [angle], syntax), syntax), Calculated(OpTable.Multiply, length, Emit(OpTable.Sin, [angle], syntax), syntax));

    // z.Real, z.Magnitude
    private Operand Part(string name, Operand z, SyntaxNode syntax) => name switch
    {
        "Real" => Pair(z, syntax).Real,
        "Imaginary" => Pair(z, syntax).Imaginary,
        "Magnitude" => Length(z, syntax),
        "Phase" => Angle(z, syntax),
        _ => throw Unsupported(syntax, $"'{name}' of a complex number has no form in a kernel"),
    };

    // A function by the name of its op, or of System.Numerics.Complex.
    private Operand Function(string name, ImmutableArray<Operand> x, IInvocationOperation invocation)
    {
        var syntax = invocation.Syntax;
        switch (name, x.Length)
        {
            case ("real", 1):
                return Pair(x[0], syntax).Real;
            case ("imag", 1):
                return Pair(x[0], syntax).Imaginary;
            case ("to_complex", 1):
                return Operand.ComplexOf(Pair(x[0], syntax));
            case ("to_complex", 2):
                var (re, im) = (Single(x[0], syntax), Single(x[1], syntax));
                return Operand.ComplexOf(Beside(re, im, syntax), Beside(im, re, syntax));
            case ("conj" or "Conjugate", 1):
                return Operand.ComplexOf(Pair(x[0], syntax).Real, Emit(OpTable.Negative, [Pair(x[0], syntax).Imaginary], syntax));
            case ("angle", 1):
                return Angle(x[0], syntax);
            case ("abs" or "Abs", 1):
                return Length(x[0], syntax);
            case ("negative" or "Negate", 1):
                return Negated(x[0], syntax);
            case ("add" or "Add", 2):
                return Sum(x[0], x[1], syntax);
            case ("subtract" or "Subtract", 2):
                return Difference(x[0], x[1], syntax);
            case ("multiply" or "Multiply", 2):
                return Product(x[0], x[1], syntax);
            case ("divide" or "Divide", 2):
                return Quotient(x[0], x[1], syntax);
            case ("square", 1):
                return Product(x[0], x[0], syntax);
            case ("Reciprocal", 1):
                return Quotient(Number(DType.F64, 1.0), x[0], syntax);
            case ("exp" or "Exp", 1):
                var (power, turn) = Pair(x[0], syntax);
                return Polar(Emit(OpTable.Exp, [power], syntax), turn, syntax);
            case ("log" or "Log", 1):
                return Operand.ComplexOf(Emit(OpTable.Log, [Length(x[0], syntax)], syntax), Angle(x[0], syntax));
            case ("sqrt" or "Sqrt", 1):
                return Root(x[0], syntax);
            case ("FromPolarCoordinates", 2):
                return Polar(Single(x[0], syntax), Single(x[1], syntax), syntax);
            case ("sin" or "cos" or "sinh" or "cosh" or "Sin" or "Cos" or "Sinh" or "Cosh", 1):
                return Periodic(name.ToUpperInvariant(), x[0], syntax);
            case ("power" or "Pow", 2) when invocation.TargetMethod.Parameters[1].Type.SpecialType == SpecialType.System_Int32:
                return Constant(Arguments(invocation)[1].Value) is int and >= -64 and <= 64 and var exponent ? Power(x[0], exponent, syntax)
                    : throw Unsupported(syntax, "a whole power of complex numbers has an exponent from -64 to 64 that is known while compiling; give it as a double");
            case ("power" or "Pow", 2) when IsReal(x[1]):
                var of = Single(x[1], syntax);
                return Polar(Calculated(OpTable.Power, Length(x[0], syntax), of, syntax), Calculated(OpTable.Multiply, Angle(x[0], syntax), of, syntax), syntax);
            default:
                throw Unsupported(syntax, $"'{invocation.TargetMethod.Name}' has no form for complex numbers in a kernel");
        }
    }

    private Operand Root(Operand z, SyntaxNode syntax)
    {
        var (x, y) = Pair(z, syntax);
        var half = Number(DType.F64, 0.5);
        Value Abs(Value v) => Emit(OpTable.Abs, [v], syntax);
        Value Where(Value test, Value p, Value q) => Emit(OpTable.Where, [test, p, q], syntax);
        var root = Emit(OpTable.Sqrt, [Calculated(OpTable.Multiply, Calculated(OpTable.Add, Length(z, syntax), Abs(x), syntax), half, syntax)], syntax);
        var other = Where(Calculated(OpTable.Equal, root, Number(DType.F64, 0.0), syntax), y, Calculated(OpTable.Divide, Calculated(OpTable.Multiply, y, half, syntax), root, syntax));
        var right = Calculated(OpTable.GreaterEqual, x, Number(DType.F64, 0.0), syntax);
        return Operand.ComplexOf(Where(right, root, Abs(other)), Where(right, other, Calculated(OpTable.CopySign, root, y, syntax)));
    }

    private Operand Periodic(string name, Operand z, SyntaxNode syntax)
    {
        var (x, y) = Pair(z, syntax);
        Value Of(OpDef p, OpDef q) => Calculated(OpTable.Multiply, Emit(p, [x], syntax), Emit(q, [y], syntax), syntax);
        return name switch
        {
            "SIN" => Operand.ComplexOf(Of(OpTable.Sin, OpTable.Cosh), Of(OpTable.Cos, OpTable.Sinh)),
            "COS" => Operand.ComplexOf(Of(OpTable.Cos, OpTable.Cosh), Emit(OpTable.Negative, [Of(OpTable.Sin, OpTable.Sinh)], syntax)),
            "SINH" => Operand.ComplexOf(Of(OpTable.Sinh, OpTable.Cos), Of(OpTable.Cosh, OpTable.Sin)),
            _ => Operand.ComplexOf(Of(OpTable.Cosh, OpTable.Cos), Of(OpTable.Sinh, OpTable.Sin)),
        };
    }

    private Operand Power(Operand z, int exponent, SyntaxNode syntax)
    {
        Operand? result = null;
        for (var left = Math.Abs(exponent); left != 0; left >>= 1)
        {
            if ((left & 1) != 0) result = result is null ? z : Product(result, z, syntax);
            if (left > 1) z = Product(z, z, syntax);
        }

        result ??= Operand.ComplexOf(Beside(Number(DType.F64, 1.0), Pair(z, syntax).Real, syntax), Beside(Number(DType.F64, 0.0), Pair(z, syntax).Real, syntax));
        return exponent < 0 ? Quotient(Number(DType.F64, 1.0), result, syntax) : result;
    }
}
