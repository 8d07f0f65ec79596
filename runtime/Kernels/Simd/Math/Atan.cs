using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The arctangent, as <see cref="MathF.Atan"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Atan(F32 x)
    {
        // Above 1, pi/2 - arctan(1 / x).
        var magnitude = V.Abs(x);
        var large = V.GreaterThan(magnitude, V.Create(1f));
        var t = Select(large, V.Create(-1f) / magnitude, magnitude);
        return CopySign(AtanSum(t, V.Create(1.57079637f) & large, V.Create(-4.37113883e-08f) & large), x);
    }

    // start + startLow + arctan(t) for |t| <= 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 AtanSum(F32 t, F32 start, F32 startLow)
    {
        // Even and odd powers of s apart, since one chain of nine steps is longer than the core looks ahead.
        var s = t * t;
        var z = s * s;
        var p = Fma(V.Create(-0.00240649027f), z, V.Create(-0.035986390f));
        var q = Fma(V.Create(0.0135827065f), z, V.Create(0.062590301f));
        p = Fma(p, z, V.Create(-0.0866040885f));
        q = Fma(q, z, V.Create(0.110343926f));
        p = Fma(p, z, V.Create(-0.142785817f));
        q = Fma(q, z, V.Create(0.199997321f));
        p = Fma(p, z, V.Create(-0.333333313f));
        p = Fma(q, s, p);
        return start + (t + Fma(t * s, p, startLow));
    }

    /// <summary>The arctangent, as <see cref="Math.Atan"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Atan(F64 x)
    {
        // Above 1e300 the result no longer changes.
        var magnitude = V.MinNative(V.Create(1e300), V.Abs(x));
        var large = V.GreaterThan(magnitude, V.Create(2.414213562373095));
        var numerator = Select(large, V.Create(-1.0), magnitude);
        var denominator = Select(large, magnitude, V.Create(1.0));
        var base8 = V.Create(4.0) & large;
        return CopySign(AtanQuotient(numerator, denominator, base8, V.Create(1.0)), x);
    }

    // base8 pi/8 + sign arctan(x / y) for y > 0; where x / y > tan(pi/8) it is pi/4 + arctan((x - y) / (x + y)).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 AtanQuotient(F64 x, F64 y, F64 base8, F64 sign)
    {
        var middle = V.GreaterThan(x, y * V.Create(0.41421356237309503));
        var difference = TwoSum(x, -y, out var differenceLow);
        var total = TwoSum(x, y, out var totalLow);
        var t = Quotient(
            Select(middle, difference, x), differenceLow & middle,
            Select(middle, total, y), totalLow & middle, out var rest);
        base8 = Fma(sign, V.Create(2.0) & middle, base8);

        // Even and odd powers of s apart, as in float.
        var s = t * t;
        var z = s * s;
        var q = Fma(V.Create(0.015116823281409794), z, V.Create(0.04499810717368723));
        var p = Fma(V.Create(-0.03339276409641236), z, V.Create(-0.05217417876017158));
        q = Fma(q, z, V.Create(0.05876855980158818));
        p = Fma(p, z, V.Create(-0.06666208245082118));
        q = Fma(q, z, V.Create(0.0769228137020076));
        p = Fma(p, z, V.Create(-0.09090908075359298));
        q = Fma(q, z, V.Create(0.11111111085968385));
        p = Fma(p, z, V.Create(-0.14285714285345796));
        q = Fma(q, z, V.Create(0.19999999999997248));
        p = Fma(p, z, V.Create(-0.33333333333333326));
        p = Fma(q, s, p);
        rest = Fma(t * s, p, rest);
        var start = TwoProduct(base8, V.Create(0.39269908169872414), out var startLow);
        startLow = Fma(base8, V.Create(1.5308084989341915e-17), startLow);
        var sum = FastTwoSum(start, sign * t, out var error);
        return sum + (Fma(sign, rest, startLow) + error);
    }
}
