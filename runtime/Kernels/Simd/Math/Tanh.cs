using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The hyperbolic tangent, as <see cref="System.MathF.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Tanh(F32 x)
    {
        // Below 1, x + x^3 p(x^2): 1 - 2 / (e^2|x| + 1) would cancel there. From the bound on it rounds to 1.
        var magnitude = V.Abs(x);
        var square = x * x;
        var p = Fma(V.Create(-0.00035844659f), square, V.Create(0.00230134558f));
        p = Fma(p, square, V.Create(-0.00794608053f));
        p = Fma(p, square, V.Create(0.02148664f));
        p = Fma(p, square, V.Create(-0.0538797975f));
        p = Fma(p, square, V.Create(0.133323446f));
        p = Fma(p, square, V.Create(-0.333332956f));
        var small = Fma(p, magnitude * square, magnitude);

        var bounded = V.MinNative(V.Create(9.5f), magnitude);
        var r = ReduceExp(bounded + bounded, out _, out var unit);
        var divisor = Fma(unit, ExpTail(r, r), unit + V.Create(1f));
        var large = V.Create(1f) - V.Create(2f) / divisor;
        // Neither is negative, so that the sign only has to be put there.
        return Select(V.LessThan(magnitude, V.Create(1f)), small, large) | (x & V.Create(-0f));
    }

    /// <summary>The hyperbolic tangent, as <see cref="System.Math.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Tanh(F64 x)
    {
        // E / (E + 2) with E = e^2|x| - 1 as sum + error; from the bound on the quotient rounds to 1.
        var magnitude = V.Abs(x);
        var bounded = V.MinNative(V.Create(20.0), magnitude);
        var r = ReduceExp(bounded + bounded, out _, out var unit);
        var sum = FastTwoSum(unit - V.Create(1.0), unit * r, out var error);
        sum = FastTwoSum(sum, Fma(unit, ExpTail(r, F64.Zero), error), out error);

        var divisor = sum + V.Create(2.0);
        var lost = sum - (divisor - V.Create(2.0));
        var reciprocal = V.Create(1.0) / divisor;
        var quotient = sum * reciprocal;
        var residual = ExactFma(-quotient, divisor, sum) + Fma(-quotient, lost, Fma(-quotient, error, error));
        return CopySign(Fma(residual, reciprocal, quotient), x);
    }
}
