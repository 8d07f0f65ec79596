using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The first operand to the power of the second, with the special values of <see cref="Math.Pow"/>.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("power")]
    public static partial NDArray<T> Pow<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The first operand to the power of the second, with the special values of <see cref="Math.Pow"/>.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [Op("power")]
    public static partial NDArray<T> Pow<T>(NDArray<T> x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>The first operand to the power of the second, with the special values of <see cref="Math.Pow"/>.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [Op("power")]
    public static partial NDArray<T> Pow<T>(T x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The square root; NaN below 0. Correctly rounded.</summary>
    /// <param name="x">The argument.</param>
    [Op("sqrt")]
    public static partial NDArray<T> Sqrt<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary><c>1 / Sqrt(x)</c>.</summary>
    /// <param name="x">The argument.</param>
    [Op("reciprocal_sqrt")]
    public static partial NDArray<T> ReciprocalSqrt<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The cube root, of negative arguments too.</summary>
    /// <param name="x">The argument.</param>
    [Op("cbrt")]
    public static partial NDArray<T> Cbrt<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary><c>Sqrt(x * x + y * y)</c>, without overflow on the way; infinity if either is, even with NaN.</summary>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("hypot")]
    public static partial NDArray<T> Hypot<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary><c>Sqrt(x * x + y * y)</c>, without overflow on the way; infinity if either is, even with NaN.</summary>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other.</param>
    [Op("hypot")]
    public static partial NDArray<T> Hypot<T>(NDArray<T> x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary><c>Sqrt(x * x + y * y)</c>, without overflow on the way; infinity if either is, even with NaN.</summary>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other.</param>
    [Op("hypot")]
    public static partial NDArray<T> Hypot<T>(T x, NDArray<T> y) where T : IFloatingPointIeee754<T>;
}
