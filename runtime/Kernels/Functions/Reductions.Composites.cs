using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The largest element along axes less the smallest, "peak to peak"; NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or there is nothing to choose from.</exception>
    [Op("ptp")]
    public static partial NDArray<T> Ptp<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T>;

    /// <summary>The number of elements along axes that are not zero, or true.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("count_nonzero")]
    public static partial NDArray<long> CountNonZero<T>(NDArray<T> x, Axes axis = default, bool keepDims = false);

    /// <summary>The sum of the elements along axes, without NaNs.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nansum")]
    public static partial NDArray<T> NanSum<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The product of the elements along axes, without NaNs.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanprod")]
    public static partial NDArray<T> NanProd<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The largest of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or there is nothing to choose from.</exception>
    [Op("nanmax")]
    public static partial NDArray<T> NanMax<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The smallest of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or there is nothing to choose from.</exception>
    [Op("nanmin")]
    public static partial NDArray<T> NanMin<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The mean of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanmean")]
    public static partial NDArray<T> NanMean<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The variance of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What is taken off the number of elements: 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanvar")]
    public static NDArray<T> NanVar<T>(NDArray<T> x, Axes axis = default, bool keepDims = false, int ddof = 0) where T : IFloatingPointIeee754<T>
    {
        var isNaN = IsNaN(x);
        var squares = Where(isNaN, x, Square(x - NanMean(x, axis, keepDims: true)));
        return ddof == 0 ? NanMean(squares, axis, keepDims) : NanSum(squares, axis, keepDims) / (Sum((!isNaN).As<T>(), axis, keepDims) - T.CreateTruncating(ddof));
    }

    /// <summary>The standard deviation of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What is taken off the number of elements: 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanstd")]
    public static NDArray<T> NanStd<T>(NDArray<T> x, Axes axis = default, bool keepDims = false, int ddof = 0) where T : IFloatingPointIeee754<T> => Sqrt(NanVar(x, axis, keepDims, ddof));

    /// <summary>The root of the sum of squares along axes: the Euclidean norm of vectors, the Frobenius norm of matrices, as NumPy's <c>linalg.norm</c> without an order.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("norm")]
    public static partial NDArray<T> Norm<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The norm of an order, as NumPy's <c>linalg.norm(x, ord)</c>: <c>Norm(x, ord: 1)</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="ord">Of vectors any order, with infinities for the largest and the smallest magnitude, and 0 for the number of elements that are not 0.
    /// Of matrices 1 and -1 for the largest and the smallest sum of magnitudes down a column, infinities for those along a row.</param>
    /// <param name="axis">One axis for vectors, two for matrices; by default all of an array that has one or two.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or they are neither one nor two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Matrices have no such norm here.</exception>
    [Op("norm_of_order"), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]        // Norm(x, 1) names an axis
    public static NDArray<T> Norm<T>(NDArray<T> x, double ord, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        int[] axes = axis.IsAll ? [.. Enumerable.Range(0, x.Rank)] : [.. axis.Select(a => AxisOf(a, x.Rank, nameof(Norm), x.Shape))];
        var magnitudes = Abs(x);
        if (axes.Length == 1)
        {
            if (ord == double.PositiveInfinity) return Max(magnitudes, axis, keepDims);
            if (ord == double.NegativeInfinity) return Min(magnitudes, axis, keepDims);
            if (ord == 0) return Sum(NotEqual(x, T.Zero).As<T>(), axis, keepDims);
            if (ord == 1) return Sum(magnitudes, axis, keepDims);
            return ord == 2 ? Norm(x, axis, keepDims) : Pow(Sum(Pow(magnitudes, T.CreateTruncating(ord)), axis, keepDims), T.CreateTruncating(1 / ord));
        }

        if (axes.Length != 2) throw new ShapeException($"Norm: {axes.Length} axes of an array of shape {x.Shape}; vectors have one, matrices two.");
        if (Math.Abs(ord) != 1 && !double.IsInfinity(ord)) throw new ArgumentOutOfRangeException(nameof(ord), ord, "Norm: matrices have the orders 1, -1 and the infinities; without an order it is the Frobenius norm.");
        var (inner, outer) = double.IsInfinity(ord) ? (axes[1], axes[0]) : (axes[0], axes[1]);
        var sums = Sum(magnitudes, inner, keepDims: true);
        var norms = ord > 0 ? Max(sums, outer, keepDims: true) : Min(sums, outer, keepDims: true);
        return keepDims ? norms : Squeeze(norms, (axes[0], axes[1]));
    }
}
