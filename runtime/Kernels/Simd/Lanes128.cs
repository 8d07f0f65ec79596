using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>How bodies that are 128 bits wide load, store and convert lanes. What depends on the width in more than its name stands here,
/// the rest is printed from the parts for 256 bits.</summary>
/// <remarks>A body whose widest dtype has S bytes has 16 / S lanes; a suffix 4 or 8 is that S. A narrower dtype stands in the lower lanes of
/// a vector of at least 128 bits, whose upper lanes mean nothing. A bool is a mask of integer lanes of S bytes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes128
{
    /// <summary>Loads 4 bytes beside 4 lanes of 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadU8_4(ref byte x, nint i)
        => Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref x, i))).AsByte();

    /// <summary>Stores the 4 bytes that stand beside lanes of 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreU8_4(Vector128<byte> v, ref byte x, nint i)
        => Unsafe.WriteUnaligned(ref Unsafe.Add(ref x, i), v.AsUInt32().ToScalar());

    /// <summary>Loads 2 bytes beside 2 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadU8_8(ref byte x, nint i)
        => Vector128.CreateScalar(Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref x, i))).AsByte();

    /// <summary>Stores the 2 bytes that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreU8_8(Vector128<byte> v, ref byte x, nint i)
        => Unsafe.WriteUnaligned(ref Unsafe.Add(ref x, i), v.AsUInt16().ToScalar());

    /// <summary>Loads 2 elements beside 2 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadF32_8(ref float x, nint i)
        => Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref x, i)))).AsSingle();

    /// <summary>Stores the 2 elements that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreF32_8(Vector128<float> v, ref float x, nint i)
        => Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref x, i)), v.AsUInt64().ToScalar());

    /// <summary>Loads 2 elements beside 2 lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadI32_8(ref int x, nint i)
        => Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<int, byte>(ref Unsafe.Add(ref x, i)))).AsInt32();

    /// <summary>Stores the 2 elements that stand beside lanes of 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreI32_8(Vector128<int> v, ref int x, nint i)
        => Unsafe.WriteUnaligned(ref Unsafe.As<int, byte>(ref Unsafe.Add(ref x, i)), v.AsUInt64().ToScalar());

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Convert4_U8_I32(Vector128<byte> x)
    {
        if (Sse41.IsSupported)
            return Sse41.ConvertToVector128Int32(x);
        return Vector128.WidenLower(Vector128.WidenLower(x)).AsInt32();
    }

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Convert8_U8_I64(Vector128<byte> x)
    {
        if (Sse41.IsSupported)
            return Sse41.ConvertToVector128Int64(x);
        return Convert8_I32_I64(Convert8_U8_I32(x));
    }

    /// <summary>(long)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Convert8_I32_I64(Vector128<int> x) => Vector128.WidenLower(x);

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Convert8_F32_F64(Vector128<float> x) => Vector128.WidenLower(x);

    /// <summary>(double)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Convert8_I32_F64(Vector128<int> x)
    {
        if (Sse2.IsSupported)
            return Sse2.ConvertToVector128Double(x);
        return Vector128.ConvertToDouble(Convert8_I32_I64(x));
    }

    /// <summary>(byte)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Convert4_I32_U8(Vector128<int> x)
        => Vector128.Shuffle(x.AsByte(), Vector128.Create((byte)0, 4, 8, 12, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255));

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Convert8_I64_I32(Vector128<long> x) => Vector128.Shuffle(x.AsInt32(), Vector128.Create(0, 2, 0, 2));

    /// <summary>(float)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Convert8_F64_F32(Vector128<double> x)
    {
        if (Sse2.IsSupported)
            return Sse2.ConvertToVector128Single(x);
        return Vector128.Narrow(x, x);
    }

    /// <summary>(int)x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Convert8_F64_I32(Vector128<double> x)
    {
        // NaN, which does not equal itself, becomes 0; the native conversion then meets nothing out of range.
        var number = Vector128.Equals(x, x).AsInt64() & x.AsInt64();
        var clamped = Vector128.MinNative(Vector128.MaxNative(number.AsDouble(), Vector128.Create(-2147483648.0)), Vector128.Create(2147483647.0));
        if (Sse2.IsSupported)
            return Sse2.ConvertToVector128Int32WithTruncation(clamped);
        // Adding 1.5 * 2^52 leaves the integer in the low bits.
        return Convert8_I64_I32((Vector128.Truncate(clamped) + Vector128.Create(6755399441055744.0)).AsInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> LowerToF64(Vector128<int> x) => Convert8_I32_F64(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<double> UpperToF64(Vector128<int> x) => Convert8_I32_F64(Vector128.Shuffle(x, Vector128.Create(2, 3, 2, 3)));
}
