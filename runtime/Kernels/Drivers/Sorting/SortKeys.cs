using System.Numerics;

namespace Kernels.Drivers.Sorting;

/// <summary>Values as unsigned numbers of the same size, of the same order.</summary>
/// <typeparam name="TBits">The values' bits.</typeparam>
internal interface ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    static abstract TBits Key(TBits bits);

    static abstract TBits Bits(TBits key);
}

/// <summary>Unsigned integers and truth values.</summary>
internal readonly struct UnsignedKey<TBits> : ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    public static TBits Key(TBits bits) => bits;

    public static TBits Bits(TBits key) => key;
}

/// <summary>Signed integers: the sign bit turned.</summary>
internal readonly struct SignedKey<TBits> : ISortKey<TBits> where TBits : unmanaged, IBinaryInteger<TBits>
{
    public static TBits Key(TBits bits) => bits ^ Sign;

    public static TBits Bits(TBits key) => key ^ Sign;

    private static TBits Sign => TBits.One << (TBits.Zero.GetByteCount() * 8 - 1);
}

/// <summary>Floats: -0 before 0, and NaN, of either sign, last.</summary>
internal readonly struct FloatKey : ISortKey<uint>
{
    private const uint Sign = 0x80000000;

    public static uint Key(uint bits) => (bits & ~Sign) > 0x7f800000 ? bits | Sign : bits ^ ((uint)((int)bits >> 31) | Sign);

    public static uint Bits(uint key) => key ^ (~(uint)((int)key >> 31) | Sign);
}

/// <summary>Doubles: -0 before 0, and NaN, of either sign, last.</summary>
internal readonly struct DoubleKey : ISortKey<ulong>
{
    private const ulong Sign = 0x8000000000000000;

    public static ulong Key(ulong bits) => (bits & ~Sign) > 0x7ff0000000000000 ? bits | Sign : bits ^ ((ulong)((long)bits >> 63) | Sign);

    public static ulong Bits(ulong key) => key ^ (~(ulong)((long)key >> 63) | Sign);
}

/// <summary>A sort of values of up to 8 bytes.</summary>
internal readonly struct ValueRadix<TBits, TKey> : IRadix<TBits, TBits, TBits>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TKey : struct, ISortKey<TBits>
{
    public static int KeyBits => TBits.Zero.GetByteCount() * 8;

    public static TBits Encode(TBits value, long index) => TKey.Key(value);

    public static ulong Key(TBits item) => ulong.CreateTruncating(item);

    public static TBits Decode(TBits item) => TKey.Bits(item);
}

/// <summary>A sort of positions by values of up to 4 bytes: the value above the position, which keeps equal values in order.</summary>
internal readonly struct PositionRadix<TBits, TKey> : IRadix<TBits, ulong, long>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TKey : struct, ISortKey<TBits>
{
    public static int KeyBits => TBits.Zero.GetByteCount() * 8;

    public static ulong Encode(TBits value, long index) => ulong.CreateTruncating(TKey.Key(value)) << 32 | (uint)index;

    public static ulong Key(ulong item) => item >> 32;

    public static long Decode(ulong item) => (uint)item;
}

/// <summary>A value of 8 bytes and its position.</summary>
internal readonly record struct KeyedPosition(ulong Key, long Position) : IComparable<KeyedPosition>
{
    public int CompareTo(KeyedPosition other) => Key != other.Key ? Key.CompareTo(other.Key) : Position.CompareTo(other.Position);
}

/// <summary>A sort of positions by values of 8 bytes.</summary>
internal readonly struct WidePositionRadix<TKey> : IRadix<ulong, KeyedPosition, long> where TKey : struct, ISortKey<ulong>
{
    public static int KeyBits => 64;

    public static KeyedPosition Encode(ulong value, long index) => new(TKey.Key(value), index);

    public static ulong Key(KeyedPosition item) => item.Key;

    public static long Decode(KeyedPosition item) => item.Position;
}
