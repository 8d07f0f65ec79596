using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Sorting;

/// <summary>A stable sort of what fits the cache, on one thread: one or two passes by the leading bits in which the keys differ at all, the less significant
/// digit first; the few that are equal in these and still out of order are put right afterwards.</summary>
/// <remarks>Bounds: a pass reads items [0, n), counts the values of a digit, and moves each item to the next place of its value. A value is below the number of
/// counts, since keys are at most `max`; the places of all values are disjoint ranges that make up [0, n), as they are the sums of counts of the very items that are moved.</remarks>
internal static unsafe class BucketSort<TSource, TItem, TResult, TRadix>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    // Of n keys that differ evenly, few pairs agree in so many bits more than it takes to number them.
    private const int Spare = 7;

    // A digit of more bits has counts that take longer than another pass, and places that miss the cache.
    private const int OnePass = 11;
    private const int MostDigit = 12;

    // Up to so many items are sorted by insertion.
    private const int Few = 24;

    /// <summary>Sorts n items.</summary>
    /// <param name="from">The items, which may lie in <paramref name="a"/> or in the result, but then they are lost.</param>
    /// <param name="a">Scratch for n items, or the result.</param>
    /// <param name="b">Scratch for n items.</param>
    /// <param name="result">The sorted items as the writer writes them.</param>
    /// <param name="n">At least one.</param>
    public static void Run<TFrom, TReader, TTo, TWriter>(TFrom* from, TItem* a, TItem* b, TTo* result, int n)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        if (n <= Few)
        {
            Insert<TFrom, TReader, TTo, TWriter>(from, result, n);
            return;
        }
        var (min, max) = Bounds<TFrom, TReader>(from, n);
        var bits = 64 - BitOperations.LeadingZeroCount(max - min);
        if (bits == 0)
        {
            for (nint i = 0; i < n; i++) result[i] = TWriter.Write(TReader.Read(from[i], i));
            return;
        }
        var log = BitOperations.Log2((uint)n);
        var sorted = Math.Min(bits <= log + Spare + 1 ? bits : log + Spare, 2 * MostDigit);
        var shift = bits - sorted;
        if (sorted <= Math.Min(log + 1, OnePass) && shift == 0)
        {
            var counts = stackalloc int[1 << sorted];
            Count<TFrom, TReader>(from, n, min, sorted, counts);
            ToPlaces(counts, 1 << sorted);
            if ((void*)from != result)
            {
                Scatter<TFrom, TReader, TTo, TWriter>(from, result, n, min, 0, sorted, counts);
                return;
            }
            Scatter<TFrom, TReader, TItem, Moving<TItem>>(from, b, n, min, 0, sorted, counts);
            Copy<TTo, TWriter>(b, result, n);
            return;
        }
        var low = (sorted + 1) / 2;
        var high = sorted - low;
        var lows = stackalloc int[1 << low];
        var highs = stackalloc int[1 << high];
        Count<TFrom, TReader>(from, n, min, shift, low, lows, high, highs);
        ToPlaces(lows, 1 << low);
        ToPlaces(highs, 1 << high);
        Scatter<TFrom, TReader, TItem, Moving<TItem>>(from, b, n, min, shift, low, lows);
        if (shift == 0)
        {
            Scatter<TItem, Moving<TItem>, TTo, TWriter>(b, result, n, min, low, high, highs);
            return;
        }
        Scatter<TItem, Moving<TItem>, TItem, Moving<TItem>>(b, a, n, min, shift + low, high, highs);
        Finish(a, b, n, min, shift);
        Copy<TTo, TWriter>(a, result, n);
    }

    /// <summary>The least and the greatest key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static (ulong Min, ulong Max) Bounds<TFrom, TReader>(TFrom* from, int n)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        ulong min = ulong.MaxValue, max = 0;
        for (nint i = 0; i < n; i++)
        {
            var key = TRadix.Key(TReader.Read(from[i], i));
            min = Math.Min(min, key);
            max = Math.Max(max, key);
        }
        return (min, max);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count<TFrom, TReader>(TFrom* from, int n, ulong min, int bits, int* counts)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        var mask = (1ul << bits) - 1;
        for (nint i = 0; i < n; i++) counts[(TRadix.Key(TReader.Read(from[i], i)) - min) & mask]++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count<TFrom, TReader>(TFrom* from, int n, ulong min, int shift, int low, int* lows, int high, int* highs)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        ulong lowMask = (1ul << low) - 1, highMask = (1ul << high) - 1;
        for (nint i = 0; i < n; i++)
        {
            var leading = (TRadix.Key(TReader.Read(from[i], i)) - min) >> shift;
            lows[leading & lowMask]++;
            highs[(leading >> low) & highMask]++;
        }
    }

    // Counts become the places where values start.
    private static void ToPlaces(int* counts, int values)
    {
        var place = 0;
        for (var value = 0; value < values; value++)
        {
            var count = counts[value];
            counts[value] = place;
            place += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scatter<TFrom, TReader, TTo, TWriter>(TFrom* from, TTo* to, int n, ulong min, int shift, int bits, int* places)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        var mask = (1ul << bits) - 1;
        for (nint i = 0; i < n; i++)
        {
            var item = TReader.Read(from[i], i);
            var digit = ((TRadix.Key(item) - min) >> shift) & mask;
            var at = places[digit];
            places[digit] = at + 1;
            to[(uint)at] = TWriter.Write(item);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy<TTo, TWriter>(TItem* items, TTo* result, int n)
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        for (nint i = 0; i < n; i++) result[i] = TWriter.Write(items[i]);
    }

    /// <summary>Sorts items that are in order but for their last bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Finish(TItem* items, TItem* scratch, int n, ulong min, int shift)
    {
        var last = TRadix.Key(items[0]);
        for (var i = 1; i < n; i++)
        {
            var key = TRadix.Key(items[i]);
            if (key >= last)
            {
                last = key;
                continue;
            }
            // All that agree with this one in the leading bits stand around it.
            var leading = (key - min) >> shift;
            int start = i - 1, end = i + 1;
            while (start > 0 && (TRadix.Key(items[start - 1]) - min) >> shift == leading) start--;
            while (end < n && (TRadix.Key(items[end]) - min) >> shift == leading) end++;
            Run<TItem, Moving<TItem>, TItem, Moving<TItem>>(items + start, items + start, scratch + start, items + start, end - start);
            last = TRadix.Key(items[end - 1]);
            i = end - 1;
        }
    }

    private static void Insert<TFrom, TReader, TTo, TWriter>(TFrom* from, TTo* result, int n)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        var items = stackalloc TItem[Few];
        for (nint i = 0; i < n; i++)
        {
            var item = TReader.Read(from[i], i);
            var key = TRadix.Key(item);
            var at = i;
            for (; at > 0 && TRadix.Key(items[at - 1]) > key; at--) items[at] = items[at - 1];
            items[at] = item;
        }
        for (nint i = 0; i < n; i++) result[i] = TWriter.Write(items[i]);
    }
}
