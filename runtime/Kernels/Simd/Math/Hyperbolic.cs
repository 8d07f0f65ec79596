using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The hyperbolic sine, as <see cref="System.MathF.Sinh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sinh(F32 x)
    {
        var parts = ReduceHyperbolic(V.Abs(x));
        var product = TwoProduct(parts.Sum, parts.R, out var error);
        var sum = FastTwoSum(parts.Difference, product, out var lost);
        var y = sum + (Fma(parts.Sum, parts.SinhTail, Fma(parts.Difference, parts.CoshTail, error)) + lost);
        return Select(V.LessThan(V.Abs(x), V.Create(1e-10f)), x, CopySign(y + y, x));
    }

    /// <summary>The hyperbolic cosine, as <see cref="System.MathF.Cosh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Cosh(F32 x)
    {
        var parts = ReduceHyperbolic(V.Abs(x));
        var product = parts.Difference * parts.R;
        var sum = FastTwoSum(parts.Sum, product, out var lost);
        var y = sum + (Fma(parts.Sum, parts.CoshTail, parts.Difference * parts.SinhTail) + lost);
        return y + y;
    }

    // x = k ln 2 + R for x >= 0: sinh x = 2 (Sum sinh R + Difference cosh R), cosh x = 2 (Sum cosh R + Difference sinh R),
    // where Sum and Difference are (2^k +- 2^-k) / 4: twice that may be infinite where the result is not.
    // sinh R = R + SinhTail, cosh R = 1 + CoshTail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (F32 Sum, F32 Difference, F32 R, F32 SinhTail, F32 CoshTail) ReduceHyperbolic(F32 x)
    {
        var r = ReduceExp(V.MinNative(V.Create(89.7f), x), out var k, out _);
        var up = PowerOfTwo(k - V.Create(2));
        var down = PowerOfTwo(V.Max(V.Create(-2) - k, V.Create(-126)));
        var s = r * r;
        var p = Fma(V.Create(0.00836653449f), s, V.Create(0.166665435f));
        var q = Fma(V.Create(0.00139354193f), s, V.Create(0.0416664593f));
        return (up + down, up - down, r, r * s * p, Fma(s * s, q, s * V.Create(0.5f)));
    }

    /// <summary>The hyperbolic sine, as <see cref="System.Math.Sinh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Sinh(F64 x)
    {
        var parts = ReduceHyperbolic(V.Abs(x));
        var product = TwoProduct(parts.Sum, parts.R, out var error);
        var sum = FastTwoSum(parts.Difference, product, out var lost);
        var y = sum + (Fma(parts.Sum, parts.SinhTail, Fma(parts.Difference, parts.CoshTail, error)) + lost);
        return Select(V.LessThan(V.Abs(x), V.Create(1e-20)), x, CopySign(y + y, x));
    }

    /// <summary>The hyperbolic cosine, as <see cref="System.Math.Cosh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Cosh(F64 x)
    {
        var parts = ReduceHyperbolic(V.Abs(x));
        var product = parts.Difference * parts.R;
        var sum = FastTwoSum(parts.Sum, product, out var lost);
        var y = sum + (Fma(parts.Sum, parts.CoshTail, parts.Difference * parts.SinhTail) + lost);
        return y + y;
    }

    // x = k ln 2 + R for x >= 0: sinh x = 2 (Sum sinh R + Difference cosh R), cosh x = 2 (Sum cosh R + Difference sinh R),
    // where Sum and Difference are (2^k +- 2^-k) / 4: twice that may be infinite where the result is not.
    // sinh R = R + SinhTail, cosh R = 1 + CoshTail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (F64 Sum, F64 Difference, F64 R, F64 SinhTail, F64 CoshTail) ReduceHyperbolic(F64 x)
    {
        var r = ReduceExp(V.MinNative(V.Create(710.8), x), out var k, out _);
        var up = PowerOfTwo(k - V.Create(2L));
        var down = PowerOfTwo(V.Max(V.Create(-2L) - k, V.Create(-1022L)));
        var s = r * r;
        var p = Fma(V.Create(2.5109132832527064e-08), s, V.Create(2.7557243898356963e-06));
        p = Fma(p, s, V.Create(0.00019841269886483053));
        p = Fma(p, s, V.Create(0.008333333333321463));
        p = Fma(p, s, V.Create(0.16666666666666677));
        var q = Fma(V.Create(2.092168297430718e-09), s, V.Create(2.75572520476367e-07));
        q = Fma(q, s, V.Create(2.4801587349009478e-05));
        q = Fma(q, s, V.Create(0.0013888888888873335));
        q = Fma(q, s, V.Create(0.041666666666666685));
        return (up + down, up - down, r, r * s * p, Fma(s * s, q, s * V.Create(0.5)));
    }
}
