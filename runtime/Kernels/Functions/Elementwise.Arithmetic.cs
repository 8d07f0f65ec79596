using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The sum of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("add")]
    public static partial NDArray<T> Add<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The sum of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("add")]
    public static partial NDArray<T> Add<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The sum of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("add")]
    public static partial NDArray<T> Add<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The difference of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("subtract")]
    public static partial NDArray<T> Subtract<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The difference of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("subtract")]
    public static partial NDArray<T> Subtract<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The difference of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("subtract")]
    public static partial NDArray<T> Subtract<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The product of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("multiply")]
    public static partial NDArray<T> Multiply<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The product of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("multiply")]
    public static partial NDArray<T> Multiply<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The product of the operands, element by element. Integers wrap.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("multiply")]
    public static partial NDArray<T> Multiply<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The quotient of the operands, element by element.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor; both broadcast.</param>
    /// <remarks>Integers truncate toward zero and throw <see cref="DivideByZeroException"/>, as in C#; floating point follows IEEE 754.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("divide")]
    public static partial NDArray<T> Divide<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The quotient of the operands, element by element.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    /// <remarks>Integers truncate toward zero and throw <see cref="DivideByZeroException"/>, as in C#; floating point follows IEEE 754.</remarks>
    [Op("divide")]
    public static partial NDArray<T> Divide<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>The quotient of the operands, element by element.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    /// <remarks>Integers truncate toward zero and throw <see cref="DivideByZeroException"/>, as in C#; floating point follows IEEE 754.</remarks>
    [Op("divide")]
    public static partial NDArray<T> Divide<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>What the truncated division leaves, with the sign of the dividend: C#'s <c>%</c>, NumPy's <c>fmod</c>.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor; both broadcast.</param>
    /// <remarks>Integers throw <see cref="DivideByZeroException"/>.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("remainder")]
    public static partial NDArray<T> Remainder<T>(NDArray<T> x, NDArray<T> y) where T : INumber<T>;

    /// <summary>What the truncated division leaves, with the sign of the dividend: C#'s <c>%</c>, NumPy's <c>fmod</c>.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    /// <remarks>Integers throw <see cref="DivideByZeroException"/>.</remarks>
    [Op("remainder")]
    public static partial NDArray<T> Remainder<T>(NDArray<T> x, T y) where T : INumber<T>;

    /// <summary>What the truncated division leaves, with the sign of the dividend: C#'s <c>%</c>, NumPy's <c>fmod</c>.</summary>
    /// <param name="x">The dividend.</param>
    /// <param name="y">The divisor.</param>
    /// <remarks>Integers throw <see cref="DivideByZeroException"/>.</remarks>
    [Op("remainder")]
    public static partial NDArray<T> Remainder<T>(T x, NDArray<T> y) where T : INumber<T>;

    /// <summary>The argument with its sign changed. Integers wrap.</summary>
    /// <param name="x">The argument.</param>
    [Op("negative")]
    public static partial NDArray<T> Negative<T>(NDArray<T> x) where T : INumber<T>;

    /// <summary>The magnitude of the argument. The least integer, which has none, gives itself.</summary>
    /// <param name="x">The argument.</param>
    [Op("abs")]
    public static partial NDArray<T> Abs<T>(NDArray<T> x) where T : INumber<T>;

    /// <summary>-1, 0 or 1, as the argument is below, at or above zero; NaN gives NaN.</summary>
    /// <param name="x">The argument.</param>
    [Op("sign")]
    public static partial NDArray<T> Sign<T>(NDArray<T> x) where T : INumber<T>;

    /// <summary>The argument times itself. Integers wrap.</summary>
    /// <param name="x">The argument.</param>
    [Op("square")]
    public static partial NDArray<T> Square<T>(NDArray<T> x) where T : INumber<T>;

    /// <summary>One divided by the argument.</summary>
    /// <param name="x">The argument.</param>
    [Op("reciprocal")]
    public static partial NDArray<T> Reciprocal<T>(NDArray<T> x) where T : IFloatingPointIeee754<T>;

    /// <summary>The magnitude of the first operand with the sign of the second, also that of a zero or NaN: NumPy's <c>copysign</c>.</summary>
    /// <param name="x">The magnitude.</param>
    /// <param name="y">The sign; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("copysign")]
    public static partial NDArray<T> Copysign<T>(NDArray<T> x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary>The magnitude of the first operand with the sign of the second, also that of a zero or NaN.</summary>
    /// <param name="x">The magnitude.</param>
    /// <param name="y">The sign.</param>
    [Op("copysign")]
    public static partial NDArray<T> Copysign<T>(NDArray<T> x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>The magnitude of the first operand with the sign of the second, also that of a zero or NaN.</summary>
    /// <param name="x">The magnitude.</param>
    /// <param name="y">The sign.</param>
    [Op("copysign")]
    public static partial NDArray<T> Copysign<T>(T x, NDArray<T> y) where T : IFloatingPointIeee754<T>;

    /// <summary><c>x * y + z</c>, rounded once.</summary>
    /// <param name="x">One factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">What is added; all broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("fma")]
    public static partial NDArray<T> Fma<T>(NDArray<T> x, NDArray<T> y, NDArray<T> z) where T : IFloatingPointIeee754<T>;

    /// <summary><c>x * 2^n</c>, NumPy's <c>ldexp</c>.</summary>
    /// <param name="x">The number.</param>
    /// <param name="n">The exponent; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("ldexp")]
    public static partial NDArray<T> Ldexp<T>(NDArray<T> x, NDArray<int> n) where T : IFloatingPointIeee754<T>;
}
