using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The sine of an angle.</summary>
    /// <param name="x">The angle in radians; an infinity gives NaN.</param>
    [Op("sin")]
    public static partial NDArray<T> Sin<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The cosine of an angle.</summary>
    /// <param name="x">The angle in radians; an infinity gives NaN.</param>
    [Op("cos")]
    public static partial NDArray<T> Cos<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The tangent of an angle.</summary>
    /// <param name="x">The angle in radians; an infinity gives NaN.</param>
    [Op("tan")]
    public static partial NDArray<T> Tan<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [-pi/2, pi/2] that has this sine; NaN outside [-1, 1].</summary>
    /// <param name="x">The argument.</param>
    [Op("asin")]
    public static partial NDArray<T> Asin<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [0, pi] that has this cosine; NaN outside [-1, 1].</summary>
    /// <param name="x">The argument.</param>
    [Op("acos")]
    public static partial NDArray<T> Acos<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [-pi/2, pi/2] that has this tangent.</summary>
    /// <param name="x">The argument.</param>
    [Op("atan")]
    public static partial NDArray<T> Atan<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [-pi, pi] of the point (x, y), with the special values of <see cref="Math.Atan2"/>.</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("atan2")]
    public static partial NDArray<T> Atan2<T>(NDArray<T> y, NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [-pi, pi] of the point (x, y), with the special values of <see cref="Math.Atan2"/>.</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    [Op("atan2")]
    public static partial NDArray<T> Atan2<T>(NDArray<T> y, T x) where T : IFloatingPointIeee754<T>;

    /// <summary>The angle in [-pi, pi] of the point (x, y), with the special values of <see cref="Math.Atan2"/>.</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    [Op("atan2")]
    public static partial NDArray<T> Atan2<T>(T y, NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">The argument.</param>
    [Op("sinh")]
    public static partial NDArray<T> Sinh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">The argument.</param>
    [Op("cosh")]
    public static partial NDArray<T> Cosh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">The argument.</param>
    [Op("tanh")]
    public static partial NDArray<T> Tanh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The inverse of the hyperbolic sine.</summary>
    /// <param name="x">The argument.</param>
    [Op("asinh")]
    public static partial NDArray<T> Asinh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The inverse of the hyperbolic cosine; NaN below 1.</summary>
    /// <param name="x">The argument.</param>
    [Op("acosh")]
    public static partial NDArray<T> Acosh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The inverse of the hyperbolic tangent; NaN outside [-1, 1], infinite at the ends.</summary>
    /// <param name="x">The argument.</param>
    [Op("atanh")]
    public static partial NDArray<T> Atanh<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;
}
