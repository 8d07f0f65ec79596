using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The position of the largest element along an axis; of several the first, and the first NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; by default the array is taken as a vector in C order.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or there is nothing to choose from.</exception>
    [Op("argmax")]
    public static partial NDArray<long> ArgMax<T>(NDArray<T> x, int? axis = null, bool keepDims = false) where T : INumber<T>;

    /// <summary>The position of the smallest element along an axis; of several the first, and the first NaN if there is one.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; by default the array is taken as a vector in C order.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or there is nothing to choose from.</exception>
    [Op("argmin")]
    public static partial NDArray<long> ArgMin<T>(NDArray<T> x, int? axis = null, bool keepDims = false) where T : INumber<T>;

    /// <summary>Whether any element along axes is true; of nothing, false.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("any")]
    public static partial NDArray<bool> Any(NDArray<bool> x, Axes axis = default, bool keepDims = false);

    /// <summary>Whether all elements along axes are true; of nothing, true.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("all")]
    public static partial NDArray<bool> All(NDArray<bool> x, Axes axis = default, bool keepDims = false);
}
