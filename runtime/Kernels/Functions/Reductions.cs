using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The sum along axes, of the same dtype. Integers wrap; nothing sums to 0.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    /// <remarks>Pairwise in blocks: more accurate than a loop, and the same on any number of threads and any vector width.</remarks>
    [Op("sum")]
    public static partial NDArray<T> Sum<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T>;

    /// <summary>The product along axes, of the same dtype. Integers wrap; the product of nothing is 1.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("prod")]
    public static partial NDArray<T> Prod<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T>;

    /// <summary>The largest element along axes; NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or there is nothing to fold.</exception>
    [Op("max")]
    public static partial NDArray<T> Max<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T>;

    /// <summary>The smallest element along axes; NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice, or there is nothing to fold.</exception>
    [Op("min")]
    public static partial NDArray<T> Min<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T>;
}
