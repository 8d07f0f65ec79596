using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Sorting;

/// <summary>A stable sort by keys. What does not fit the cache is first moved into buckets of neighbouring keys that do, in one pass over memory.</summary>
/// <remarks>
/// <para>The bounds of the buckets follow from counts of the leading bits of all keys, so that buckets are of one size however the keys are distributed. A bucket that is still too large,
/// since its keys agree in all these bits, is split again by the next ones.</para>
/// <para>Threads: each takes a chunk of the items and moves it to where the chunks before it end in each bucket, then they sort buckets. So the result is that of one thread.</para>
/// <para>Bounds: a split reads items [0, n) of its source. It writes each to the next place of its bucket in its chunk; the places of all buckets and chunks
/// are disjoint ranges that make up [0, n), since they are the sums of counts of the very items that are moved. Nobody writes to the source meanwhile:
/// arrays are immutable, and the scratch is this sort's own.</para>
/// </remarks>
internal static unsafe class RadixSort<TSource, TItem, TResult, TRadix>
    where TSource : unmanaged
    where TItem : unmanaged, IComparable<TItem>
    where TResult : unmanaged
    where TRadix : struct, IRadix<TSource, TItem, TResult>
{
    // Keys are counted by so many leading bits at most: the counts of more miss the second-level cache.
    private const int MostPrefixBits = 16;

    // So many values have places that the first-level cache holds.
    private const int FewValues = 1 << 11;

    // A split makes buckets of about so many bytes: a second-level cache holds one, the scratch and the result.
    private const int BucketBytes = 128 << 10;
    private const int MostBuckets = 1 << 10;

    // What is not larger is sorted as it is.
    private const int CachedBytes = 512 << 10;

    // Fewer items are sorted by comparisons: there are more digits to count than items.
    private static int Few => TRadix.KeyBits == 8 ? 48 : 256;

    // Below so many items a chunk is not worth a thread.
    private const int WorthThread = 1 << 16;

    /// <summary>Sorts n values into the result, which may not share memory with them.</summary>
    public static void Run(TSource* source, TResult* result, int n, int threads)
    {
        if (n < Few)
        {
            Small(source, result, n);
            return;
        }
        var scratch = BufferPool.Rent<TItem>(n);
        // The result serves as the other scratch if its elements are as large.
        var other = sizeof(TResult) == sizeof(TItem) ? null : BufferPool.Rent<TItem>(n);
        fixed (TItem* a = scratch, b = other)
        {
            var free = other is null ? (TItem*)result : b;
            if ((long)n * sizeof(TItem) <= CachedBytes)
            {
                TRadix.Encode(source, free, n);
                BucketSort<TSource, TItem, TResult, TRadix>.Run<TResult, Decoding<TSource, TItem, TResult, TRadix>>(free, a, result, n);
            }
            else
            {
                Split<TSource, Encoding<TSource, TItem, TResult, TRadix>>(source, a, free, result, n, 0, TRadix.KeyBits, threads);
            }
        }
        if (other is not null) BufferPool.Return(other);
        BufferPool.Return(scratch);
    }

    // The runtime's sort, of items whose order is that of the values, and of positions where these are equal.
    private static void Small(TSource* source, TResult* result, int n)
    {
        var items = stackalloc TItem[n];
        for (var i = 0; i < n; i++) items[i] = TRadix.Encode(source[i], i);
        new Span<TItem>(items, n).Sort();
        for (var i = 0; i < n; i++) result[i] = TRadix.Decode(items[i]);
    }

    /// <summary>Sorts n items whose keys are at least <paramref name="min"/> and differ from it by less than 2 to the <paramref name="bits"/>.</summary>
    /// <param name="from">The items, or values; they may lie in <paramref name="a"/>.</param>
    /// <param name="a">Scratch for n items.</param>
    /// <param name="b">Scratch for n items; may be the result.</param>
    /// <param name="result">The sorted values or positions.</param>
    /// <param name="n">The number of items.</param>
    /// <param name="min">No key is lower.</param>
    /// <param name="bits">Of a key's difference from <paramref name="min"/>.</param>
    /// <param name="threads">How many threads may work.</param>
    private static void Split<TFrom, TReader>(TFrom* from, TItem* a, TItem* b, TResult* result, int n, ulong min, int bits, int threads)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        var chunks = Math.Clamp(n / WorthThread, 1, threads);
        var prefixes = 1 << Math.Min(MostPrefixBits, BitOperations.Log2((uint)n) - 3);
        var counts = BufferPool.Rent<int>((chunks + 1) * prefixes);
        Span<int> all = counts.AsSpan(0, chunks * prefixes), totals = chunks == 1 ? all : counts.AsSpan(chunks * prefixes, prefixes);
        int shift, first, end;
        while (true)
        {
            shift = Math.Max(0, bits - BitOperations.Log2((uint)prefixes));
            Count<TFrom, TReader>(from, n, min, shift, counts, prefixes, chunks, threads);
            if (chunks > 1) Add(all, totals);
            first = totals.IndexOfAnyExcept(0);
            end = totals.LastIndexOfAnyExcept(0) + 1;
            // If all keys lie close together, they are told apart by later bits.
            if (shift == 0 || end - first > prefixes / 256) break;
            min += (ulong)first << shift;
            bits = shift + 32 - BitOperations.LeadingZeroCount((uint)(end - first - 1));
        }
        var isLast = shift == 0 && end - first <= FewValues;
        var size = isLast ? 1 : Math.Max(BucketBytes / sizeof(TItem), n / MostBuckets);
        var most = Math.Max(CachedBytes / sizeof(TItem), 2 * size);
        var buckets = new Buckets(totals, first, end, size, most);
        var places = buckets.Places(all, chunks);
        BufferPool.Return(counts);
        if (isLast)
        {
            Scatter<TFrom, TReader, TResult, Decoding<TSource, TItem, TResult, TRadix>>(from, result, n, min, shift, buckets, places, chunks, threads);
            return;
        }
        if ((void*)from != a)
        {
            Scatter<TFrom, TReader, TItem, Moving<TItem>>(from, a, n, min, shift, buckets, places, chunks, threads);
        }
        else
        {
            Scatter<TFrom, TReader, TItem, Moving<TItem>>(from, b, n, min, shift, buckets, places, chunks, threads);
            Chunks.Run(chunks, threads, chunk => Copy(b, a, Start(chunk, chunks, n), Start(chunk + 1, chunks, n)));
        }
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            int start = buckets.Start(bucket), length = buckets.Start(bucket + 1) - start;
            if (length > most && shift > 0)
                Split<TItem, Moving<TItem>>(a + start, a + start, b + start, result + start, length, min + ((ulong)buckets.First(bucket) << shift), shift, threads);
        }
        Chunks.Run(buckets.Count, threads, bucket =>
        {
            int start = buckets.Start(bucket), length = buckets.Start(bucket + 1) - start;
            if (length == 0 || (length > most && shift > 0)) return;
            var scratch = BufferPool.Rent<TItem>(Math.Min(length, most));
            fixed (TItem* c = scratch)
                BucketSort<TSource, TItem, TResult, TRadix>.Run<TResult, Decoding<TSource, TItem, TResult, TRadix>>(a + start, c, result + start, length);
            BufferPool.Return(scratch);
        });
    }

    private static int Start(int chunk, int chunks, int n) => (int)((long)n * chunk / chunks);

    private static void Copy(TItem* from, TItem* to, int i0, int i1) => new ReadOnlySpan<TItem>(from + i0, i1 - i0).CopyTo(new(to + i0, i1 - i0));

    private static void Count<TFrom, TReader>(TFrom* from, int n, ulong min, int shift, int[] counts, int prefixes, int chunks, int threads)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        fixed (int* c = counts)
        {
            var all = c;
            Chunks.Run(chunks, threads, chunk => Count<TFrom, TReader>(from, Start(chunk, chunks, n), Start(chunk + 1, chunks, n), min, shift, all + chunk * prefixes, prefixes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Count<TFrom, TReader>(TFrom* from, int i0, int i1, ulong min, int shift, int* counts, int prefixes)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
    {
        new Span<int>(counts, prefixes).Clear();
        for (nint i = i0; i < i1; i++) counts[(TRadix.Key(TReader.Read(from[i], i)) - min) >> shift]++;
    }

    private static void Add(ReadOnlySpan<int> all, Span<int> totals)
    {
        all[..totals.Length].CopyTo(totals);
        for (var chunk = totals.Length; chunk < all.Length; chunk += totals.Length)
            for (var i = 0; i < totals.Length; i++) totals[i] += all[chunk + i];
    }

    private static void Scatter<TFrom, TReader, TTo, TWriter>(TFrom* from, TTo* to, int n, ulong min, int shift, Buckets buckets, int[] places, int chunks, int threads)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        Chunks.Run(chunks, threads, chunk =>
        {
            fixed (ushort* of = buckets.Of)
            fixed (int* p = places)
            {
                Scatter<TFrom, TReader, TTo, TWriter>(from, to, Start(chunk, chunks, n), Start(chunk + 1, chunks, n), min, shift + buckets.Shift, of, p + chunk * buckets.Count, buckets.Count);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scatter<TFrom, TReader, TTo, TWriter>(TFrom* from, TTo* to, int i0, int i1, ulong min, int shift, ushort* bucketOf, int* places, int buckets)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        // Addresses instead of places save the loop an instruction for each item.
        var next = stackalloc TTo*[buckets];
        for (var bucket = 0; bucket < buckets; bucket++) next[bucket] = to + places[bucket];
        if ((long)(i1 - i0) * sizeof(TTo) >= CombinedWrites.LeastBytes && CombinedWrites.Fits(to))
        {
            ScatterLines<TFrom, TReader, TTo, TWriter>(from, next, i0, i1, min, shift, bucketOf, buckets);
            return;
        }
        for (nint i = i0; i < i1; i++)
        {
            var item = TReader.Read(from[i], i);
            nint bucket = bucketOf[(TRadix.Key(item) - min) >> shift];
            var at = next[bucket];
            *at = TWriter.Write(item);
            next[bucket] = at + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ScatterLines<TFrom, TReader, TTo, TWriter>(TFrom* from, TTo** next, int i0, int i1, ulong min, int shift, ushort* bucketOf, int buckets)
        where TFrom : unmanaged
        where TReader : struct, IReader<TFrom, TItem>
        where TTo : unmanaged
        where TWriter : struct, IWriter<TItem, TTo>
    {
        const int line = Hardware.LineBytes;
        var memory = stackalloc byte[(buckets + 1) * line];
        var lines = (byte*)((nint)(memory + line - 1) & -line);
        var firsts = stackalloc byte*[buckets];
        for (var bucket = 0; bucket < buckets; bucket++) firsts[bucket] = (byte*)next[bucket];
        for (nint i = i0; i < i1; i++)
        {
            var item = TReader.Read(from[i], i);
            nint bucket = bucketOf[(TRadix.Key(item) - min) >> shift];
            var at = next[bucket];
            *(TTo*)(lines + (bucket * line) + ((nint)at & (line - 1))) = TWriter.Write(item);
            next[bucket] = ++at;
            if (((nint)at & (line - 1)) == 0) CombinedWrites.Flush(lines + (bucket * line), (byte*)at, firsts[bucket]);
        }
        for (var bucket = 0; bucket < buckets; bucket++)
            if (next[bucket] > firsts[bucket] && ((nint)next[bucket] & (line - 1)) != 0) CombinedWrites.Rest(lines + (bucket * line), (byte*)next[bucket], firsts[bucket]);
        Streaming.Fence();
    }
}
