namespace Kernels.Drivers.Sorting;

/// <summary>How values become items that a radix sort orders by their keys, and what comes out in the end.</summary>
/// <typeparam name="TSource">The values.</typeparam>
/// <typeparam name="TItem">What is moved: a key, below which there is a position where that is asked for. Where items are unsigned numbers, they are in order as their keys are.</typeparam>
/// <typeparam name="TResult">What the sort gives: the value again, or its position.</typeparam>
internal unsafe interface IRadix<TSource, TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
{
    /// <summary>The bits of a key, 64 at most.</summary>
    static abstract int KeyBits { get; }

    static abstract TItem Encode(TSource value, nint index);

    /// <summary>The number that is ordered by, of the same order as the values.</summary>
    static abstract ulong Key(TItem item);

    static abstract TResult Decode(TItem item);

    /// <summary>Encodes n values, the first of index 0.</summary>
    static abstract void Encode(TSource* values, TItem* items, int n);

    /// <summary>Decodes n items. The results may lie where the items do if they are as large.</summary>
    static abstract void Decode(TItem* items, TResult* results, int n);
}

/// <summary>Items from what a pass reads.</summary>
internal interface IReader<TFrom, TItem>
    where TFrom : unmanaged
    where TItem : unmanaged
{
    static abstract TItem Read(TFrom value, nint index);
}

/// <summary>What a pass writes, from items.</summary>
internal unsafe interface IWriter<TItem, TTo>
    where TItem : unmanaged
    where TTo : unmanaged
{
    static abstract TTo Write(TItem item);

    /// <summary>Writes n items; they may already lie there if they are as large.</summary>
    static abstract void Write(TItem* items, TTo* to, int n);
}

/// <summary>Reads values.</summary>
internal readonly struct Encoding<TSource, TItem, TResult, TRadix> : IReader<TSource, TItem>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static TItem Read(TSource value, nint index) => TRadix.Encode(value, index);
}

/// <summary>Reads and writes items.</summary>
internal readonly unsafe struct Moving<TItem> : IReader<TItem, TItem>, IWriter<TItem, TItem>
    where TItem : unmanaged
{
    public static TItem Read(TItem value, nint index) => value;

    public static TItem Write(TItem item) => item;

    public static void Write(TItem* items, TItem* to, int n)
    {
        if (items != to) new ReadOnlySpan<TItem>(items, n).CopyTo(new(to, n));
    }
}

/// <summary>Writes results.</summary>
internal readonly unsafe struct Decoding<TSource, TItem, TResult, TRadix> : IWriter<TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static TResult Write(TItem item) => TRadix.Decode(item);

    public static void Write(TItem* items, TResult* to, int n) => TRadix.Decode(items, to, n);
}
