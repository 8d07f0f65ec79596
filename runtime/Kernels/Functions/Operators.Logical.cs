using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The operators on conditions, element by element.</summary>
    extension(NDArray<bool>)
    {
        /// <summary>The same as <see cref="LogicalAnd(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_and")]
        public static NDArray<bool> operator &(NDArray<bool> left, NDArray<bool> right) => LogicalAnd(left, right);

        /// <summary>The same as <see cref="LogicalAnd(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_and")]
        public static NDArray<bool> operator &(NDArray<bool> left, bool right) => LogicalAnd(left, right);

        /// <summary>The same as <see cref="LogicalAnd(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_and")]
        public static NDArray<bool> operator &(bool left, NDArray<bool> right) => LogicalAnd(left, right);

        /// <summary>The same as <see cref="LogicalOr(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_or")]
        public static NDArray<bool> operator |(NDArray<bool> left, NDArray<bool> right) => LogicalOr(left, right);

        /// <summary>The same as <see cref="LogicalOr(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_or")]
        public static NDArray<bool> operator |(NDArray<bool> left, bool right) => LogicalOr(left, right);

        /// <summary>The same as <see cref="LogicalOr(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_or")]
        public static NDArray<bool> operator |(bool left, NDArray<bool> right) => LogicalOr(left, right);

        /// <summary>The same as <see cref="LogicalXor(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_xor")]
        public static NDArray<bool> operator ^(NDArray<bool> left, NDArray<bool> right) => LogicalXor(left, right);

        /// <summary>The same as <see cref="LogicalXor(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_xor")]
        public static NDArray<bool> operator ^(NDArray<bool> left, bool right) => LogicalXor(left, right);

        /// <summary>The same as <see cref="LogicalXor(NDArray{bool}, NDArray{bool})"/>.</summary>
        [Op("logical_xor")]
        public static NDArray<bool> operator ^(bool left, NDArray<bool> right) => LogicalXor(left, right);

        /// <summary>The same as <see cref="LogicalNot(NDArray{bool})"/>.</summary>
        [Op("logical_not")]
        public static NDArray<bool> operator !(NDArray<bool> x) => LogicalNot(x);

        /// <summary>Whether the condition holds: makes an array of one <c>bool</c> work in <c>if</c>, <c>&amp;&amp;</c> and <c>||</c>.</summary>
        /// <exception cref="ShapeException">There is more than one element, or none.</exception>
        // Declared here, because && takes these from where it finds &.
        public static bool operator true(NDArray<bool> x) => Truth(x);

        /// <summary>Whether the condition does not hold.</summary>
        /// <exception cref="ShapeException">There is more than one element, or none.</exception>
        public static bool operator false(NDArray<bool> x) => !Truth(x);
    }

    private static bool Truth(NDArray<bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.Size != 1)
            throw new ShapeException($"An array of shape {condition.Shape} is not one condition: use Any(x) or All(x).");
        return condition.Item();
    }
}
