using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

/// <summary>Powers to exponents that are a few halves: products and a square root instead of a logarithm and an exponential.</summary>
/// <remarks>Which way an element goes depends on it and its exponent alone, so its bits don't depend on its neighbours.</remarks>
[PerWidth]
public static partial class VectorMath
{
    // Where no product or quotient on the way leaves the normal numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 IsMiddling(F64 magnitude) => V.GreaterThan(magnitude, V.Create(1e-90)) & V.LessThan(magnitude, V.Create(1e90));

    /// <summary>x^y for a y that is a few halves, as its rounded value and the little that it lacks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 PowHalves(F64 x, double y, out F64 low)
    {
        F64 power;
        switch (Math.Abs(y))
        {
            case 0.5:
                power = V.Sqrt(x);
                // Half of what the root lacks times the reciprocal, which only a negative exponent needs.
                low = y < 0 ? ExactFma(-power, power, x) * V.Create(0.5) / power : F64.Zero;
                break;
            case 1.5:
                var root = V.Sqrt(x);
                power = TwoProduct(x, root, out low);
                low = Fma(root * V.Create(0.5), ExactFma(-root, root, x), low);
                break;
            case 2:
                power = TwoProduct(x, x, out low);
                break;
            case 3:
                power = TwoProduct(x, x, out var squareLow);
                power = TwoProduct(power, x, out low);
                low = Fma(squareLow, x, low);
                break;
            default:
                power = x;
                low = F64.Zero;
                break;
        }

        if (y > 0) return power;
        return Reciprocal(power, ref low);
    }

    // One over a power and the little that it lacks, which becomes the little that the result lacks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Reciprocal(F64 power, ref F64 low)
    {
        var inverse = V.Create(1.0) / power;
        low = inverse * Fma(-low, inverse, ExactFma(-power, inverse, V.Create(1.0)));
        return inverse;
    }

    // x^y with one y for all lanes: IsFewHalves(y), and x where IsMiddling.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 PowHalves(F64 x, double y)
    {
        var power = PowHalves(x, y, out var low);
        return y is 0.5 or 1 or 2 ? power : power + low;
    }

    // The lanes of a vector of various exponents that are a few halves, one exponent after the other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 SelectHalves(F64 x, F64 y, F64 power)
    {
        var left = IsMiddling(V.Abs(x));
        for (var k = 0; k < F64.Count; k++)
        {
            var exponent = y.GetElement(k);
            if (!IsFewHalves(exponent) || left.AsInt64().GetElement(k) == 0) continue;
            var same = left & V.Equals(y, V.Create(exponent));
            power = Select(same, PowHalves(x, exponent), power);
            left = V.AndNot(left, same);
        }

        return power;
    }

    // Whether some lane's exponent is a few halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AnyFewHalves(F64 y)
    {
        var magnitude = V.Abs(y);
        var few = V.LessThanOrEqual(magnitude, V.Create(3.0)) & V.Equals(y + y, V.Truncate(y + y));
        return few != F64.Zero;
    }
}
