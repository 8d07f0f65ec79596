using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>e to the power of the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("exp")]
    public static partial NDArray<T> Exp<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>2 to the power of the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("exp2")]
    public static partial NDArray<T> Exp2<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary><c>Exp(x) - 1</c>, accurate near 0.</summary>
    /// <param name="x">The argument.</param>
    [Op("expm1")]
    public static partial NDArray<T> Expm1<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The natural logarithm: NaN below 0, negative infinity at 0.</summary>
    /// <param name="x">The argument.</param>
    [Op("log")]
    public static partial NDArray<T> Log<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The logarithm to base 2: NaN below 0, negative infinity at 0.</summary>
    /// <param name="x">The argument.</param>
    [Op("log2")]
    public static partial NDArray<T> Log2<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The logarithm to base 10: NaN below 0, negative infinity at 0.</summary>
    /// <param name="x">The argument.</param>
    [Op("log10")]
    public static partial NDArray<T> Log10<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary><c>Log(1 + x)</c>, accurate near 0.</summary>
    /// <param name="x">The argument.</param>
    [Op("log1p")]
    public static partial NDArray<T> Log1p<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The error function, <c>2 / sqrt(pi)</c> times the integral of <c>exp(-t * t)</c> from 0 to the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("erf")]
    public static partial NDArray<T> Erf<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;
}
