using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Arithmetic and ordering, for numbers only: <c>NDArray&lt;bool&gt; + NDArray&lt;bool&gt;</c> does not compile.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    extension<T>(NDArray<T>) where T : INumber<T>
    {
        /// <summary>The same as <see cref="Add{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("add")]
        public static NDArray<T> operator +(NDArray<T> left, NDArray<T> right) => Add(left, right);

        /// <summary>The same as <see cref="Add{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("add")]
        public static NDArray<T> operator +(NDArray<T> left, T right) => Add(left, right);

        /// <summary>The same as <see cref="Add{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("add")]
        public static NDArray<T> operator +(T left, NDArray<T> right) => Add(left, right);

        /// <summary>The same as <see cref="Subtract{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("subtract")]
        public static NDArray<T> operator -(NDArray<T> left, NDArray<T> right) => Subtract(left, right);

        /// <summary>The same as <see cref="Subtract{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("subtract")]
        public static NDArray<T> operator -(NDArray<T> left, T right) => Subtract(left, right);

        /// <summary>The same as <see cref="Subtract{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("subtract")]
        public static NDArray<T> operator -(T left, NDArray<T> right) => Subtract(left, right);

        /// <summary>The same as <see cref="Multiply{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("multiply")]
        public static NDArray<T> operator *(NDArray<T> left, NDArray<T> right) => Multiply(left, right);

        /// <summary>The same as <see cref="Multiply{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("multiply")]
        public static NDArray<T> operator *(NDArray<T> left, T right) => Multiply(left, right);

        /// <summary>The same as <see cref="Multiply{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("multiply")]
        public static NDArray<T> operator *(T left, NDArray<T> right) => Multiply(left, right);

        /// <summary>The same as <see cref="Divide{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("divide")]
        public static NDArray<T> operator /(NDArray<T> left, NDArray<T> right) => Divide(left, right);

        /// <summary>The same as <see cref="Divide{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("divide")]
        public static NDArray<T> operator /(NDArray<T> left, T right) => Divide(left, right);

        /// <summary>The same as <see cref="Divide{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("divide")]
        public static NDArray<T> operator /(T left, NDArray<T> right) => Divide(left, right);

        /// <summary>The same as <see cref="Remainder{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("remainder")]
        public static NDArray<T> operator %(NDArray<T> left, NDArray<T> right) => Remainder(left, right);

        /// <summary>The same as <see cref="Remainder{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("remainder")]
        public static NDArray<T> operator %(NDArray<T> left, T right) => Remainder(left, right);

        /// <summary>The same as <see cref="Remainder{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("remainder")]
        public static NDArray<T> operator %(T left, NDArray<T> right) => Remainder(left, right);

        /// <summary>The same as <see cref="Negative{T}(NDArray{T})"/>.</summary>
        [Op("negative")]
        public static NDArray<T> operator -(NDArray<T> x) => Negative(x);

        /// <summary>The same as <see cref="Less{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less")]
        public static NDArray<bool> operator <(NDArray<T> left, NDArray<T> right) => Less(left, right);

        /// <summary>The same as <see cref="Less{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less")]
        public static NDArray<bool> operator <(NDArray<T> left, T right) => Less(left, right);

        /// <summary>The same as <see cref="Less{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less")]
        public static NDArray<bool> operator <(T left, NDArray<T> right) => Less(left, right);

        /// <summary>The same as <see cref="LessEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less_equal")]
        public static NDArray<bool> operator <=(NDArray<T> left, NDArray<T> right) => LessEqual(left, right);

        /// <summary>The same as <see cref="LessEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less_equal")]
        public static NDArray<bool> operator <=(NDArray<T> left, T right) => LessEqual(left, right);

        /// <summary>The same as <see cref="LessEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("less_equal")]
        public static NDArray<bool> operator <=(T left, NDArray<T> right) => LessEqual(left, right);

        /// <summary>The same as <see cref="Greater{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater")]
        public static NDArray<bool> operator >(NDArray<T> left, NDArray<T> right) => Greater(left, right);

        /// <summary>The same as <see cref="Greater{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater")]
        public static NDArray<bool> operator >(NDArray<T> left, T right) => Greater(left, right);

        /// <summary>The same as <see cref="Greater{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater")]
        public static NDArray<bool> operator >(T left, NDArray<T> right) => Greater(left, right);

        /// <summary>The same as <see cref="GreaterEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater_equal")]
        public static NDArray<bool> operator >=(NDArray<T> left, NDArray<T> right) => GreaterEqual(left, right);

        /// <summary>The same as <see cref="GreaterEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater_equal")]
        public static NDArray<bool> operator >=(NDArray<T> left, T right) => GreaterEqual(left, right);

        /// <summary>The same as <see cref="GreaterEqual{T}(NDArray{T}, NDArray{T})"/>.</summary>
        [Op("greater_equal")]
        public static NDArray<bool> operator >=(T left, NDArray<T> right) => GreaterEqual(left, right);
    }
}
