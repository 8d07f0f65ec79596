using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Factoring;

namespace Kernels;

/// <summary>Linear algebra of matrices, and of stacks of them, under the names of <c>numpy.linalg</c>.</summary>
/// <remarks>Matrices lie along the last two axes; all axes before these are a stack, each of whose matrices is taken by itself. Work is cut into blocks, most of it
/// products of matrices, in the dtype of the operands. Neither threads nor vector widths have a say in the result. NaN leads to NaN, but in <c>Cholesky</c>, where it is no positive
/// pivot.</remarks>
public static class Linalg
{
    /// <summary>The solution x of a x = b, as <c>numpy.linalg.solve</c>: by the LU decomposition with partial pivoting, as LAPACK's <c>gesv</c>.</summary>
    /// <param name="a">Shape (..., M, M).</param>
    /// <param name="b">Shape (M,), a vector; any other is (..., M, K), a matrix of right sides or a stack of these.</param>
    /// <returns>Shape (..., M), or (..., M, K). The stacks broadcast.</returns>
    /// <exception cref="ShapeException">The matrices are not square, or the right sides do not fit them.</exception>
    /// <exception cref="LinAlgException">A matrix is singular: a pivot is zero.</exception>
    [Op("solve")]
    public static NDArray<T> Solve<T>(NDArray<T> a, NDArray<T> b) where T : IFloatingPointIeee754<T> => MatrixStack.Solve(a, b, vectors: null);

    /// <inheritdoc cref="Solve{T}(NDArray{T}, NDArray{T})"/>
    [Op("solve")]
    public static NDArray<Complex> Solve(NDArray<Complex> a, NDArray<Complex> b) => MatrixStack.Solve(a, b, vectors: null);

    /// <summary>The inverse matrix, as <c>numpy.linalg.inv</c>. To solve a system, <see cref="Solve{T}(NDArray{T}, NDArray{T})"/> is quicker and more accurate.</summary>
    /// <param name="a">Shape (..., M, M).</param>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="LinAlgException">A matrix is singular: a pivot is zero.</exception>
    [Op("inv")]
    public static NDArray<T> Inv<T>(NDArray<T> a) where T : IFloatingPointIeee754<T> => MatrixStack.Matrix(a, FactorTask.Invert, nameof(Inv));

    /// <inheritdoc cref="Inv{T}(NDArray{T})"/>
    [Op("inv")]
    public static NDArray<Complex> Inv(NDArray<Complex> a) => MatrixStack.Matrix(a, FactorTask.Invert, nameof(Inv));

    /// <summary>The determinant, as <c>numpy.linalg.det</c>: the product of the pivots of the LU decomposition, which overflows only where it does itself.</summary>
    /// <param name="a">Shape (..., M, M).</param>
    /// <returns>Shape (...); 1 for matrices without elements.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    [Op("det")]
    public static NDArray<T> Det<T>(NDArray<T> a) where T : IFloatingPointIeee754<T> => MatrixStack.Determinant(a, nameof(Det));

    /// <inheritdoc cref="Det{T}(NDArray{T})"/>
    [Op("det")]
    public static NDArray<Complex> Det(NDArray<Complex> a) => MatrixStack.Determinant(a, nameof(Det));

    /// <summary>The sign of the determinant and the natural logarithm of its absolute value, as <c>numpy.linalg.slogdet</c>.</summary>
    /// <param name="a">Shape (..., M, M).</param>
    /// <returns>Both of shape (...). Of a singular matrix 0 and minus infinity.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    [Op("slogdet")]
    public static (NDArray<T> Sign, NDArray<T> LogAbsDet) SlogDet<T>(NDArray<T> a) where T : IFloatingPointIeee754<T> => MatrixStack.LogDeterminant<T, T>(a, nameof(SlogDet));

    /// <summary>The determinant over its absolute value, and the natural logarithm of this, as <c>numpy.linalg.slogdet</c>.</summary>
    /// <param name="a">Shape (..., M, M).</param>
    /// <returns>Both of shape (...). Of a singular matrix 0 and minus infinity.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    [Op("slogdet")]
    public static (NDArray<Complex> Sign, NDArray<double> LogAbsDet) SlogDet(NDArray<Complex> a) => MatrixStack.LogDeterminant<Complex, double>(a, nameof(SlogDet));

    /// <summary>The lower triangular matrix L with a positive diagonal whose product with its adjoint is a symmetric or Hermitian, positive definite matrix, as <c>numpy.linalg.cholesky</c>.</summary>
    /// <param name="a">Shape (..., M, M); what lies above the diagonal, and the diagonal's imaginary parts, are not looked at.</param>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="LinAlgException">A matrix is not positive definite: a pivot is not positive.</exception>
    [Op("cholesky")]
    public static NDArray<T> Cholesky<T>(NDArray<T> a) where T : IFloatingPointIeee754<T> => MatrixStack.Matrix(a, FactorTask.Cholesky, nameof(Cholesky));

    /// <inheritdoc cref="Cholesky{T}(NDArray{T})"/>
    [Op("cholesky")]
    public static NDArray<Complex> Cholesky(NDArray<Complex> a) => MatrixStack.Matrix(a, FactorTask.Cholesky, nameof(Cholesky));
}
