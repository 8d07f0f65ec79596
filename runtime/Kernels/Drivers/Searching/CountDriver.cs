using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Searching;

/// <summary>Counts how often numbers occur.</summary>
internal static class CountDriver
{
    // Equal numbers one after the other wait for each other's count; where counts are few, four tables take turns.
    private const int Tables = 4;
    private const int ManyBins = 1 << 12;

    // Elements that are worth a table of its own for each thread, beside the bins.
    private const int ThreadElements = 1 << 16;

    /// <summary>The smallest and the largest number.</summary>
    public static (T Min, T Max) Range<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T low = T.MaxValue, high = T.MinValue;
        var i = 0;
        if (x.Length >= Vector<T>.Count)
        {
            Vector<T> least = new(low), most = new(high);
            for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var some = new Vector<T>(x[i..]);
                least = Vector.Min(least, some);
                most = Vector.Max(most, some);
            }
            for (var k = 0; k < Vector<T>.Count; k++) (low, high) = (T.Min(low, least[k]), T.Max(high, most[k]));
        }
        for (; i < x.Length; i++) (low, high) = (T.Min(low, x[i]), T.Max(high, x[i]));
        return (low, high);
    }

    /// <summary>Adds to each count how often its index is that of an element.</summary>
    /// <param name="x">The elements' array.</param>
    /// <param name="start">The first element.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="counts">A count for each number.</param>
    /// <param name="bin">Gives an element's number; a negative one is not counted.</param>
    /// <param name="threads">How many threads may work.</param>
    public static void Run<T, TBin>(T[] x, int start, int count, long[] counts, TBin bin, int threads) where TBin : struct, IBin<T>
    {
        var bins = counts.Length;
        var chunks = threads <= 1 ? 1 : (int)Math.Min(threads, (long)count / (ThreadElements + 4L * bins));
        if (chunks <= 1)
        {
            Count(x.AsSpan(start, count), counts, bin);
            return;
        }
        var parts = new long[chunks][];
        Chunks.Run(chunks, threads, chunk =>
        {
            int from = (int)((long)count * chunk / chunks), end = (int)((long)count * (chunk + 1) / chunks);
            parts[chunk] = new long[bins];
            Count(x.AsSpan(start + from, end - from), parts[chunk], bin);
        });
        foreach (var part in parts)
            for (var k = 0; k < bins; k++) counts[k] += part[k];
    }

    /// <summary>Adds to each sum the weights of its elements, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]        // one call has all the work
    public static void Weigh<T, TBin>(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, Span<T> sums, TBin bin) where T : INumber<T> where TBin : struct, IBin<T>
    {
        for (var i = 0; i < x.Length; i++)
            if (bin.Of(x[i]) is >= 0 and var k) sums[k] += weights[i];
    }

    private static void Count<T, TBin>(ReadOnlySpan<T> x, long[] counts, TBin bin) where TBin : struct, IBin<T>
    {
        var i = 0;
        if (counts.Length <= ManyBins && x.Length >= 4 * counts.Length)
        {
            // Number -1 goes to a count of its own in front of each table.
            var stride = counts.Length + 1;
            var tables = new int[Tables * stride];
            ref var table = ref tables[0];
            for (; i <= x.Length - Tables; i += Tables)
            {
                Unsafe.Add(ref table, bin.Of(x[i]) + 1)++;
                Unsafe.Add(ref table, bin.Of(x[i + 1]) + 1 + stride)++;
                Unsafe.Add(ref table, bin.Of(x[i + 2]) + 1 + 2 * stride)++;
                Unsafe.Add(ref table, bin.Of(x[i + 3]) + 1 + 3 * stride)++;
            }
            for (var k = 0; k < counts.Length; k++)
                for (var t = 0; t < Tables; t++) counts[k] += tables[t * stride + k + 1];
        }
        for (; i < x.Length; i++)
            if (bin.Of(x[i]) is >= 0 and var k) counts[k]++;
    }
}

/// <summary>Gives elements their bins.</summary>
internal interface IBin<T>
{
    /// <summary>The bin of an element, within the counts, or -1.</summary>
    int Of(T element);
}

/// <summary>An integer's own number.</summary>
internal readonly struct OwnBin<T> : IBin<T> where T : IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(T element) => int.CreateTruncating(element);
}

/// <summary>Bins of equal width: found by a multiplication, then moved by one if the edges, rounded as they are, say so.</summary>
internal readonly struct EqualBins<T>(T[] edges) : IBin<T> where T : IFloatingPointIeee754<T>
{
    private readonly T[] _edges = edges;
    private readonly T _first = edges[0];
    private readonly T _last = edges[^1];
    private readonly double _start = double.CreateTruncating(edges[0]);
    private readonly double _scale = (edges.Length - 1) / (double.CreateTruncating(edges[^1]) - double.CreateTruncating(edges[0]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(T element)
    {
        if (!(element >= _first && element <= _last)) return -1;
        var bins = _edges.Length - 1;
        var bin = Math.Min((int)((double.CreateTruncating(element) - _start) * _scale), bins - 1);
        if (element < _edges[bin]) return bin - 1;
        return element >= _edges[bin + 1] && bin != bins - 1 ? bin + 1 : bin;
    }
}

/// <summary>Bins between any edges that ascend: found by a search.</summary>
internal readonly struct SearchedBins<T>(T[] edges) : IBin<T> where T : INumber<T>
{
    private readonly T[] _edges = edges;

    public int Of(T element)
    {
        if (!(element >= _edges[0] && element <= _edges[^1])) return -1;
        if (element == _edges[^1]) return _edges.Length - 2;
        // The last edge that is no larger.
        int low = 0, high = _edges.Length - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_edges[middle] <= element) low = middle;
            else high = middle;
        }
        return low;
    }
}
