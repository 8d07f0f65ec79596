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
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanvar")]
    public static partial NDArray<T> NanVar<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The standard deviation of the elements along axes that are not NaN; NaN if all are.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("nanstd")]
    public static partial NDArray<T> NanStd<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The root of the sum of squares along axes: the Euclidean norm of vectors, the Frobenius norm of matrices, as NumPy's <c>linalg.norm</c> without an order.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("norm")]
    public static partial NDArray<T> Norm<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;
}
