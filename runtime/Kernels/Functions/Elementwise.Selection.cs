using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The elements of <paramref name="x"/> where the condition holds, those of <paramref name="y"/> elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">What it takes where the condition holds.</param>
    /// <param name="y">What it takes elsewhere. All broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("where")]
    public static partial NDArray<T> Where<T>(NDArray<bool> condition, NDArray<T> x, NDArray<T> y);

    /// <summary>The elements of <paramref name="x"/> where the condition holds, those of <paramref name="y"/> elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">What it takes where the condition holds.</param>
    /// <param name="y">What it takes elsewhere. All broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("where")]
    public static partial NDArray<T> Where<T>(NDArray<bool> condition, NDArray<T> x, T y);

    /// <summary>The elements of <paramref name="x"/> where the condition holds, those of <paramref name="y"/> elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">What it takes where the condition holds.</param>
    /// <param name="y">What it takes elsewhere. All broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    [Op("where")]
    public static partial NDArray<T> Where<T>(NDArray<bool> condition, T x, NDArray<T> y);

    /// <summary>The elements of <paramref name="x"/> where the condition holds, those of <paramref name="y"/> elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">What it takes where the condition holds.</param>
    /// <param name="y">What it takes elsewhere. All broadcast.</param>
    [Op("where")]
    public static partial NDArray<T> Where<T>(NDArray<bool> condition, T x, T y);

    /// <summary>The elements converted to another type, as C#'s unchecked casts do; <c>bool</c> is 0 or 1, and whatever is not 0 is true.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TOut">The element type of the result.</typeparam>
    /// <param name="x">The argument.</param>
    /// <remarks>Floating point to integer truncates and saturates; NaN gives 0. <see cref="NDArray{T}.As{TOut}"/> is the usual spelling.</remarks>
    [Op("cast")]
    public static partial NDArray<TOut> Cast<T, TOut>(NDArray<T> x);
}
