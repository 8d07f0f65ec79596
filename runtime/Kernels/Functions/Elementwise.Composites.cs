using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Degrees in radians, as NumPy's <c>deg2rad</c>.</summary>
    /// <param name="x">The argument.</param>
    [Op("deg2rad")]
    public static partial NDArray<T> Deg2Rad<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>Radians in degrees, as NumPy's <c>rad2deg</c>.</summary>
    /// <param name="x">The argument.</param>
    [Op("rad2deg")]
    public static partial NDArray<T> Rad2Deg<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>sin(pi x) / (pi x), and 1 at 0: NumPy's <c>sinc</c>.</summary>
    /// <param name="x">The argument.</param>
    [Op("sinc")]
    public static partial NDArray<T> Sinc<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The step function: 0 below 0, 1 above, and a value of its own at 0; NaN stays NaN.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="h">What it is at 0; it broadcasts.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("heaviside")]
    public static partial NDArray<T> Heaviside<T>(NDArray<T> x, NDArray<T> h) where T : IFloatingPointIeee754<T>;

    /// <summary>log(exp(x) + exp(y)), without overflow.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("logaddexp")]
    public static partial NDArray<T> LogAddExp<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>log2(2<sup>x</sup> + 2<sup>y</sup>), without overflow.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("logaddexp2")]
    public static partial NDArray<T> LogAddExp2<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The larger of the operands, element by element; of a number and NaN the number.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("fmax")]
    public static partial NDArray<T> Fmax<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The smaller of the operands, element by element; of a number and NaN the number.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("fmin")]
    public static partial NDArray<T> Fmin<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The remainder with the sign of the divisor, as Python's <c>%</c> and NumPy's <c>mod</c>; <see cref="Remainder{T}(NDArray{T}, NDArray{T})"/> is C#'s, NumPy's <c>fmod</c>.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("mod")]
    public static partial NDArray<T> Mod<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The quotient rounded down, as Python's <c>//</c> and NumPy's <c>floor_divide</c>.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("floor_divide")]
    public static partial NDArray<T> FloorDivide<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>NaN replaced by a number, infinities by the largest numbers of the dtype: NumPy's <c>nan_to_num</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="nan">What NaN becomes.</param>
    [Op("nan_to_num")]
    public static partial NDArray<T> NanToNum<T>(NDArray<T> x, double nan = 0) where T : IFloatingPointIeee754<T>;

    /// <summary>Whether |x - y| is at most atol + rtol |y|, element by element; infinities are close to themselves alone.</summary>
    /// <param name="x">One operand.</param>
    /// <param name="y">The other; both broadcast.</param>
    /// <param name="rtol">The tolerance relative to <paramref name="y"/>.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>Computed in double.</remarks>
    [Op("isclose")]
    public static partial NDArray<bool> IsClose<T>(NDArray<T> x, NDArray<T> y, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) where T : INumber<T>;
}
