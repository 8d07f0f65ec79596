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
    /// <summary>e^x, as <see cref="System.MathF.Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Exp(F32 x)
    {
        // Nearly always 2^k and the result are normal, and an addition to the exponent multiplies by it. Elsewhere the same value is
        // scaled in two steps, so that an element does not depend on its neighbours. No call: its spills would be in the hot path too.
        if (V.LessThanOrEqualAll(V.Abs(x), V.Create(87f)))
        {
            var e = ExpFraction(ReduceExp(x, out F32 shifted));
            return (e.AsInt32() + V.ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
        }

        // Beyond these bounds the result is 0 or infinite anyway; the native forms keep a NaN in their second operand.
        var fraction = ExpFraction(ReduceExp(V.MinNative(V.Create(89f), V.MaxNative(V.Create(-104f), x)), out var k, out _));
        return Scale(fraction, k);
    }

    // e^r for |r| <= ln(2) / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ExpFraction(F32 r)
    {
        if (!Fuses)
        {
            var sum = FastTwoSum(V.Create(1f), r, out var lost);
            return sum + ExpTail(r, lost);
        }
        // Fused, the last two steps lose a fifth of a unit in the last place and no more.
        var p = ExpQuotient(r);
        p = Fma(p, r, V.Create(1f));
        return Fma(p, r, V.Create(1f));
    }

    // x = k ln 2 + r, |r| <= ln(2) / 2; unit is 2^k if that is normal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ReduceExp(F32 x, out I32 k, out F32 unit)
    {
        var r = ReduceExp(x, out F32 shifted);
        k = shifted.AsInt32() - V.Create(12582912f).AsInt32();
        unit = (V.ShiftLeft(shifted.AsInt32(), 23) + V.Create(1f).AsInt32()).AsSingle();
        return r;
    }

    // The same; k stands in the low bits of shifted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ReduceExp(F32 x, out F32 shifted)
    {
        // Adding 1.5 * 2^23, less one bit, leaves the nearest integer in the low bits.
        var magic = V.Create(12582912f);
        shifted = Fma(x, V.Create(1.44269502f), magic);
        var n = shifted - magic;

        // The high part of ln 2 is short, so that n times it is exact, fused or not.
        return Fma(n, V.Create(2.90889711e-05f), Fma(n, V.Create(-0.69317627f), x));
    }

    // first + e^r - 1 - r, where first is r to within rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ExpTail(F32 r, F32 first) => Fma(r * r, ExpQuotient(r), first);

    // (e^r - 1 - r) / r^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F32 ExpQuotient(F32 r)
    {
        var p = Fma(V.Create(0.00137824786f), r, V.Create(0.00836867094f));
        p = Fma(p, r, V.Create(0.0416689627f));
        p = Fma(p, r, V.Create(0.166665211f));
        return Fma(p, r, V.Create(0.499999911f));
    }

    /// <summary>e^x, as <see cref="System.Math.Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Exp(F64 x)
    {
        // Nearly always 2^k and the result are normal, and an addition to the exponent multiplies by it. Elsewhere the same value is
        // scaled in two steps, so that an element does not depend on its neighbours. No call: its spills would be in the hot path too.
        if (V.LessThanOrEqualAll(V.Abs(x), V.Create(708.0)))
        {
            var e = ExpFraction(ReduceExp(x, out F64 shifted));
            return (e.AsInt64() + V.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
        }

        // Beyond these bounds the result is 0 or infinite anyway; the native forms keep a NaN in their second operand.
        var fraction = ExpFraction(ReduceExp(V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-746.0), x)), out var k, out _));
        return Scale(fraction, k);
    }

    // e^r for |r| <= ln(2) / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ExpFraction(F64 r)
    {
        if (!Fuses)
        {
            var sum = FastTwoSum(V.Create(1.0), r, out var lost);
            return sum + ExpTail(r, lost);
        }
        // Fused, the last two steps lose a fifth of a unit in the last place and no more.
        var p = ExpQuotient(r);
        p = Fma(p, r, V.Create(1.0));
        return Fma(p, r, V.Create(1.0));
    }

    // x = k ln 2 + r, |r| <= ln(2) / 2; unit is 2^k if that is normal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ReduceExp(F64 x, out I64 k, out F64 unit)
    {
        var r = ReduceExp(x, out F64 shifted);
        k = shifted.AsInt64() - V.Create(6755399441055744.0).AsInt64();
        unit = (V.ShiftLeft(shifted.AsInt64(), 52) + V.Create(1.0).AsInt64()).AsDouble();
        return r;
    }

    // The same; k stands in the low bits of shifted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ReduceExp(F64 x, out F64 shifted)
    {
        // Adding 1.5 * 2^52, less one bit, leaves the nearest integer in the low bits.
        var magic = V.Create(6755399441055744.0);
        shifted = Fma(x, V.Create(1.4426950408889634), magic);
        var n = shifted - magic;

        // The high part of ln 2 is short, so that n times it is exact, fused or not.
        return Fma(n, V.Create(1.7239444525614835e-13), Fma(n, V.Create(-0.6931471805601177), x));
    }

    // first + e^r - 1 - r, where first is r to within rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ExpTail(F64 r, F64 first) => Fma(r * r, ExpQuotient(r), first);

    // (e^r - 1 - r) / r^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ExpQuotient(F64 r)
    {
        var p = Fma(V.Create(2.5004514011720125e-08), r, V.Create(2.7630447587760214e-07));
        p = Fma(p, r, V.Create(2.7557572234515413e-06));
        p = Fma(p, r, V.Create(2.4801492475252935e-05));
        p = Fma(p, r, V.Create(0.0001984126952250896));
        p = Fma(p, r, V.Create(0.0013888888944319463));
        p = Fma(p, r, V.Create(0.008333333333487042));
        p = Fma(p, r, V.Create(0.04166666666652703));
        p = Fma(p, r, V.Create(0.16666666666666424));
        return Fma(p, r, V.Create(0.5000000000000011));
    }
}
