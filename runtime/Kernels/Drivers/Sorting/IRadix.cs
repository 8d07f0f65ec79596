namespace Kernels.Drivers.Sorting;

/// <summary>How values become items that a radix sort orders by their digits of 8 bits, and what comes out in the end.</summary>
/// <typeparam name="TSource">The values.</typeparam>
/// <typeparam name="TItem">What is moved: an unsigned number whose order is that of the values, with a position where that is asked for.</typeparam>
/// <typeparam name="TResult">What the sort gives: the value again, or its position.</typeparam>
internal interface IRadix<TSource, TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
{
    /// <summary>The digits of an item.</summary>
    static abstract int Digits { get; }

    static abstract TItem Encode(TSource value, long index);

    /// <summary>A digit, 0 the least significant.</summary>
    static abstract byte Digit(TItem item, int digit);

    static abstract TResult Decode(TItem item);
}

/// <summary>The first pass of several: encodes.</summary>
internal readonly struct FirstPass<TSource, TItem, TResult, TRadix> : IRadix<TSource, TItem, TItem>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static int Digits => TRadix.Digits;

    public static TItem Encode(TSource value, long index) => TRadix.Encode(value, index);

    public static byte Digit(TItem item, int digit) => TRadix.Digit(item, digit);

    public static TItem Decode(TItem item) => item;
}

/// <summary>A pass between the first and the last: moves items.</summary>
internal readonly struct MiddlePass<TSource, TItem, TResult, TRadix> : IRadix<TItem, TItem, TItem>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static int Digits => TRadix.Digits;

    public static TItem Encode(TItem value, long index) => value;

    public static byte Digit(TItem item, int digit) => TRadix.Digit(item, digit);

    public static TItem Decode(TItem item) => item;
}

/// <summary>The last pass of several: decodes.</summary>
internal readonly struct LastPass<TSource, TItem, TResult, TRadix> : IRadix<TItem, TItem, TResult>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    public static int Digits => TRadix.Digits;

    public static TItem Encode(TItem value, long index) => value;

    public static byte Digit(TItem item, int digit) => TRadix.Digit(item, digit);

    public static TResult Decode(TItem item) => TRadix.Decode(item);
}
