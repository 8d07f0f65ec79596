using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Sorting;

/// <summary>A stable sort of what fits the cache, on one thread: one or two passes by the leading bits in which the keys differ at all, the less significant
/// digit first; the few that are equal in these and still out of order are put right afterwards.</summary>
/// <remarks>Bounds: a pass reads items [0, n), counts the values of a digit, and moves each item to the next place of its value. A value is masked to be below the number of
/// counts; the places of all values are disjoint ranges that make up [0, n), as they are the sums of counts of the very items that are moved.</remarks>
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
    /// <param name="items">The items; then scratch, or the result if its elements are as large.</param>
    /// <param name="scratch">Scratch for n items, which nothing else shares.</param>
    /// <param name="result">The sorted items as the writer writes them.</param>
    /// <param name="n">At least one.</param>
    public static void Run<TTo, TWriter>(TItem* items, TItem* scratch, TTo* result, int n)
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        if (n <= Few)
        {
            Insert(items, n);
            TWriter.Write(items, result, n);
            return;
        }
        var (min, max) = Bounds(items, n);
        var bits = 64 - BitOperations.LeadingZeroCount(max - min);
        if (bits == 0)
        {
            TWriter.Write(items, result, n);
            return;
        }
        var log = BitOperations.Log2((uint)n);
        if (bits <= Math.Min(log + 1, OnePass))
        {
            var counts = stackalloc int[1 << bits];
            Count(items, n, min, bits, counts);
            ToPlaces(counts, 1 << bits);
            if (result != (void*)items)
            {
                Scatter<TTo, TWriter>(items, result, n, min, 0, bits, counts);
                return;
            }
            Scatter<TItem, Moving<TItem>>(items, scratch, n, min, 0, bits, counts);
            TWriter.Write(scratch, result, n);
            return;
        }
        var sorted = Math.Min(bits <= log + Spare + 1 ? bits : log + Spare, 2 * MostDigit);
        var shift = bits - sorted;
        var low = (sorted + 1) / 2;
        var high = sorted - low;
        var lows = stackalloc int[1 << low];
        var highs = stackalloc int[1 << high];
        Count(items, n, min, shift, low, lows, high, highs);
        ToPlaces(lows, 1 << low);
        ToPlaces(highs, 1 << high);
        Scatter<TItem, Moving<TItem>>(items, scratch, n, min, shift, low, lows);
        if (shift == 0)
        {
            Scatter<TTo, TWriter>(scratch, result, n, min, low, high, highs);
            return;
        }
        Scatter<TItem, Moving<TItem>>(scratch, items, n, min, shift + low, high, highs);
        Finish(items, scratch, n, min, shift);
        TWriter.Write(items, result, n);
    }

    /// <summary>The least and the greatest key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static (ulong Min, ulong Max) Bounds(TItem* items, int n)
    {
        ulong min = ulong.MaxValue, max = 0;
        nint i = 0;
        if (Vector<TItem>.IsSupported && n >= 2 * Vector<TItem>.Count)
        {
            // Such items are in order as their keys are. Two of each, since a minimum waits for the one before it.
            var step = Vector<TItem>.Count;
            Vector<TItem> least = Vector.Load(items), most = least, least1 = Vector.Load(items + step), most1 = least1;
            for (i = 2 * step; i <= n - 2 * step; i += 2 * step)
            {
                Vector<TItem> v = Vector.Load(items + i), v1 = Vector.Load(items + i + step);
                (least, most) = (Vector.Min(least, v), Vector.Max(most, v));
                (least1, most1) = (Vector.Min(least1, v1), Vector.Max(most1, v1));
            }
            (least, most) = (Vector.Min(least, least1), Vector.Max(most, most1));
            for (var lane = 0; lane < step; lane++)
            {
                min = Math.Min(min, TRadix.Key(least[lane]));
                max = Math.Max(max, TRadix.Key(most[lane]));
            }
        }
        for (; i < n; i++)
        {
            var key = TRadix.Key(items[i]);
            min = Math.Min(min, key);
            max = Math.Max(max, key);
        }
        return (min, max);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count(TItem* items, int n, ulong min, int bits, int* counts)
    {
        var mask = (1ul << bits) - 1;
        for (nint i = 0; i < n; i++) counts[(TRadix.Key(items[i]) - min) & mask]++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count(TItem* items, int n, ulong min, int shift, int low, int* lows, int high, int* highs)
    {
        ulong lowMask = (1ul << low) - 1, highMask = (1ul << high) - 1;
        for (nint i = 0; i < n; i++)
        {
            var leading = (TRadix.Key(items[i]) - min) >> shift;
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
    private static void Scatter<TTo, TWriter>(TItem* items, TTo* to, int n, ulong min, int shift, int bits, int* places)
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        var mask = (1ul << bits) - 1;
        for (nint i = 0; i < n; i++)
        {
            var item = items[i];
            var digit = ((TRadix.Key(item) - min) >> shift) & mask;
            var at = places[digit];
            places[digit] = at + 1;
            to[(uint)at] = TWriter.Write(item);
        }
    }

    /// <summary>Sorts items that are in order but for their last bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Finish(TItem* items, TItem* scratch, int n, ulong min, int shift)
    {
        for (var i = NextDescent(items, 1, n); i < n;)
        {
            // All that agree with this one in the leading bits stand around it.
            var leading = (TRadix.Key(items[i]) - min) >> shift;
            int start = i - 1, end = i + 1;
            while (start > 0 && (TRadix.Key(items[start - 1]) - min) >> shift == leading) start--;
            while (end < n && (TRadix.Key(items[end]) - min) >> shift == leading) end++;
            Run<TItem, Moving<TItem>>(items + start, scratch + start, items + start, end - start);
            i = NextDescent(items, end, n);
        }
    }

    /// <summary>The first item from i on, which is at least 1, that belongs before the one before it; n if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int NextDescent(TItem* items, int i, int n)
    {
        if (Vector<TItem>.IsSupported)
        {
            // Stable passes leave equal keys in the order of their positions: an item below the one before it has a lower key.
            for (; i <= n - Vector<TItem>.Count; i += Vector<TItem>.Count)
                if (Vector.LessThanAny(Vector.Load(items + i), Vector.Load(items + i - 1))) break;
        }
        while (i < n && TRadix.Key(items[i]) >= TRadix.Key(items[i - 1])) i++;
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Insert(TItem* items, int n)
    {
        for (nint i = 1; i < n; i++)
        {
            var item = items[i];
            var key = TRadix.Key(item);
            var at = i;
            for (; at > 0 && TRadix.Key(items[at - 1]) > key; at--) items[at] = items[at - 1];
            items[at] = item;
        }
    }
}
