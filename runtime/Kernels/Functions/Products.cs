using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The products of each element of one array with each of the other, both taken as vectors.</summary>
    /// <param name="a">Of M elements.</param>
    /// <param name="b">Of N elements.</param>
    /// <returns>Shape (M, N).</returns>
    [Op("outer")]
    public static NDArray<T> Outer<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T> => Multiply(ExpandDims(Ravel(a), 1), Ravel(b));

    /// <summary>The sum of the products of all elements, both arrays taken as vectors.</summary>
    /// <param name="a">One operand.</param>
    /// <param name="b">The other, of as many elements.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    [Op("vdot")]
    public static NDArray<T> VDot<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T> => Dot(Ravel(a), Ravel(b));

    /// <summary>The inner products of the vectors along the last axis, as NumPy's <c>vecdot</c>.</summary>
    /// <param name="a">Shape (..., N).</param>
    /// <param name="b">Shape (..., N); both broadcast.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast, or have no axes.</exception>
    [Op("vecdot")]
    public static partial NDArray<T> VecDot<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>;

    /// <summary>The products of matrices and vectors, as NumPy's <c>matvec</c>.</summary>
    /// <param name="a">Shape (..., M, N).</param>
    /// <param name="x">Shape (..., N); the leading axes broadcast.</param>
    /// <returns>Shape (..., M).</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    [Op("matvec")]
    public static NDArray<T> MatVec<T>(NDArray<T> a, NDArray<T> x) where T : INumber<T> =>
        Squeeze(MatMul(a, ExpandDims(x, -1)), -1);
}
