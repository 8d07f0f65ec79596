using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The largest whole number not above the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("floor")]
    public static partial NDArray<T> Floor<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The smallest whole number not below the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("ceiling")]
    public static partial NDArray<T> Ceiling<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The nearest whole number; of two, the even one.</summary>
    /// <param name="x">The argument.</param>
    [Op("round")]
    public static partial NDArray<T> Round<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The whole number left when the fraction is dropped.</summary>
    /// <param name="x">The argument.</param>
    [Op("truncate")]
    public static partial NDArray<T> Truncate<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>Where the argument is not a number.</summary>
    /// <param name="x">The argument.</param>
    [Op("is_nan")]
    public static partial NDArray<bool> IsNaN<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>Where the argument is an infinity of either sign.</summary>
    /// <param name="x">The argument.</param>
    [Op("is_infinity")]
    public static partial NDArray<bool> IsInfinity<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>Where the argument is neither infinite nor NaN.</summary>
    /// <param name="x">The argument.</param>
    [Op("is_finite")]
    public static partial NDArray<bool> IsFinite<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;
}
