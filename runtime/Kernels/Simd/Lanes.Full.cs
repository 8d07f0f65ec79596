using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using U8 = System.Runtime.Intrinsics.Vector256<byte>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

// Full vectors: every lane means something.
[PerWidth]
public static partial class Lanes256
{
    /// <summary>Loads a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Load(ref float x, nint i) => V.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Loads a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Load(ref double x, nint i) => V.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Loads a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 Load(ref int x, nint i) => V.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Loads a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 Load(ref long x, nint i) => V.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Loads a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 Load(ref byte x, nint i) => V.LoadUnsafe(ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(F32 v, ref float x, nint i) => V.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(F64 v, ref double x, nint i) => V.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(I32 v, ref int x, nint i) => V.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(I64 v, ref long x, nint i) => V.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(U8 v, ref byte x, nint i) => V.StoreUnsafe(v, ref x, (nuint)i);

    /// <summary>Stores a vector from element <paramref name="i"/> on; past the caches if <paramref name="stream"/>, to where a vector is aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(F32 v, ref float x, nint i, bool stream)
    {
        if (stream) V.StoreAlignedNonTemporal(v, (float*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));
        else V.StoreUnsafe(v, ref x, (nuint)i);
    }

    /// <summary>Stores a vector from element <paramref name="i"/> on; past the caches if <paramref name="stream"/>, to where a vector is aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(F64 v, ref double x, nint i, bool stream)
    {
        if (stream) V.StoreAlignedNonTemporal(v, (double*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));
        else V.StoreUnsafe(v, ref x, (nuint)i);
    }

    /// <summary>Stores a vector from element <paramref name="i"/> on; past the caches if <paramref name="stream"/>, to where a vector is aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(I32 v, ref int x, nint i, bool stream)
    {
        if (stream) V.StoreAlignedNonTemporal(v, (int*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));
        else V.StoreUnsafe(v, ref x, (nuint)i);
    }

    /// <summary>Stores a vector from element <paramref name="i"/> on; past the caches if <paramref name="stream"/>, to where a vector is aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(I64 v, ref long x, nint i, bool stream)
    {
        if (stream) V.StoreAlignedNonTemporal(v, (long*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));
        else V.StoreUnsafe(v, ref x, (nuint)i);
    }

    /// <summary>Stores a vector from element <paramref name="i"/> on; past the caches if <paramref name="stream"/>, to where a vector is aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(U8 v, ref byte x, nint i, bool stream)
    {
        if (stream) V.StoreAlignedNonTemporal(v, (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref x, i)));
        else V.StoreUnsafe(v, ref x, (nuint)i);
    }

    /// <summary>How many elements there are before the first that begins at a multiple of a vector's size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe nint BeforeAligned<T>(ref T x) where T : unmanaged => (-(nint)Unsafe.AsPointer(ref x) & (sizeof(F32) - 1)) / sizeof(T);

    /// <summary>Loads bools, bytes 0 or 1, as a mask of byte lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U8 LoadMask1(ref bool x, nint i) => U8.Zero - V.LoadUnsafe(ref Unsafe.As<bool, byte>(ref x), (nuint)i);

    /// <summary>Loads bools, bytes 0 or 1, as a mask of int lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I32 LoadMask4(ref bool x, nint i) => I32.Zero - Convert4_U8_I32(LoadU8_4(ref Unsafe.As<bool, byte>(ref x), i));

    /// <summary>Loads bools, bytes 0 or 1, as a mask of long lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I64 LoadMask8(ref bool x, nint i) => I64.Zero - Convert8_U8_I64(LoadU8_8(ref Unsafe.As<bool, byte>(ref x), i));

    /// <summary>Stores a mask of byte lanes as bools.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask1(U8 mask, ref bool x, nint i)
        => V.StoreUnsafe(mask & U8.One, ref Unsafe.As<bool, byte>(ref x), (nuint)i);

    /// <summary>Stores a mask of int lanes as bools.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask4(I32 mask, ref bool x, nint i)
        => StoreU8_4(Convert4_I32_U8(mask & I32.One), ref Unsafe.As<bool, byte>(ref x), i);

    /// <summary>Stores a mask of long lanes as bools.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMask8(I64 mask, ref bool x, nint i)
        => StoreU8_8(Convert8_I64_U8(mask & I64.One), ref Unsafe.As<bool, byte>(ref x), i);
}
