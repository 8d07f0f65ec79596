using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F32h = System.Runtime.Intrinsics.Vector128<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I32h = System.Runtime.Intrinsics.Vector128<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using Lanesh = Kernels.Simd.Lanes128;
using U8n = System.Runtime.Intrinsics.Vector128<byte>;
using V = System.Runtime.Intrinsics.Vector256;
using Vh = System.Runtime.Intrinsics.Vector128;

namespace Kernels.Simd;

// C#'s unchecked conversions: floating point to integer truncates, saturates and takes NaN to 0; an integer keeps its low bits.
// To byte goes by way of int. ConvertS_From_To is for bodies whose widest dtype has S bytes.
[PerWidth]
public static partial class Lanes256
{
    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Convert4_I32_F32(I32 x) => V.ConvertToSingle(x);

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Convert4_F32_I32(F32 x) => V.ConvertToInt32(x);

    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Convert4_U8_F32(U8n x) => V.ConvertToSingle(Convert4_U8_I32(x));

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Convert4_F32_U8(F32 x) => Convert4_I32_U8(V.ConvertToInt32(x));

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Convert8_U8_F64(U8n x) => Convert8_I32_F64(Convert8_U8_I32(x));

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32h Convert8_U8_I32(U8n x) => Lanesh.Convert4_U8_I32(x);

    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32h Convert8_U8_F32(U8n x) => Vh.ConvertToSingle(Lanesh.Convert4_U8_I32(x));

    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32h Convert8_I32_F32(I32h x) => Vh.ConvertToSingle(x);

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32h Convert8_F32_I32(F32h x) => Vh.ConvertToInt32(x);

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Convert8_I32_U8(I32h x) => Lanesh.Convert4_I32_U8(x);

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Convert8_F32_U8(F32h x) => Lanesh.Convert4_I32_U8(Vh.ConvertToInt32(x));

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Convert8_F64_U8(F64 x) => Lanesh.Convert4_I32_U8(Convert8_F64_I32(x));

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n Convert8_I64_U8(I64 x) => Lanesh.Convert4_I32_U8(Convert8_I64_I32(x));

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Convert8_I64_F64(I64 x) => V.ConvertToDouble(x);

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Convert8_F32_I64(F32h x) => Convert8_F64_I64(Convert8_F32_F64(x));

    /// <summary>(float)x, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32h Convert8_I64_F32(I64 x)
    {
        // A long beyond 2^53 is rounded to odd first, so that rounding to double loses nothing that rounding to float needs.
        var large = V.GreaterThan(V.Abs(x) - I64.One, V.Create((1L << 53) - 1)) | V.Equals(x, V.Create(long.MinValue));
        var odd = (((x & V.Create(2047L)) + V.Create(2047L)) | x) & V.Create(-2048L);
        return Convert8_F64_F32(V.ConvertToDouble(V.ConditionalSelect(large, odd, x)));
    }

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Convert8_F64_I64(F64 x)
    {
        // Adding 1.5 * 2^52 leaves an integer below 2^51 in the low bits.
        var magic = V.Create(6755399441055744.0);
        if (V.LessThanAll(V.Abs(x), V.Create(2251799813685248.0)))
            return (V.Truncate(x) + magic).AsInt64() - magic.AsInt64();
        return LargeF64ToI64(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static I64 LargeF64ToI64(F64 x) => V.ConvertToInt64(x);

    /// <summary>A mask of float or int lanes beside wider ones, as a mask of long lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 WidenMask8_4(I32h mask) => Convert8_I32_I64(mask);

    /// <summary>A mask of byte lanes beside wider ones, as a mask of int lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 WidenMask4_1(U8n mask) => V.GreaterThan(Convert4_U8_I32(mask), I32.Zero);

    /// <summary>A mask of byte lanes beside wider ones, as a mask of long lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 WidenMask8_1(U8n mask) => V.GreaterThan(Convert8_U8_I64(mask), I64.Zero);

    /// <summary>A mask of long lanes, as a mask for int or float lanes beside them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32h NarrowMask8_4(I64 mask) => Convert8_I64_I32(mask);

    /// <summary>A mask of int lanes, as a mask for byte lanes beside them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n NarrowMask4_1(I32 mask) => Convert4_I32_U8(mask);

    /// <summary>A mask of long lanes, as a mask for byte lanes beside them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8n NarrowMask8_1(I64 mask) => Convert8_I64_U8(mask);
}
