using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The differences of neighbours along an axis, as NumPy's <c>diff</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="n">How many times differences are taken.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape with <paramref name="n"/> elements fewer along the axis.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="IndexOutOfRangeException">The axis has fewer than <paramref name="n"/> elements.</exception>
    [Op("diff")]
    public static NDArray<T> Diff<T>(NDArray<T> x, int n = 1, int axis = -1) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var along = AxisOf(axis, x.Rank, nameof(Diff), x.Shape);
        for (; n > 0; n--) x = Subtract(Along(x, along, 1..), Along(x, along, ..^1));
        return x;
    }

    /// <summary>The integral along an axis by the trapezoidal rule, of samples at equal distances, as NumPy's <c>trapezoid</c>.</summary>
    /// <param name="y">The samples.</param>
    /// <param name="dx">Their distance.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape without the axis.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="IndexOutOfRangeException">There are no samples.</exception>
    [Op("trapezoid")]
    public static NDArray<T> Trapezoid<T>(NDArray<T> y, double dx = 1, int axis = -1) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(y);
        var along = AxisOf(axis, y.Rank, nameof(Trapezoid), y.Shape);
        var sums = Add(Along(y, along, 1..), Along(y, along, ..^1));
        return Sum(Divide(Multiply(T.CreateTruncating(dx), sums), T.CreateTruncating(2)), along);
    }

    /// <summary>The derivative along an axis by central differences, and by one-sided ones at its ends, as NumPy's <c>gradient</c>.</summary>
    /// <param name="f">The samples, two at least.</param>
    /// <param name="spacing">Their distance.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>An array of the same shape.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="IndexOutOfRangeException">There are fewer than two samples.</exception>
    [Op("gradient")]
    public static NDArray<T> Gradient<T>(NDArray<T> f, double spacing = 1, int axis = -1) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var along = AxisOf(axis, f.Rank, nameof(Gradient), f.Shape);
        var (h, two) = (T.CreateTruncating(spacing), T.CreateTruncating(2));
        var first = Divide(Subtract(Along(f, along, 1..2), Along(f, along, ..1)), h);
        var inner = Divide(Subtract(Along(f, along, 2..), Along(f, along, ..^2)), h * two);
        var last = Divide(Subtract(Along(f, along, ^1..), Along(f, along, ^2..^1)), h);
        return Concatenate([first, inner, last], along);
    }

    // A part of one axis.
    private static NDArray<T> Along<T>(NDArray<T> x, int axis, Slice slice)
    {
        var slices = new Slice[axis + 1];
        slices.AsSpan().Fill(Range.All);
        slices[axis] = slice;
        return x[slices];
    }
}
