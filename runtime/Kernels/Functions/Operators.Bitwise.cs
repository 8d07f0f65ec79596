using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The operators on bits, for integers only.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    extension<T>(NDArray<T>) where T : IBinaryInteger<T>
    {
        /// <summary>The same as <see cref="BitwiseAnd{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_and")]
        public static NDArray<T> operator &(NDArray<T> left, NDArray<T> right) => BitwiseAnd(left, right);

        /// <summary>The same as <see cref="BitwiseAnd{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_and")]
        public static NDArray<T> operator &(NDArray<T> left, T right) => BitwiseAnd(left, right);

        /// <summary>The same as <see cref="BitwiseAnd{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_and")]
        public static NDArray<T> operator &(T left, NDArray<T> right) => BitwiseAnd(left, right);

        /// <summary>The same as <see cref="BitwiseOr{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_or")]
        public static NDArray<T> operator |(NDArray<T> left, NDArray<T> right) => BitwiseOr(left, right);

        /// <summary>The same as <see cref="BitwiseOr{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_or")]
        public static NDArray<T> operator |(NDArray<T> left, T right) => BitwiseOr(left, right);

        /// <summary>The same as <see cref="BitwiseOr{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_or")]
        public static NDArray<T> operator |(T left, NDArray<T> right) => BitwiseOr(left, right);

        /// <summary>The same as <see cref="BitwiseXor{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_xor")]
        public static NDArray<T> operator ^(NDArray<T> left, NDArray<T> right) => BitwiseXor(left, right);

        /// <summary>The same as <see cref="BitwiseXor{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_xor")]
        public static NDArray<T> operator ^(NDArray<T> left, T right) => BitwiseXor(left, right);

        /// <summary>The same as <see cref="BitwiseXor{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("bitwise_xor")]
        public static NDArray<T> operator ^(T left, NDArray<T> right) => BitwiseXor(left, right);

        /// <summary>The same as <see cref="LeftShift{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("left_shift")]
        public static NDArray<T> operator <<(NDArray<T> left, NDArray<T> right) => LeftShift(left, right);

        /// <summary>The same as <see cref="LeftShift{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("left_shift")]
        public static NDArray<T> operator <<(NDArray<T> left, T right) => LeftShift(left, right);

        /// <summary>The same as <see cref="RightShift{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("right_shift")]
        public static NDArray<T> operator >>(NDArray<T> left, NDArray<T> right) => RightShift(left, right);

        /// <summary>The same as <see cref="RightShift{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("right_shift")]
        public static NDArray<T> operator >>(NDArray<T> left, T right) => RightShift(left, right);

        /// <summary>The same as <see cref="BitwiseNot{T}(NDArray{T})"/>.</summary>
        [Op("bitwise_not")]
        public static NDArray<T> operator ~(NDArray<T> x) => BitwiseNot(x);
    }
}
