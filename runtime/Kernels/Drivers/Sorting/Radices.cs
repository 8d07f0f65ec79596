using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Sorting;

/// <summary>A sort of values of up to 8 bytes.</summary>
internal readonly unsafe struct ValueRadix<TBits, TKey> : IRadix<TBits, TBits, TBits>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TKey : struct, ISortKey<TBits>
{
    public static int KeyBits => sizeof(TBits) * 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Encode(TBits value, nint index) => TKey.Key(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(TBits item) => ulong.CreateTruncating(item);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBits Decode(TBits item) => TKey.Bits(item);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Encode(TBits* values, TBits* items, int n)
    {
        var i = 0;
        for (; i <= n - Vector<TBits>.Count; i += Vector<TBits>.Count) TKey.Key(Vector.Load(values + i)).Store(items + i);
        for (; i < n; i++) items[i] = TKey.Key(values[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Decode(TBits* items, TBits* results, int n)
    {
        var i = 0;
        for (; i <= n - Vector<TBits>.Count; i += Vector<TBits>.Count) TKey.Bits(Vector.Load(items + i)).Store(results + i);
        for (; i < n; i++) results[i] = TKey.Bits(items[i]);
    }
}

/// <summary>A sort of positions by values of up to 4 bytes: the value above the position, which keeps equal values in order.</summary>
internal readonly unsafe struct PositionRadix<TBits, TKey> : IRadix<TBits, ulong, long>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TKey : struct, ISortKey<TBits>
{
    public static int KeyBits => sizeof(TBits) * 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Encode(TBits value, nint index) => ulong.CreateTruncating(TKey.Key(value)) << 32 | (uint)index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ulong item) => item >> 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Decode(ulong item) => (uint)item;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Encode(TBits* values, ulong* items, int n)
    {
        for (nint i = 0; i < n; i++) items[i] = Encode(values[i], i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Decode(ulong* items, long* results, int n)
    {
        for (nint i = 0; i < n; i++) results[i] = Decode(items[i]);
    }
}

/// <summary>A value of 8 bytes and its position.</summary>
internal readonly record struct KeyedPosition(ulong Key, long Position) : IComparable<KeyedPosition>
{
    public int CompareTo(KeyedPosition other) => Key != other.Key ? Key.CompareTo(other.Key) : Position.CompareTo(other.Position);
}

/// <summary>A sort of positions by values of 8 bytes.</summary>
internal readonly unsafe struct WidePositionRadix<TKey> : IRadix<ulong, KeyedPosition, long> where TKey : struct, ISortKey<ulong>
{
    public static int KeyBits => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KeyedPosition Encode(ulong value, nint index) => new(TKey.Key(value), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(KeyedPosition item) => item.Key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Decode(KeyedPosition item) => item.Position;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Encode(ulong* values, KeyedPosition* items, int n)
    {
        for (nint i = 0; i < n; i++) items[i] = Encode(values[i], i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Decode(KeyedPosition* items, long* results, int n)
    {
        for (nint i = 0; i < n; i++) results[i] = Decode(items[i]);
    }
}
