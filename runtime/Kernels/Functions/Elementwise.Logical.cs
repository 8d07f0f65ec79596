using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Where both operands hold.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("logical_and")]
    public static partial NDArray<bool> LogicalAnd(NDArray<bool> x, NDArray<bool> y);

    /// <summary>Where both operands hold.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_and")]
    public static partial NDArray<bool> LogicalAnd(NDArray<bool> x, bool y);

    /// <summary>Where both operands hold.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_and")]
    public static partial NDArray<bool> LogicalAnd(bool x, NDArray<bool> y);

    /// <summary>Where either operand holds, or both.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("logical_or")]
    public static partial NDArray<bool> LogicalOr(NDArray<bool> x, NDArray<bool> y);

    /// <summary>Where either operand holds, or both.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_or")]
    public static partial NDArray<bool> LogicalOr(NDArray<bool> x, bool y);

    /// <summary>Where either operand holds, or both.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_or")]
    public static partial NDArray<bool> LogicalOr(bool x, NDArray<bool> y);

    /// <summary>Where exactly one of the operands holds.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand; both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("logical_xor")]
    public static partial NDArray<bool> LogicalXor(NDArray<bool> x, NDArray<bool> y);

    /// <summary>Where exactly one of the operands holds.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_xor")]
    public static partial NDArray<bool> LogicalXor(NDArray<bool> x, bool y);

    /// <summary>Where exactly one of the operands holds.</summary>
    /// <param name="x">The left operand.</param>
    /// <param name="y">The right operand.</param>
    [Op("logical_xor")]
    public static partial NDArray<bool> LogicalXor(bool x, NDArray<bool> y);

    /// <summary>Where the operand does not hold.</summary>
    /// <param name="x">The operand.</param>
    [Op("logical_not")]
    public static partial NDArray<bool> LogicalNot(NDArray<bool> x);
}
