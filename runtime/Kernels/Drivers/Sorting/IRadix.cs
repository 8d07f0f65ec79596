namespace Kernels.Drivers.Sorting;

/// <summary>How values become items that a radix sort orders by their keys, and what comes out in the end.</summary>
/// <typeparam name="TSource">The values.</typeparam>
/// <typeparam name="TItem">What is moved: an unsigned number whose order is that of the values, with a position where that is asked for.</typeparam>
/// <typeparam name="TResult">What the sort gives: the value again, or its position.</typeparam>
internal interface IRadix<TSource, TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
{
    /// <summary>The bits of a key, 64 at most.</summary>
    static abstract int KeyBits { get; }

    static abstract TItem Encode(TSource value, long index);

    /// <summary>The number that is ordered by; the position is no part of it.</summary>
    static abstract ulong Key(TItem item);

    static abstract TResult Decode(TItem item);
}

/// <summary>Items from what a pass reads.</summary>
internal interface IReader<TFrom, TItem>
{
    static abstract TItem Read(TFrom value, long index);
}

/// <summary>What a pass writes, from items.</summary>
internal interface IWriter<TItem, TTo>
{
    static abstract TTo Write(TItem item);
}

/// <summary>Reads values.</summary>
internal readonly struct Encoding<TSource, TItem, TResult, TRadix> : IReader<TSource, TItem>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static TItem Read(TSource value, long index) => TRadix.Encode(value, index);
}

/// <summary>Reads and writes items.</summary>
internal readonly struct Moving<TItem> : IReader<TItem, TItem>, IWriter<TItem, TItem>
{
    public static TItem Read(TItem value, long index) => value;

    public static TItem Write(TItem item) => item;
}

/// <summary>Writes results.</summary>
internal readonly struct Decoding<TSource, TItem, TResult, TRadix> : IWriter<TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static TResult Write(TItem item) => TRadix.Decode(item);
}
