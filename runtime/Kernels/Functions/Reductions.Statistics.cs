using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The mean along axes; of nothing, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("mean")]
    public static partial NDArray<T> Mean<T>(NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The mean along axes; of nothing, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("mean")]
    public static partial NDArray<double> Mean(NDArray<int> x, Axes axis = default, bool keepDims = false);

    /// <summary>The mean along axes; of nothing, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("mean")]
    public static partial NDArray<double> Mean(NDArray<long> x, Axes axis = default, bool keepDims = false);

    /// <summary>The mean along axes; of nothing, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("mean")]
    public static partial NDArray<double> Mean(NDArray<byte> x, Axes axis = default, bool keepDims = false);

    /// <summary>The variance along axes: the mean of the squared deviations from the mean, merged after Chan et al. (1979).</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("var")]
    public static partial NDArray<T> Var<T>(NDArray<T> x, Axes axis = default, int ddof = 0, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The variance along axes: the mean of the squared deviations from the mean, merged after Chan et al. (1979).</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("var")]
    public static partial NDArray<double> Var(NDArray<int> x, Axes axis = default, int ddof = 0, bool keepDims = false);

    /// <summary>The variance along axes: the mean of the squared deviations from the mean, merged after Chan et al. (1979).</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("var")]
    public static partial NDArray<double> Var(NDArray<long> x, Axes axis = default, int ddof = 0, bool keepDims = false);

    /// <summary>The variance along axes: the mean of the squared deviations from the mean, merged after Chan et al. (1979).</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("var")]
    public static partial NDArray<double> Var(NDArray<byte> x, Axes axis = default, int ddof = 0, bool keepDims = false);

    /// <summary>The standard deviation along axes: the square root of the variance.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("std")]
    public static partial NDArray<T> Std<T>(NDArray<T> x, Axes axis = default, int ddof = 0, bool keepDims = false) where T : IFloatingPointIeee754<T>;

    /// <summary>The standard deviation along axes: the square root of the variance.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("std")]
    public static partial NDArray<double> Std(NDArray<int> x, Axes axis = default, int ddof = 0, bool keepDims = false);

    /// <summary>The standard deviation along axes: the square root of the variance.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("std")]
    public static partial NDArray<double> Std(NDArray<long> x, Axes axis = default, int ddof = 0, bool keepDims = false);

    /// <summary>The standard deviation along axes: the square root of the variance.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes that are folded; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="ddof">What the divisor is less than the number of elements: 0 for a population, 1 for a sample.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("std")]
    public static partial NDArray<double> Std(NDArray<byte> x, Axes axis = default, int ddof = 0, bool keepDims = false);
}
