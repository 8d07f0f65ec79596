using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Searching;
using Kernels.Drivers.Threads;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>How often each number occurs, as NumPy's <c>bincount</c>.</summary>
    /// <param name="x">A vector of numbers that are not negative.</param>
    /// <param name="minLength">The least number of counts.</param>
    /// <returns>A count for each number up to the largest.</returns>
    /// <exception cref="ShapeException">It is no vector.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there would be more counts than an array has elements.</exception>
    [Op("bincount")]
    public static NDArray<long> Bincount(NDArray<int> x, int minLength = 0) => Counts(x, minLength);

    /// <inheritdoc cref="Bincount(NDArray{int}, int)"/>
    [Op("bincount")]
    public static NDArray<long> Bincount(NDArray<long> x, int minLength = 0) => Counts(x, minLength);

    /// <inheritdoc cref="Bincount(NDArray{int}, int)"/>
    [Op("bincount")]
    public static NDArray<long> Bincount(NDArray<byte> x, int minLength = 0) => Counts(x, minLength);

    /// <summary>The sum of the weights at which each number occurs, as NumPy's <c>bincount</c>; added in order.</summary>
    /// <param name="x">A vector of numbers that are not negative.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="minLength">The least number of sums.</param>
    /// <returns>A sum for each number up to the largest.</returns>
    /// <exception cref="ShapeException">They are no vectors of the same length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there would be more sums than an array has elements.</exception>
    [Op("bincount")]
    public static NDArray<T> Bincount<T>(NDArray<int> x, NDArray<T> weights, int minLength = 0) where T : INumber<T> => Weighed(x, weights, minLength);

    /// <inheritdoc cref="Bincount{T}(NDArray{int}, NDArray{T}, int)"/>
    [Op("bincount")]
    public static NDArray<T> Bincount<T>(NDArray<long> x, NDArray<T> weights, int minLength = 0) where T : INumber<T> => Weighed(x, weights, minLength);

    /// <summary>How many elements lie in each of some bins of equal width, and the bins' edges, as NumPy's <c>histogram</c>.</summary>
    /// <param name="x">The elements, of any shape.</param>
    /// <param name="bins">The number of bins, from the smallest element to the largest.</param>
    /// <returns>The counts, and one edge more. A bin includes its left edge, the last one both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or an element is not finite.</exception>
    [Op("histogram")]
    public static (NDArray<long> Counts, NDArray<T> Edges) Histogram<T>(NDArray<T> x, int bins = 10) where T : IFloatingPointIeee754<T>
    {
        var edges = HistogramBinEdges(x, bins);
        return (HistogramCounts(x, edges), edges);
    }

    /// <summary>How many elements lie in each of some bins of equal width over a range, and the bins' edges, as NumPy's <c>histogram</c>.</summary>
    /// <param name="x">The elements, of any shape; those outside, and NaN, are not counted.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="low">Where the first bin begins.</param>
    /// <param name="high">Where the last bin ends.</param>
    /// <returns>The counts, and one edge more. A bin includes its left edge, the last one both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or the range is none.</exception>
    [Op("histogram_in_range")]
    public static (NDArray<long> Counts, NDArray<T> Edges) Histogram<T>(NDArray<T> x, int bins, double low, double high) where T : IFloatingPointIeee754<T>
    {
        var edges = HistogramBinEdges(x, bins, low, high);
        return (HistogramCounts(x, edges), edges);
    }

    /// <summary>The sum of the weights of the elements in each of some bins of equal width, and the bins' edges, as NumPy's <c>histogram</c> with weights.</summary>
    /// <param name="x">The elements, of any shape.</param>
    /// <param name="bins">The number of bins, from the smallest element to the largest.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="density">Whether the sums are divided by their total and by the bins' widths.</param>
    /// <exception cref="ShapeException">The weights have another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or an element is not finite.</exception>
    [Op("histogram_weighted")]
    public static (NDArray<T> Sums, NDArray<T> Edges) Histogram<T>(NDArray<T> x, int bins, NDArray<T> weights, bool density = false) where T : IFloatingPointIeee754<T>
    {
        var edges = HistogramBinEdges(x, bins);
        return (Density(HistogramSums(x, edges, weights), edges, density), edges);
    }

    /// <summary>The same over a range.</summary>
    /// <param name="x">The elements, of any shape; those outside, and NaN, are not counted.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="low">Where the first bin begins.</param>
    /// <param name="high">Where the last bin ends.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="density">Whether the sums are divided by their total and by the bins' widths.</param>
    /// <exception cref="ShapeException">The weights have another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or the range is none.</exception>
    [Op("histogram_weighted_in_range")]
    public static (NDArray<T> Sums, NDArray<T> Edges) Histogram<T>(NDArray<T> x, int bins, double low, double high, NDArray<T> weights, bool density = false) where T : IFloatingPointIeee754<T>
    {
        var edges = HistogramBinEdges(x, bins, low, high);
        return (Density(HistogramSums(x, edges, weights), edges, density), edges);
    }

    /// <summary>How often elements lie in each of some bins of equal width, divided by their number and by the bins' widths, as NumPy's <c>histogram</c> with <c>density</c>.</summary>
    /// <param name="x">The elements, of any shape.</param>
    /// <param name="bins">The number of bins, from the smallest element to the largest.</param>
    /// <param name="density">Whether the counts are so divided.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, or an element is not finite.</exception>
    [Op("histogram_density")]
    public static (NDArray<T> Density, NDArray<T> Edges) Histogram<T>(NDArray<T> x, int bins, bool density) where T : IFloatingPointIeee754<T>
    {
        var edges = HistogramBinEdges(x, bins);
        return (Density(HistogramCounts(x, edges).As<T>(), edges, density), edges);
    }

    private static NDArray<T> Density<T>(NDArray<T> sums, NDArray<T> edges, bool density) where T : IFloatingPointIeee754<T> => density ? sums / Diff(edges) / Sum(sums) : sums;

    /// <summary>The edges of bins of equal width, as NumPy's <c>histogram_bin_edges</c>.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="low">Where the first bin begins; by default at the smallest element.</param>
    /// <param name="high">Where the last bin ends; by default at the largest element.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no bins, the range is none, or an element is not finite.</exception>
    [Op("histogram_bin_edges")]
    public static NDArray<T> HistogramBinEdges<T>(NDArray<T> x, int bins = 10, double? low = null, double? high = null) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var (first, last) = (low ?? (x.Size == 0 ? 0 : double.CreateTruncating((T)Min(x))), high ?? (x.Size == 0 ? 1 : double.CreateTruncating((T)Max(x))));
        if (!double.IsFinite(first) || !double.IsFinite(last) || first > last)
            throw new ArgumentOutOfRangeException(nameof(x), $"Histogram: bins from {first} to {last}; the range must be finite, and its ends in order.");
        if (first == last) (first, last) = (first - 0.5, last + 0.5);
        return Linspace(T.CreateTruncating(first), T.CreateTruncating(last), bins + 1).To(x.Device);
    }

    /// <summary>How many elements lie in each bin, as NumPy's <c>histogram</c> with an array of edges.</summary>
    /// <param name="x">The elements, of any shape; those outside, and NaN, are not counted.</param>
    /// <param name="edges">A vector that ascends, of two edges at least. A bin includes its left edge, the last one both.</param>
    /// <exception cref="ShapeException">The edges are no such vector.</exception>
    /// <exception cref="ArgumentException">The edges do not ascend.</exception>
    [Op("histogram_counts")]
    public static NDArray<long> HistogramCounts<T>(NDArray<T> x, NDArray<T> edges) where T : IFloatingPointIeee754<T>
    {
        CheckVector(edges, x, "Histogram");
        if (edges.Size < 2) throw new ShapeException($"Histogram: edges of shape {edges.Shape} have no bin between them.");
        var limits = edges.ToArray();
        if (OrderOf<T>(limits) < 0) throw new ArgumentException("The edges of a histogram must ascend.", nameof(edges));
        KernelCounters.Launched();
        var elements = x.OnHost().Contiguous();
        var counts = new long[limits.Length - 1];
        if (AreEven(limits)) CountDriver.Run(elements.HostData, elements.Offset, (int)elements.Size, counts, new EqualBins<T>(limits), Chunks.MaxThreads);
        else CountDriver.Run(elements.HostData, elements.Offset, (int)elements.Size, counts, new SearchedBins<T>(limits), Chunks.MaxThreads);
        GC.KeepAlive(elements);
        return Create<long>(counts).To(x.Device);
    }

    /// <summary>The sum of the weights of the elements in each bin; added in order.</summary>
    /// <param name="x">The elements, of any shape; those outside, and NaN, are not counted.</param>
    /// <param name="edges">A vector that ascends, of two edges at least. A bin includes its left edge, the last one both.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ShapeException">The edges are no such vector, or the weights have another shape.</exception>
    /// <exception cref="ArgumentException">The edges do not ascend.</exception>
    [Op("histogram_sums")]
    public static NDArray<T> HistogramSums<T>(NDArray<T> x, NDArray<T> edges, NDArray<T> weights) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(weights);
        CheckVector(edges, x, "Histogram");
        if (edges.Size < 2) throw new ShapeException($"Histogram: edges of shape {edges.Shape} have no bin between them.");
        if (weights.Shape != x.Shape) throw new ShapeException($"Histogram: weights of shape {weights.Shape} for elements of shape {x.Shape}; they must be as many.");
        if (!ReferenceEquals(x.Device, weights.Device)) throw Device.Mixed("Histogram", x.Device, weights.Device);
        var limits = edges.ToArray();
        if (OrderOf<T>(limits) < 0) throw new ArgumentException("The edges of a histogram must ascend.", nameof(edges));
        KernelCounters.Launched();
        var (elements, dense) = (x.OnHost().Contiguous(), weights.OnHost().Contiguous());
        var sums = Uninitialized<T>(new Shape([limits.Length - 1]), "Histogram", out var data);
        data.Clear();
        if (AreEven(limits)) CountDriver.Weigh(elements.HostSpan, dense.HostSpan, data, new EqualBins<T>(limits));
        else CountDriver.Weigh(elements.HostSpan, dense.HostSpan, data, new SearchedBins<T>(limits));
        GC.KeepAlive(elements);
        GC.KeepAlive(dense);
        return sums.To(x.Device);
    }

    // Whether multiplying gives each edge's bin, or the one beside it.
    private static bool AreEven<T>(T[] edges) where T : IFloatingPointIeee754<T>
    {
        double first = double.CreateTruncating(edges[0]), width = (double.CreateTruncating(edges[^1]) - first) / (edges.Length - 1);
        if (!(width > 0) || !double.IsFinite((edges.Length - 1) / (width * (edges.Length - 1)))) return false;
        for (var i = 1; i < edges.Length; i++)
            if (!(Math.Abs((double.CreateTruncating(edges[i]) - first) / width - i) < 0.25)) return false;
        return true;
    }

    private static NDArray<long> Counts<T>(NDArray<T> x, int minLength) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var numbers = Numbers(x, minLength, out var length);
        KernelCounters.Launched();
        var counts = new long[length];
        CountDriver.Run(numbers.HostData, numbers.Offset, (int)numbers.Size, counts, default(OwnBin<T>), Chunks.MaxThreads);
        GC.KeepAlive(numbers);
        return Create<long>(counts).To(x.Device);
    }

    private static NDArray<TWeight> Weighed<T, TWeight>(NDArray<T> x, NDArray<TWeight> weights, int minLength)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> where TWeight : INumber<TWeight>
    {
        ArgumentNullException.ThrowIfNull(weights);
        var numbers = Numbers(x, minLength, out var length);
        if (weights.Shape != x.Shape) throw new ShapeException($"Bincount: weights of shape {weights.Shape} for numbers of shape {x.Shape}; they must be as many.");
        if (!ReferenceEquals(x.Device, weights.Device)) throw Device.Mixed(nameof(Bincount), x.Device, weights.Device);
        KernelCounters.Launched();
        var dense = weights.OnHost().Contiguous();
        var sums = Uninitialized<TWeight>(new Shape([length]), nameof(Bincount), out var data);
        data.Clear();
        var n = numbers.HostSpan;
        var w = dense.HostSpan;
        for (var i = 0; i < n.Length; i++) data[int.CreateTruncating(n[i])] += w[i];
        GC.KeepAlive(numbers);
        GC.KeepAlive(dense);
        return sums.To(x.Device);
    }

    private static NDArray<T> Numbers<T>(NDArray<T> x, int minLength, out int length) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        if (x.Rank != 1) throw new ShapeException($"Bincount: an array of shape {x.Shape} stands where a vector belongs.");
        var numbers = x.OnHost().Contiguous();
        length = minLength;
        if (x.Size == 0) return numbers;
        var (least, most) = CountDriver.Range(numbers.HostSpan);
        GC.KeepAlive(numbers);
        if (least < T.Zero) throw new ArgumentOutOfRangeException(nameof(x), $"Bincount: {least} is negative.");
        var largest = long.CreateSaturating(most);
        if (largest >= Array.MaxLength) throw new ArgumentOutOfRangeException(nameof(x), $"Bincount: {most} would need more counts than an array has elements.");
        length = Math.Max(minLength, (int)largest + 1);
        return numbers;
    }
}
