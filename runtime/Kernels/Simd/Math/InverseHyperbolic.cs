using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The inverse hyperbolic sine, as <see cref="MathF.Asinh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Asinh(F32 x)
    {
        // ln(1 + x + x^2 / (1 + sqrt(1 + x^2))), and ln(2x) for large x.
        var magnitude = V.Abs(x);
        var large = V.GreaterThan(magnitude, V.Create(1e9f));
        var s = V.AndNot(magnitude * magnitude, large);
        var sum = FastTwoSum(magnitude, s / (V.Create(1f) + V.Sqrt(V.Create(1f) + s)), out var error);
        var y = Log1p(sum, error, V.Create(1f) & large);
        return Select(V.LessThan(magnitude, V.Create(float.PositiveInfinity)), CopySign(y, x), x);
    }

    /// <summary>The inverse hyperbolic cosine, as <see cref="MathF.Acosh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Acosh(F32 x)
    {
        // ln(1 + t + sqrt(t^2 + 2t)) with t = x - 1, and ln(2x) for large x.
        var large = V.GreaterThan(x, V.Create(1e9f));
        var t = Select(large, F32.Zero, x - V.Create(1f));
        var square = TwoProduct(t, t, out var squareLow);
        var s = TwoSum(t + t, square, out var error);
        var root = V.Sqrt(s);
        var rootLow = (ExactFma(-root, root, s) + (error + squareLow)) / V.MaxNative(V.Create(1e-30f), root + root);
        var sum = FastTwoSum(root, t, out error);
        var y = Log1p(Select(large, x, sum), error + rootLow, V.Create(1f) & large);
        y = Select(V.LessThan(x, V.Create(float.PositiveInfinity)), y, x);
        return Select(V.LessThan(x, V.Create(1f)), V.Create(float.NaN), y);
    }

    /// <summary>The inverse hyperbolic tangent, as <see cref="MathF.Atanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Atanh(F32 x)
    {
        // ln(1 + 2x / (1 - x)) / 2.
        var magnitude = V.Abs(x);
        var divisor = FastTwoSum(V.Create(1f), -magnitude, out var divisorLow);
        var reciprocal = V.Create(1f) / divisor;
        var doubled = magnitude + magnitude;
        var quotient = doubled * reciprocal;
        var error = (ExactFma(-quotient, divisor, doubled) - quotient * divisorLow) * reciprocal;
        var y = V.Create(0.5f) * Log1p(quotient, error, F32.Zero);
        y = Select(V.LessThan(magnitude, V.Create(1f)), y, V.Create(float.NaN));
        y = Select(V.Equals(magnitude, V.Create(1f)), V.Create(float.PositiveInfinity), y);
        return Select(V.Equals(x, x), CopySign(y, x), x);
    }

    /// <summary>The inverse hyperbolic sine, as <see cref="Math.Asinh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Asinh(F64 x)
    {
        // ln(1 + x + x^2 / (1 + sqrt(1 + x^2))), and ln(2x) for large x.
        var magnitude = V.Abs(x);
        var large = V.GreaterThan(magnitude, V.Create(1e18));
        var s = V.AndNot(magnitude * magnitude, large);
        var sum = FastTwoSum(magnitude, s / (V.Create(1.0) + V.Sqrt(V.Create(1.0) + s)), out var error);
        var y = Log1p(sum, error, V.Create(1.0) & large);
        return Select(V.LessThan(magnitude, V.Create(double.PositiveInfinity)), CopySign(y, x), x);
    }

    /// <summary>The inverse hyperbolic cosine, as <see cref="Math.Acosh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Acosh(F64 x)
    {
        // ln(1 + t + sqrt(t^2 + 2t)) with t = x - 1, and ln(2x) for large x.
        var large = V.GreaterThan(x, V.Create(1e15));
        var t = Select(large, F64.Zero, x - V.Create(1.0));
        var square = TwoProduct(t, t, out var squareLow);
        var s = TwoSum(t + t, square, out var error);
        var root = V.Sqrt(s);
        var rootLow = (ExactFma(-root, root, s) + (error + squareLow)) / V.MaxNative(V.Create(1e-300), root + root);
        var sum = FastTwoSum(root, t, out error);
        var y = Log1p(Select(large, x, sum), error + rootLow, V.Create(1.0) & large);
        y = Select(V.LessThan(x, V.Create(double.PositiveInfinity)), y, x);
        return Select(V.LessThan(x, V.Create(1.0)), V.Create(double.NaN), y);
    }

    /// <summary>The inverse hyperbolic tangent, as <see cref="Math.Atanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Atanh(F64 x)
    {
        // ln(1 + 2x / (1 - x)) / 2.
        var magnitude = V.Abs(x);
        var divisor = FastTwoSum(V.Create(1.0), -magnitude, out var divisorLow);
        var quotient = Quotient(magnitude + magnitude, F64.Zero, divisor, divisorLow, out var error);
        var y = V.Create(0.5) * Log1p(quotient, error, F64.Zero);
        y = Select(V.LessThan(magnitude, V.Create(1.0)), y, V.Create(double.NaN));
        y = Select(V.Equals(magnitude, V.Create(1.0)), V.Create(double.PositiveInfinity), y);
        return Select(V.Equals(x, x), CopySign(y, x), x);
    }
}
