using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The lower triangles of matrices, with zeros above, as NumPy's <c>tril</c>.</summary>
    /// <param name="x">Shape (..., M, N).</param>
    /// <param name="k">The diagonal up to which elements stay: 0 is the main one, 1 the one above it.</param>
    /// <exception cref="ShapeException">The array has fewer than two axes.</exception>
    [Op("tril")]
    public static partial NDArray<T> Tril<T>(NDArray<T> x, int k = 0);

    /// <summary>The upper triangles of matrices, with zeros below, as NumPy's <c>triu</c>.</summary>
    /// <param name="x">Shape (..., M, N).</param>
    /// <param name="k">The diagonal from which on elements stay: 0 is the main one, -1 the one below it.</param>
    /// <exception cref="ShapeException">The array has fewer than two axes.</exception>
    [Op("triu")]
    public static partial NDArray<T> Triu<T>(NDArray<T> x, int k = 0);
}
