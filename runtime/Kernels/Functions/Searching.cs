using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Searching;
using Kernels.Drivers.Threads;

namespace Kernels;

/// <summary>On which side of equal elements a value belongs.</summary>
public enum SearchSide
{
    /// <summary>In front of them.</summary>
    Left,

    /// <summary>Behind them.</summary>
    Right,
}

public static partial class NDArray
{
    /// <summary>Where values belong in a sorted vector, as NumPy's <c>searchsorted</c>.</summary>
    /// <param name="a">A vector in ascending order, NaNs last; the result means nothing if it is not.</param>
    /// <param name="v">The values, of any shape.</param>
    /// <param name="side">On which side of equal elements.</param>
    /// <returns>For each value the number of elements that stay in front of it.</returns>
    /// <exception cref="ShapeException"><paramref name="a"/> is no vector.</exception>
    [Op("searchsorted")]
    public static NDArray<long> Searchsorted<T>(NDArray<T> a, NDArray<T> v, SearchSide side = SearchSide.Left) where T : INumber<T>
    {
        CheckVector(a, v, nameof(Searchsorted));
        KernelCounters.Launched();
        return SearchDriver.Run(a.OnHost().Contiguous(), v.OnHost().Contiguous(), side == SearchSide.Right, nameof(Searchsorted), Chunks.MaxThreads).To(v.Device);
    }

    /// <summary>The bin of each value, as NumPy's <c>digitize</c>: 0 before the first edge, the number of edges behind the last.</summary>
    /// <param name="x">The values, of any shape.</param>
    /// <param name="bins">The edges, in ascending or descending order.</param>
    /// <param name="right">Whether a bin includes its right edge instead of its left one.</param>
    /// <exception cref="ShapeException">The edges are no vector.</exception>
    /// <exception cref="ArgumentException">The edges are in no order.</exception>
    [Op("digitize")]
    public static NDArray<long> Digitize<T>(NDArray<T> x, NDArray<T> bins, bool right = false) where T : INumber<T>
    {
        CheckVector(bins, x, nameof(Digitize));
        KernelCounters.Launched();
        var edges = bins.OnHost().Contiguous();
        var descends = OrderOf(edges.HostSpan) < 0;
        if (descends) edges = Flip(edges).Contiguous();
        // Of edges that descend, the bins count from the other end.
        var places = SearchDriver.Run(edges, x.OnHost().Contiguous(), !right, nameof(Digitize), Chunks.MaxThreads).To(x.Device);
        return descends ? Subtract((long)edges.Shape[0], places) : places;
    }

    /// <summary>The piecewise linear function through given points, as NumPy's <c>interp</c>.</summary>
    /// <param name="x">Where it is evaluated, of any shape.</param>
    /// <param name="xp">The points' places, in ascending order; the result means nothing if they are not.</param>
    /// <param name="fp">The points' values.</param>
    /// <returns>An array of the shape of <paramref name="x"/>; outside of the points the first or last value.</returns>
    /// <exception cref="ShapeException">The points are no vectors of the same length, or there are none.</exception>
    [Op("interp")]
    public static NDArray<T> Interp<T>(NDArray<T> x, NDArray<T> xp, NDArray<T> fp) where T : IFloatingPointIeee754<T>
    {
        CheckVector(xp, x, nameof(Interp));
        CheckVector(fp, x, nameof(Interp));
        if (xp.Size != fp.Size || xp.Size == 0)
            throw new ShapeException($"Interp: places of shape {xp.Shape} and values of shape {fp.Shape}; they must be as many, and one at least.");
        KernelCounters.Launched();
        NDArray<T> places = xp.OnHost().Contiguous(), values = fp.OnHost().Contiguous(), where = x.OnHost().Contiguous();
        var intervals = SearchDriver.Run(places, where, right: true, nameof(Interp), Chunks.MaxThreads);
        var result = Uninitialized<T>(x.Shape, nameof(Interp), out var data);
        ReadOnlySpan<T> p = places.HostSpan, f = values.HostSpan, w = where.HostSpan;
        var j = intervals.HostSpan;
        for (var i = 0; i < w.Length; i++) data[i] = Between(p, f, (int)j[i] - 1, w[i]);
        GC.KeepAlive(places);
        GC.KeepAlive(values);
        GC.KeepAlive(where);
        GC.KeepAlive(intervals);
        return result.To(x.Device);
    }

    // In the interval that begins at point j.
    private static T Between<T>(ReadOnlySpan<T> xp, ReadOnlySpan<T> fp, int j, T x) where T : IFloatingPointIeee754<T>
    {
        if (T.IsNaN(x)) return x;
        if (j < 0) return fp[0];
        if (j >= xp.Length - 1) return fp[^1];
        if (xp[j] == x) return fp[j];
        var slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j]);
        var value = slope * (x - xp[j]) + fp[j];
        // From an infinite value on one side, the other one may still give a number.
        if (T.IsNaN(value)) value = slope * (x - xp[j + 1]) + fp[j + 1];
        return T.IsNaN(value) && fp[j] == fp[j + 1] ? fp[j] : value;
    }

    // 1 for ascending edges, -1 for descending ones.
    private static int OrderOf<T>(ReadOnlySpan<T> edges) where T : INumber<T>
    {
        bool ascends = true, descends = true;
        for (var i = 1; i < edges.Length; i++)
        {
            ascends &= edges[i - 1] <= edges[i];
            descends &= edges[i - 1] >= edges[i];
        }
        return ascends ? 1 : descends ? -1 : throw new ArgumentException("The edges of bins must ascend or descend.", nameof(edges));
    }

    private static void CheckVector<T>(NDArray<T> vector, NDArray<T> other, string operation)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(other);
        if (!ReferenceEquals(vector.Device, other.Device)) throw Device.Mixed(operation, vector.Device, other.Device);
        if (vector.Rank != 1) throw new ShapeException($"{operation}: an array of shape {vector.Shape} stands where a vector belongs.");
    }
}
