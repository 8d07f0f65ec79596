#if KERNELS_OPS
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
    }
}
#endif
