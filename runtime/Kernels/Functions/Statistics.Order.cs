using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The median along an axis: the middle element, or the mean of the two in the middle. NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; by default all elements are taken together.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or there is nothing to choose from.</exception>
    [Op("median")]
    public static NDArray<T> Median<T>(NDArray<T> x, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T> =>
        OrderStatistic(x, axis, keepDims, nameof(Median), static sorted =>
        {
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / T.CreateTruncating(2);
        });

    /// <inheritdoc cref="Median{T}(NDArray{T}, int?, bool)"/>
    [Op("median")]
    public static NDArray<double> Median(NDArray<int> x, int? axis = null, bool keepDims = false) => Median(x.As<double>(), axis, keepDims);

    /// <inheritdoc cref="Median{T}(NDArray{T}, int?, bool)"/>
    [Op("median")]
    public static NDArray<double> Median(NDArray<long> x, int? axis = null, bool keepDims = false) => Median(x.As<double>(), axis, keepDims);

    /// <inheritdoc cref="Median{T}(NDArray{T}, int?, bool)"/>
    [Op("median")]
    public static NDArray<double> Median(NDArray<byte> x, int? axis = null, bool keepDims = false) => Median(x.As<double>(), axis, keepDims);

    /// <summary>The value below which a fraction of the elements along an axis lies, between two elements by a line; NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="q">The fraction, from 0 to 1.</param>
    /// <param name="axis">The axis; by default all elements are taken together.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or there is nothing to choose from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is.</exception>
    [Op("quantile")]
    public static NDArray<T> Quantile<T>(NDArray<T> x, double q, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is taken at a fraction from 0 to 1.");
        return OrderStatistic(x, axis, keepDims, nameof(Quantile), sorted => At(sorted, q));
    }

    /// <summary>The same for several fractions: <c>Quantile(x, [0.05, 0.95])</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="q">A vector of fractions, from 0 to 1.</param>
    /// <param name="axis">The axis; by default all elements are taken together.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <returns>One for each fraction, along a new first axis.</returns>
    /// <exception cref="ShapeException">The axis is out of range, there is nothing to choose from, or the fractions are no vector that has elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is.</exception>
    [Op("quantiles")]
    public static NDArray<T> Quantile<T>(NDArray<T> x, NDArray<double> q, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(q);
        if (q.Rank != 1) throw new ShapeException($"Quantile: fractions of shape {q.Shape} are no vector.");
        return Several(x, q, axis, keepDims, Quantile<T>);
    }

    /// <inheritdoc cref="Quantile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("quantile")]
    public static NDArray<double> Quantile(NDArray<int> x, double q, int? axis = null, bool keepDims = false) => Quantile(x.As<double>(), q, axis, keepDims);

    /// <inheritdoc cref="Quantile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("quantile")]
    public static NDArray<double> Quantile(NDArray<long> x, double q, int? axis = null, bool keepDims = false) => Quantile(x.As<double>(), q, axis, keepDims);

    /// <inheritdoc cref="Quantile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("quantile")]
    public static NDArray<double> Quantile(NDArray<byte> x, double q, int? axis = null, bool keepDims = false) => Quantile(x.As<double>(), q, axis, keepDims);

    /// <summary>The value below which a percentage of the elements along an axis lies, between two elements by a line; NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="q">The percentage, from 0 to 100.</param>
    /// <param name="axis">The axis; by default all elements are taken together.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or there is nothing to choose from.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is.</exception>
    [Op("percentile")]
    public static NDArray<T> Percentile<T>(NDArray<T> x, double q, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        if (!(q >= 0 && q <= 100)) throw new ArgumentOutOfRangeException(nameof(q), q, "A percentile is taken at a percentage from 0 to 100.");
        return OrderStatistic(x, axis, keepDims, nameof(Percentile), sorted => At(sorted, q / 100));
    }

    /// <summary>The same for several percentages: <c>Percentile(x, [5, 95])</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="q">A vector of percentages, from 0 to 100.</param>
    /// <param name="axis">The axis; by default all elements are taken together.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <returns>One for each percentage, along a new first axis.</returns>
    /// <exception cref="ShapeException">The axis is out of range, there is nothing to choose from, or the percentages are no vector that has elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A percentage is.</exception>
    [Op("percentiles")]
    public static NDArray<T> Percentile<T>(NDArray<T> x, NDArray<double> q, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(q);
        if (q.Rank != 1) throw new ShapeException($"Percentile: percentages of shape {q.Shape} are no vector.");
        return Several(x, q, axis, keepDims, Percentile<T>);
    }

    /// <inheritdoc cref="Percentile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("percentile")]
    public static NDArray<double> Percentile(NDArray<int> x, double q, int? axis = null, bool keepDims = false) => Percentile(x.As<double>(), q, axis, keepDims);

    /// <inheritdoc cref="Percentile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("percentile")]
    public static NDArray<double> Percentile(NDArray<long> x, double q, int? axis = null, bool keepDims = false) => Percentile(x.As<double>(), q, axis, keepDims);

    /// <inheritdoc cref="Percentile{T}(NDArray{T}, double, int?, bool)"/>
    [Op("percentile")]
    public static NDArray<double> Percentile(NDArray<byte> x, double q, int? axis = null, bool keepDims = false) => Percentile(x.As<double>(), q, axis, keepDims);

    // One order statistic for each of several fractions or percentages, along a new first axis.
    private static NDArray<T> Several<T>(NDArray<T> x, NDArray<double> q, int? axis, bool keepDims, Func<NDArray<T>, double, int?, bool, NDArray<T>> statistic)
        where T : IFloatingPointIeee754<T>
    {
        // Sorting what is sorted costs little more than looking at it.
        var sorted = Sort(axis is null ? Ravel(x) : x, axis ?? 0);
        var parts = q.ToArray().Select(one => statistic(sorted, one, axis, keepDims && axis is not null));
        return Stack([.. keepDims && axis is null ? parts.Select(part => Reshape(part, [.. Enumerable.Repeat(1, x.Rank)])) : parts]);
    }

    private delegate T OfSorted<T>(ReadOnlySpan<T> sorted);

    // As NumPy: from the nearer of the two elements.
    private static T At<T>(ReadOnlySpan<T> sorted, double q) where T : IFloatingPointIeee754<T>
    {
        var place = q * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        if (below >= sorted.Length - 1) return sorted[^1];
        var part = T.CreateTruncating(place - below);
        var (low, high) = (sorted[below], sorted[below + 1]);
        // Not through the difference of infinities.
        if (low == high || T.IsZero(part)) return low;
        return part >= T.CreateTruncating(0.5) ? high - (high - low) * (T.One - part) : low + (high - low) * part;
    }

    private static NDArray<T> OrderStatistic<T>(NDArray<T> x, int? axis, bool keepDims, string operation, OfSorted<T> statistic) where T : IFloatingPointIeee754<T>
    {
        var (array, along) = AlongAxis(x, axis, operation);
        if (array.Shape[along] == 0) throw new ShapeException($"{operation}: there is nothing to choose from along axis {along} of an array of shape {array.Shape}.");
        var sorted = MoveAxis(Sort(array.OnHost(), along), along, -1).Contiguous();
        var outer = sorted.Shape.AsSpan()[..^1].ToArray();
        var result = Uninitialized<T>(new Shape(outer), operation, out var data);
        var rows = sorted.HostSpan;
        var n = array.Shape[along];
        for (var i = 0; i < data.Length; i++)
        {
            var row = rows.Slice(i * n, n);
            data[i] = T.IsNaN(row[^1]) ? T.NaN : statistic(row);
        }
        GC.KeepAlive(sorted);
        if (keepDims) result = axis is null ? Reshape(result, [.. Enumerable.Repeat(1, x.Rank)]) : ExpandDims(result, along);
        return result.To(x.Device);
    }
}
