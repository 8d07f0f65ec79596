using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The matrix product over the last two axes, as NumPy's <c>matmul</c>.</summary>
    /// <param name="a">Shape (..., M, K), or (K,): a row vector, whose axis the result does not have.</param>
    /// <param name="b">Shape (..., K, N), or (K,): a column vector, whose axis the result does not have.</param>
    /// <returns>Shape (..., M, N); the leading axes are batches and broadcast. Rank 0 for two vectors.</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or an operand has rank 0.</exception>
    /// <remarks>Sums run over K in order, in blocks of 256, with fused multiply-add where the CPU has it; integers wrap.
    /// The result does not depend on the number of threads or on the vector width.</remarks>
    [Op("matmul")]
    public static NDArray<T> MatMul<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T> => Product(a, b, "MatMul");

    /// <summary>The inner product of two vectors, or the product of matrices and vectors.</summary>
    /// <param name="a">Shape (K,) or (M, K).</param>
    /// <param name="b">Shape (K,) or (K, N).</param>
    /// <returns>Shape (), (M,), (N,) or (M, N).</returns>
    /// <exception cref="ShapeException">The shapes do not fit, or have other ranks: <see cref="MatMul{T}(NDArray{T}, NDArray{T})"/> multiplies stacks of matrices,
    /// <c>*</c> by a scalar.</exception>
    [Op("dot")]
    public static NDArray<T> Dot<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank > 2 || b.Rank > 2)
            throw new ShapeException($"Dot: shapes {a.Shape} and {b.Shape} have more than two axes; MatMul multiplies stacks of matrices.");
        return Product(a, b, "Dot");
    }

    private static NDArray<T> Product<T>(NDArray<T> a, NDArray<T> b, string expression)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!ReferenceEquals(a.Device, b.Device)) throw Device.Mixed(expression, a.Device, b.Device);
        var spec = ShapeGuard.MatMul(a.Shape, b.Shape, expression, "");
        KernelCounters.Launched();
        return a.Device.MatMul(a, b, spec);
    }
}
