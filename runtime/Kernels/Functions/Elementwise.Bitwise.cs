using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The bits that both operands have.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("bitwise_and")]
    public static partial NDArray<T> BitwiseAnd<T>(NDArray<T> x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits that both operands have.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_and")]
    public static partial NDArray<T> BitwiseAnd<T>(NDArray<T> x, T y) where T : IBinaryInteger<T>;

    /// <summary>The bits that both operands have.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_and")]
    public static partial NDArray<T> BitwiseAnd<T>(T x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits that either operand has.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("bitwise_or")]
    public static partial NDArray<T> BitwiseOr<T>(NDArray<T> x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits that either operand has.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_or")]
    public static partial NDArray<T> BitwiseOr<T>(NDArray<T> x, T y) where T : IBinaryInteger<T>;

    /// <summary>The bits that either operand has.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_or")]
    public static partial NDArray<T> BitwiseOr<T>(T x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits in which the operands differ.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("bitwise_xor")]
    public static partial NDArray<T> BitwiseXor<T>(NDArray<T> x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits in which the operands differ.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_xor")]
    public static partial NDArray<T> BitwiseXor<T>(NDArray<T> x, T y) where T : IBinaryInteger<T>;

    /// <summary>The bits in which the operands differ.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("bitwise_xor")]
    public static partial NDArray<T> BitwiseXor<T>(T x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits that the argument lacks.</summary>
    /// <param name="x">The argument.</param>
    [Op("bitwise_not")]
    public static partial NDArray<T> BitwiseNot<T>(NDArray<T> x) where T : IBinaryInteger<T>;

    /// <summary>The bits moved up, zeros following, as C#'s <c>&lt;&lt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("left_shift")]
    public static partial NDArray<T> LeftShift<T>(NDArray<T> x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits moved up, zeros following, as C#'s <c>&lt;&lt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far.</param>
    [Op("left_shift")]
    public static partial NDArray<T> LeftShift<T>(NDArray<T> x, T y) where T : IBinaryInteger<T>;

    /// <summary>The bits moved up, zeros following, as C#'s <c>&lt;&lt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far.</param>
    [Op("left_shift")]
    public static partial NDArray<T> LeftShift<T>(T x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits moved down, the sign following, as C#'s <c>&gt;&gt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("right_shift")]
    public static partial NDArray<T> RightShift<T>(NDArray<T> x, NDArray<T> y) where T : IBinaryInteger<T>;

    /// <summary>The bits moved down, the sign following, as C#'s <c>&gt;&gt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far.</param>
    [Op("right_shift")]
    public static partial NDArray<T> RightShift<T>(NDArray<T> x, T y) where T : IBinaryInteger<T>;

    /// <summary>The bits moved down, the sign following, as C#'s <c>&gt;&gt;</c>: only the low bits of the count matter (five for <c>int</c>, six for <c>long</c>, three for <c>byte</c>).</summary>
    /// <param name="x">The bits.</param>
    /// <param name="y">How far.</param>
    [Op("right_shift")]
    public static partial NDArray<T> RightShift<T>(T x, NDArray<T> y) where T : IBinaryInteger<T>;
}
