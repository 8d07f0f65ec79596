using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    // x = 2^k (1 + f) for a positive normal x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 SplitLog(F32 x, out F32 k, out I32 exponent)
    {
        var above = x.AsInt32() - V.Create(0x3f2aaaab);
        exponent = V.ShiftRightArithmetic(above, 23);
        k = V.ConvertToSingle(exponent);
        return ((above & V.Create(0x007fffff)) + V.Create(0x3f2aaaab)).AsSingle() - V.Create(1f);
    }

    // Whether a lane is anything but a positive normal number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AnyBesidesNormal(F32 x)
        => V.GreaterThanAny(x.AsInt32() + V.Create(0x7f800000), V.Create(unchecked((int)0xfeffffff)));

    // Subnormals made normal; what that adds to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 Normalize(F32 x, out F32 exponent)
    {
        var small = V.LessThan(x, V.Create(1.17549435E-38f));
        exponent = Select(small, V.Create(-23f), F32.Zero);
        return Select(small, x * V.Create(8388608f), x);
    }

    // The logarithm y of x, or what it is where x is zero, negative, infinite or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 SpecialLog(F32 x, F32 y)
    {
        y = Select(V.Equals(x, F32.Zero), V.Create(-float.PositiveInfinity), y);
        y = Select(V.LessThan(x, V.Create(float.PositiveInfinity)), y, x);
        return Select(V.LessThan(x, F32.Zero), V.Create(float.NaN), y);
    }

    // ln(1 + f) - f for -1/3 <= f <= 1/3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 LogTail(F32 f)
    {
        var p = Fma(V.Create(-0.128930315f), f, V.Create(0.139868975f));
        p = Fma(p, f, V.Create(-0.121839724f));
        p = Fma(p, f, V.Create(0.140053064f));
        p = Fma(p, f, V.Create(-0.166805059f));
        p = Fma(p, f, V.Create(0.20010446f));
        p = Fma(p, f, V.Create(-0.249997973f));
        p = Fma(p, f, V.Create(0.333332151f));
        return f * f * Fma(f, p, V.Create(-0.5f));
    }

    // x = 2^k (1 + f) for a positive normal x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 SplitLog(F64 x, out F64 k, out I64 exponent)
    {
        var above = x.AsInt64() - V.Create(0x3fe6a09e667f3bcdL);
        // AVX2 has no arithmetic shift of longs, nor a conversion: the biased exponent becomes the low bits of 2^52 + it.
        var biased = V.ShiftRightLogical(above + V.Create(0x4000000000000000L), 52);
        exponent = biased - V.Create(1024L);
        k = (biased | V.Create(0x4330000000000000L)).AsDouble() - V.Create(4503599627371520.0);
        return ((above & V.Create(0x000fffffffffffffL)) + V.Create(0x3fe6a09e667f3bcdL)).AsDouble() - V.Create(1.0);
    }

    // Whether a lane is anything but a positive normal number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AnyBesidesNormal(F64 x)
        => V.GreaterThanAny(x.AsInt64() + V.Create(0x7ff0000000000000L), V.Create(unchecked((long)0xffdfffffffffffff)));

    // Subnormals made normal; what that adds to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 Normalize(F64 x, out F64 exponent)
    {
        var small = V.LessThan(x, V.Create(2.2250738585072014E-308));
        exponent = Select(small, V.Create(-52.0), F64.Zero);
        return Select(small, x * V.Create(4503599627370496.0), x);
    }

    // The logarithm y of x, or what it is where x is zero, negative, infinite or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 SpecialLog(F64 x, F64 y)
    {
        y = Select(V.Equals(x, F64.Zero), V.Create(-double.PositiveInfinity), y);
        y = Select(V.LessThan(x, V.Create(double.PositiveInfinity)), y, x);
        return Select(V.LessThan(x, F64.Zero), V.Create(double.NaN), y);
    }

    // ln(1 + f) - f for sqrt(1/2) <= 1 + f <= sqrt(2): ln(1 + f) = 2 atanh(s) with s = f / (2 + f).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 LogTail(F64 f)
    {
        var s = f / (V.Create(2.0) + f);
        var z = s * s;
        var p = Fma(V.Create(0.14798953556121616), z, V.Create(0.1531377156428829));
        p = Fma(p, z, V.Create(0.18183574353560988));
        p = Fma(p, z, V.Create(0.22222198398250026));
        p = Fma(p, z, V.Create(0.28571428743902416));
        p = Fma(p, z, V.Create(0.39999999999408814));
        p = Fma(p, z, V.Create(0.6666666666666735));
        var half = V.Create(0.5) * f * f;
        return Fma(s, Fma(z, p, half), -half);
    }
}
