using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Sorting;

/// <summary>A stable sort by digits of 8 bits, the least significant first; a digit that all items share costs nothing.</summary>
/// <remarks>
/// <para>Threads: each takes a chunk of the items, counts its digits, and moves it to where the digits before it end. So the result is that of one thread.</para>
/// <para>Bounds: a pass reads items [0, n) of its source. It writes each to the next place of its digit in its chunk; the places of all digits and chunks
/// are disjoint ranges that make up [0, n), since they are the sums of counts of the very items that are moved. Nobody writes to the source meanwhile:
/// arrays are immutable, and the scratch is this sort's own.</para>
/// </remarks>
internal static unsafe class RadixSort<TSource, TItem, TResult, TRadix>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    private const int Values = 256;

    // Below so many items a chunk is not worth a thread.
    private const int WorthThread = 1 << 16;

    /// <summary>Sorts n values into the result, which may not share memory with them.</summary>
    public static void Run(TSource* source, TResult* result, int n, int threads)
    {
        if (n < 64 * TRadix.Digits)
        {
            Small(source, result, n);
            return;
        }
        var chunks = Math.Clamp(n / WorthThread, 1, threads);
        var counts = BufferPool.Rent<int>(chunks * TRadix.Digits * Values);
        var scratch = BufferPool.Rent<TItem>(n);
        // The result serves as the other scratch if its elements are as large.
        var other = sizeof(TResult) == sizeof(TItem) ? null : BufferPool.Rent<TItem>(n);
        fixed (int* c = counts)
        fixed (TItem* a = scratch, b = other)
            Passes(source, result, n, chunks, threads, c, a, other is null ? (TItem*)result : b);
        if (other is not null) BufferPool.Return(other);
        BufferPool.Return(scratch);
        BufferPool.Return(counts);
    }

    private static void Passes(TSource* source, TResult* result, int n, int chunks, int threads, int* counts, TItem* a, TItem* b)
    {
        var digits = TRadix.Digits;
        Chunks.Run(chunks, threads, chunk => CountAll(source, Start(chunk, chunks, n), Start(chunk + 1, chunks, n), counts + chunk * digits * Values));
        Span<int> needed = stackalloc int[digits];
        var passes = 0;
        for (var digit = 0; digit < digits; digit++)
            if (!IsShared(counts, digit, chunks, n)) needed[passes++] = digit;
        if (passes == 0)
        {
            for (var i = 0; i < n; i++) result[i] = TRadix.Decode(TRadix.Encode(source[i], i));
            return;
        }
        TItem* from = null;
        for (var pass = 0; pass < passes; pass++)
        {
            var digit = needed[pass];
            bool first = pass == 0, last = pass == passes - 1;
            // The last pass reads `a`, since `b` may be the result.
            var to = (passes - 2 - pass) % 2 == 0 ? a : b;
            var items = from;
            if (!first)
            {
                Chunks.Run(chunks, threads, chunk =>
                    Count(items, Start(chunk, chunks, n), Start(chunk + 1, chunks, n), digit, counts + (chunk * digits + digit) * Values));
            }
            ToPlaces(counts, digit, chunks);
            Chunks.Run(chunks, threads, chunk =>
            {
                int i0 = Start(chunk, chunks, n), i1 = Start(chunk + 1, chunks, n);
                var places = counts + (chunk * digits + digit) * Values;
                if (first && last) Scatter<TSource, TResult, TRadix>(source, result, i0, i1, digit, places);
                else if (first) Scatter<TSource, TItem, FirstPass<TSource, TItem, TResult, TRadix>>(source, to, i0, i1, digit, places);
                else if (last) Scatter<TItem, TResult, LastPass<TSource, TItem, TResult, TRadix>>(items, result, i0, i1, digit, places);
                else Scatter<TItem, TItem, MiddlePass<TSource, TItem, TResult, TRadix>>(items, to, i0, i1, digit, places);
            });
            from = to;
        }
    }

    private static int Start(int chunk, int chunks, int n) => (int)((long)n * chunk / chunks);

    // The runtime's sort, of items whose order is that of the values.
    private static void Small(TSource* source, TResult* result, int n)
    {
        TItem* items = stackalloc TItem[n];
        for (var i = 0; i < n; i++) items[i] = TRadix.Encode(source[i], i);
        new Span<TItem>(items, n).Sort();
        for (var i = 0; i < n; i++) result[i] = TRadix.Decode(items[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CountAll(TSource* source, int i0, int i1, int* counts)
    {
        var digits = TRadix.Digits;
        new Span<int>(counts, digits * Values).Clear();
        for (var i = i0; i < i1; i++)
        {
            var item = TRadix.Encode(source[i], i);
            for (var digit = 0; digit < digits; digit++) counts[digit * Values + TRadix.Digit(item, digit)]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count(TItem* items, int i0, int i1, int digit, int* counts)
    {
        new Span<int>(counts, Values).Clear();
        for (var i = i0; i < i1; i++) counts[TRadix.Digit(items[i], digit)]++;
    }

    private static bool IsShared(int* counts, int digit, int chunks, int n)
    {
        for (var value = 0; value < Values; value++)
        {
            long total = 0;
            for (var chunk = 0; chunk < chunks; chunk++) total += counts[(chunk * TRadix.Digits + digit) * Values + value];
            if (total != 0) return total == n;
        }
        return true;
    }

    // Counts become the places where the values of each chunk start.
    private static void ToPlaces(int* counts, int digit, int chunks)
    {
        var place = 0;
        for (var value = 0; value < Values; value++)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                ref var count = ref counts[(chunk * TRadix.Digits + digit) * Values + value];
                (count, place) = (place, place + count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scatter<TFrom, TTo, TPass>(TFrom* from, TTo* to, int i0, int i1, int digit, int* places)
        where TFrom : unmanaged
        where TTo : unmanaged
        where TPass : struct, IRadix<TFrom, TItem, TTo>
    {
        // Addresses instead of places save the loop an instruction for each item.
        TTo** next = stackalloc TTo*[Values];
        for (var value = 0; value < Values; value++) next[value] = to + places[value];
        var i = i0;
        for (; i <= i1 - 4; i += 4)
        {
            var item0 = TPass.Encode(from[i], i);
            var item1 = TPass.Encode(from[i + 1], i + 1);
            var item2 = TPass.Encode(from[i + 2], i + 2);
            var item3 = TPass.Encode(from[i + 3], i + 3);
            *next[TPass.Digit(item0, digit)]++ = TPass.Decode(item0);
            *next[TPass.Digit(item1, digit)]++ = TPass.Decode(item1);
            *next[TPass.Digit(item2, digit)]++ = TPass.Decode(item2);
            *next[TPass.Digit(item3, digit)]++ = TPass.Decode(item3);
        }
        for (; i < i1; i++)
        {
            var item = TPass.Encode(from[i], i);
            *next[TPass.Digit(item, digit)]++ = TPass.Decode(item);
        }
    }
}
