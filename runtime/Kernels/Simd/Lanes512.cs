using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>How bodies that are 512 bits wide load, store and convert lanes. What depends on the width in more than its name stands here,
/// the rest is printed from the parts for 256 bits.</summary>
/// <remarks>A body whose widest dtype has S bytes has 64 / S lanes; a suffix 4 or 8 is that S. A narrower dtype stands in the lower lanes of
/// a vector of at least 128 bits, whose upper lanes mean nothing. A bool is a mask of integer lanes of S bytes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes512
{
    /// <summary>Loads 16 bytes beside 16 lanes of 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadU8_4(ref byte x, nint i) => Vector128.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Stores the 16 bytes that stand beside lanes of 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreU8_4(Vector128<byte> v, ref byte x, nint i) => Vector128.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Loads 8 bytes beside 8 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadU8_8(ref byte x, nint i)
        => Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref x, i))).AsByte();

    /// <summary>Stores the 8 bytes that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreU8_8(Vector128<byte> v, ref byte x, nint i)
        => Unsafe.WriteUnaligned(ref Unsafe.Add(ref x, i), v.AsUInt64().ToScalar());

    /// <summary>Loads 8 elements beside 8 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadF32_8(ref float x, nint i) => Vector256.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Stores the 8 elements that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreF32_8(Vector256<float> v, ref float x, nint i) => Vector256.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Loads 8 elements beside 8 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadI32_8(ref int x, nint i) => Vector256.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Stores the 8 elements that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreI32_8(Vector256<int> v, ref int x, nint i) => Vector256.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Convert4_U8_I32(Vector128<byte> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int32(x);
        return Vector512.WidenLower(Vector512.WidenLower(x.ToVector256().ToVector512())).AsInt32();
    }

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Convert8_U8_I64(Vector128<byte> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int64(x);
        return Convert8_I32_I64(Convert8_U8_I32(x));
    }

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Convert8_I32_I64(Vector256<int> x) => Vector512.WidenLower(x.ToVector512Unsafe());

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Convert8_F32_F64(Vector256<float> x) => Vector512.WidenLower(x.ToVector512Unsafe());

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Convert8_I32_F64(Vector256<int> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Double(x);
        return Vector512.ConvertToDouble(Convert8_I32_I64(x));
    }

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Convert4_I32_U8(Vector512<int> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector128Byte(x);
        var lower = Lanes256.Convert4_I32_U8(x.GetLower()).AsInt64().ToScalar();
        var upper = Lanes256.Convert4_I32_U8(x.GetUpper()).AsInt64().ToScalar();
        return Vector128.Create(lower, upper).AsByte();
    }

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Convert8_I64_I32(Vector512<long> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector256Int32(x);
        return Vector512.Narrow(x, x).GetLower();
    }

    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Convert8_F64_F32(Vector512<double> x)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector256Single(x);
        return Vector512.Narrow(x, x).GetLower();
    }

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Convert8_F64_I32(Vector512<double> x)
    {
        // NaN, which does not equal itself, becomes 0; the native conversion then meets nothing out of range.
        var number = Vector512.Equals(x, x).AsInt64() & x.AsInt64();
        var clamped = Vector512.MinNative(Vector512.MaxNative(number.AsDouble(), Vector512.Create(-2147483648.0)), Vector512.Create(2147483647.0));
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector256Int32WithTruncation(clamped);
        // Adding 1.5 * 2^52 leaves the integer in the low bits.
        return Convert8_I64_I32((Vector512.Truncate(clamped) + Vector512.Create(6755399441055744.0)).AsInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> LowerToF64(Vector512<int> x) => Convert8_I32_F64(x.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> UpperToF64(Vector512<int> x) => Convert8_I32_F64(x.GetUpper());
}
