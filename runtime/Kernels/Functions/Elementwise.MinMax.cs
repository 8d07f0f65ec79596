using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The larger of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <remarks>As <see cref="Math.Max(double, double)"/>: 0 is larger than -0. <see cref="Max{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("maximum")]
    public static partial NDArray<T> Maximum<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The larger of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other.</param>
    /// <remarks>As <see cref="Math.Max(double, double)"/>: 0 is larger than -0. <see cref="Max{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    [Op("maximum")]
    public static partial NDArray<T> Maximum<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The larger of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other.</param>
    /// <remarks>As <see cref="Math.Max(double, double)"/>: 0 is larger than -0. <see cref="Max{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    [Op("maximum")]
    public static partial NDArray<T> Maximum<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The smaller of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <remarks>As <see cref="Math.Min(double, double)"/>: -0 is smaller than 0. <see cref="Min{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("minimum")]
    public static partial NDArray<T> Minimum<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The smaller of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other.</param>
    /// <remarks>As <see cref="Math.Min(double, double)"/>: -0 is smaller than 0. <see cref="Min{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    [Op("minimum")]
    public static partial NDArray<T> Minimum<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The smaller of the operands, element by element; NaN if either is.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other.</param>
    /// <remarks>As <see cref="Math.Min(double, double)"/>: -0 is smaller than 0. <see cref="Min{T}(NDArray{T}, Axes, bool)"/> is the reduction.</remarks>
    [Op("minimum")]
    public static partial NDArray<T> Minimum<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The argument, kept within bounds: <c>Minimum(Maximum(x, min), max)</c>; NaN stays NaN.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds; where they lie below the lower ones, they win. All three broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("clip")]
    public static partial NDArray<T> Clip<T>(NDArray<T> x, NDArray<T> min, NDArray<T> max) where T : INumber<T>;

    /// <summary>The argument, kept within bounds: <c>Minimum(Maximum(x, min), max)</c>; NaN stays NaN.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound; where it lies below the lower one, it wins.</param>
    [Op("clip")]
    public static partial NDArray<T> Clip<T>(NDArray<T> x, T min, T max) where T : INumber<T>;
}
