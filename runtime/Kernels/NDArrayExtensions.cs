using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

/// <summary>Functions of <see cref="NDArray"/> in the spelling <c>x.Sum(axis: 0)</c>.</summary>
// A class of its own: `using static` does not import extension methods as plain functions, so the two cannot be one declaration.
public static partial class NDArrayExtensions
{
    // T is an extension because the type parameter of NDArray<T> has taken the name.
    /// <summary>Short spellings.</summary>
    /// <typeparam name="TElement">The element type.</typeparam>
    /// <param name="x">The array.</param>
    extension<TElement>(NDArray<TElement> x)
    {
        /// <summary>The array with its axes in reverse order; a view.</summary>
        [Op("transpose")]
        public NDArray<TElement> T => NDArray.Transpose(x);
    }

    /// <inheritdoc cref="NDArray.Ravel{T}(NDArray{T})"/>
    [Op("ravel")]
    public static NDArray<T> Ravel<T>(this NDArray<T> x) => NDArray.Ravel(x);

    /// <inheritdoc cref="NDArray.Sort{T}(NDArray{T}, int)"/>
    [Op("sort")]
    public static NDArray<T> Sort<T>(this NDArray<T> x, int axis = -1) => NDArray.Sort(x, axis);

    /// <inheritdoc cref="NDArray.ArgSort{T}(NDArray{T}, int)"/>
    [Op("argsort")]
    public static NDArray<long> ArgSort<T>(this NDArray<T> x, int axis = -1) => NDArray.ArgSort(x, axis);

    /// <inheritdoc cref="NDArray.ArrayEqual{T}(NDArray{T}, NDArray{T}, bool)"/>
    public static bool ArrayEqual<T>(this NDArray<T> x, NDArray<T> y, bool equalNan = false) => NDArray.ArrayEqual(x, y, equalNan);

    /// <inheritdoc cref="NDArray.AllClose{T}(NDArray{T}, NDArray{T}, double, double, bool)"/>
    [Op("allclose")]
    public static bool AllClose<T>(this NDArray<T> x, NDArray<T> y, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
        where T : INumber<T> => NDArray.AllClose(x, y, rtol, atol, equalNan);
}
