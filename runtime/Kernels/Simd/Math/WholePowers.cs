using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

/// <summary>Powers to small whole exponents: squares and products as sums of two, whose exponents only the run knows, in a few of the instructions of a logarithm and an exponential.</summary>
/// <remarks>Which way an element goes depends on it and its exponent alone, so its bits don't depend on its neighbours.</remarks>
[PerWidth]
public static partial class VectorMath
{
    // Powers that are no few halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 OtherPow(F64 x, F64 y)
    {
        var (magnitude, size) = (V.Abs(y), V.Abs(x));
        // Up to 15: no power, and no part of one that is too small to see, leaves the normal numbers.
        var few = V.GreaterThan(magnitude, V.Create(3.0)) & V.LessThan(magnitude, V.Create(16.0)) & V.Equals(y, V.Truncate(y))
            & V.GreaterThan(size, V.Create(1e-17)) & V.LessThan(size, V.Create(1e17));
        if (few == F64.Zero) return GeneralPow(x, y);
        var power = WholePow(x, y);
        return V.EqualsAll(few.AsInt64(), V.Create(-1L)) ? power : Select(few, power, GeneralPow(x, y));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static F64 WholePow(F64 x, F64 y)
    {
        // The exponent's bits from the first on: a power times itself, and times x where the bit is set.
        var left = V.Abs(y);
        var bit = V.LessThanAll(left, V.Create(8.0)) ? 4.0 : 8.0;
        var set = V.GreaterThanOrEqual(left, V.Create(bit));
        var (power, low) = (Select(set, x, V.Create(1.0)), F64.Zero);
        while (bit > 1)
        {
            left = Select(set, left - V.Create(bit), left);
            bit *= 0.5;
            set = V.GreaterThanOrEqual(left, V.Create(bit));
            var square = TwoProduct(power, power, out var squareLow);
            (power, low) = (square, Fma(low + low, power, squareLow));
            if (set == F64.Zero) continue;
            var product = TwoProduct(power, x, out var productLow);
            productLow = Fma(low, x, productLow);
            (power, low) = (Select(set, product, power), Select(set, productLow, low));
        }

        if (V.GreaterThanAll(y, F64.Zero)) return power + low;
        var inverseLow = low;
        var inverse = Reciprocal(power, ref inverseLow);
        return Select(V.LessThan(y, F64.Zero), inverse + inverseLow, power + low);
    }
}
