using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Sorting;

/// <summary>Values as unsigned numbers of the same size, of the same order.</summary>
/// <typeparam name="TBits">The values' bits.</typeparam>
internal interface ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    static abstract TBits Key(TBits bits);

    static abstract TBits Bits(TBits key);

    static abstract Vector<TBits> Key(Vector<TBits> bits);

    static abstract Vector<TBits> Bits(Vector<TBits> key);
}

/// <summary>Unsigned integers and truth values.</summary>
internal readonly struct UnsignedKey<TBits> : ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    public static TBits Key(TBits bits) => bits;

    public static TBits Bits(TBits key) => key;

    public static Vector<TBits> Key(Vector<TBits> bits) => bits;

    public static Vector<TBits> Bits(Vector<TBits> key) => key;
}

/// <summary>Signed integers: the sign bit turned.</summary>
internal readonly struct SignedKey<TBits> : ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    private static TBits Sign
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TBits.CreateTruncating(1ul << (Unsafe.SizeOf<TBits>() * 8 - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Key(TBits bits) => bits ^ Sign;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Bits(TBits key) => key ^ Sign;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<TBits> Key(Vector<TBits> bits) => bits ^ new Vector<TBits>(Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<TBits> Bits(Vector<TBits> key) => key ^ new Vector<TBits>(Sign);
}

/// <summary>Floats: -0 before 0, and NaN, of either sign, last.</summary>
internal readonly struct FloatKey : ISortKey<uint>
{
    private const uint Sign = 0x80000000;
    private const uint Infinity = 0x7f800000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Key(uint bits) => (bits & ~Sign) > Infinity ? bits | Sign : bits ^ ((uint)((int)bits >> 31) | Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(uint key) => key ^ (~(uint)((int)key >> 31) | Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> Key(Vector<uint> bits)
    {
        // A NaN is turned like a positive number.
        var sign = new Vector<uint>(Sign);
        var negative = (bits.As<uint, int>() >> 31).As<int, uint>();
        var number = Vector.LessThanOrEqual((bits & ~sign).As<uint, int>(), new Vector<int>((int)Infinity)).As<int, uint>();
        return (bits ^ (negative & number)) | (sign & ~(negative & number));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> Bits(Vector<uint> key) => key ^ (~(key.As<uint, int>() >> 31).As<int, uint>() | new Vector<uint>(Sign));
}

/// <summary>Doubles: -0 before 0, and NaN, of either sign, last.</summary>
internal readonly struct DoubleKey : ISortKey<ulong>
{
    private const ulong Sign = 0x8000000000000000;
    private const ulong Infinity = 0x7ff0000000000000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ulong bits) => (bits & ~Sign) > Infinity ? bits | Sign : bits ^ ((ulong)((long)bits >> 63) | Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong key) => key ^ (~(ulong)((long)key >> 63) | Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<ulong> Key(Vector<ulong> bits)
    {
        var sign = new Vector<ulong>(Sign);
        var negative = (bits.As<ulong, long>() >> 63).As<long, ulong>();
        var number = Vector.LessThanOrEqual((bits & ~sign).As<ulong, long>(), new Vector<long>((long)Infinity)).As<long, ulong>();
        return (bits ^ (negative & number)) | (sign & ~(negative & number));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<ulong> Bits(Vector<ulong> key) => key ^ (~(key.As<ulong, long>() >> 63).As<long, ulong>() | new Vector<ulong>(Sign));
}
