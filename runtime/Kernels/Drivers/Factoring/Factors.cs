using System.Numerics;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Factoring;

/// <summary>Factors a matrix in place by halves of its columns, after Toledo, "Locality of reference in LU decomposition with partial pivoting" (1997):
/// the left half, what it takes from the right one, a matrix product, and the rest of the right half. Panels are factored as they are.</summary>
/// <remarks>How a matrix is cut follows from its size alone, and an element of a product from the depth of the product: neither threads nor vector widths
/// have a say in the result.</remarks>
internal static unsafe class Factors<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    // What is computed above the diagonal for nothing is half a strip of so many columns.
    private const int Strip = 96;

    /// <summary>P L U with partial pivoting, as LAPACK's <c>getrf</c>.</summary>
    /// <param name="a">A block with as many rows as columns or more; L, whose diagonal of ones is left out, and U take its place.</param>
    /// <param name="pivots">For each column the row with which it changed places, one after the other.</param>
    /// <param name="copy">Room for a panel of all rows, in two planes if the matrix is complex.</param>
    /// <param name="threads">The most threads.</param>
    /// <returns>The first column whose pivot is zero, or -1.</returns>
    public static int Lu(in Block<T> a, int* pivots, T* copy, int threads)
    {
        int m = a.Rows, n = a.Columns;
        if (n <= PanelFactor<T, TWide, TVector>.Columns) return PanelFactor<T, TWide, TVector>.Lu(a, pivots, copy);
        var half = PanelFactor<T, TWide, TVector>.Half(n);
        var zero = Lu(a.Part(0, 0, m, half), pivots, copy, threads);
        var right = a.Part(0, half, m, n - half);
        Swap(right, pivots, half);
        var (upper, rest) = (a.Part(0, half, half, n - half), a.Part(half, half, m - half, n - half));
        Triangular<T, TWide, TVector>.Lower(a.Part(0, 0, half, half), upper, threads);
        BlockProduct.Subtract(rest, a.Part(half, 0, m - half, half), upper, threads);
        var later = Lu(rest, pivots + half, copy, threads);
        Swap(a.Part(half, 0, m - half, half), pivots + half, n - half);
        for (var k = half; k < n; k++) pivots[k] += half;
        return zero >= 0 || later < 0 ? zero : half + later;
    }

    /// <summary>The lower triangular L of L times its adjoint, as LAPACK's <c>potrf</c>.</summary>
    /// <param name="a">A block with as many rows as columns or more, whose part above the diagonal means nothing; L takes the place of the part below.</param>
    /// <param name="copy">Room for a panel of all rows, in two planes if the matrix is complex.</param>
    /// <param name="threads">The most threads.</param>
    /// <returns>The first column whose pivot is not positive, or -1.</returns>
    public static int Cholesky(in Block<T> a, T* copy, int threads)
    {
        int m = a.Rows, n = a.Columns;
        if (n <= PanelFactor<T, TWide, TVector>.Columns) return PanelFactor<T, TWide, TVector>.Cholesky(a, copy);
        var half = PanelFactor<T, TWide, TVector>.Half(n);
        var failed = Cholesky(a.Part(0, 0, m, half), copy, threads);
        if (failed >= 0) return failed;
        for (var j = half; j < n; j += Strip)
        {
            var columns = Math.Min(Strip, n - j);
            BlockProduct.Subtract(a.Part(j, j, m - j, columns), a.Part(j, 0, m - j, half), a.Part(j, 0, columns, half), threads, adjoint: true);
        }
        var later = Cholesky(a.Part(half, half, m - half, n - half), copy, threads);
        return later < 0 ? -1 : half + later;
    }

    /// <summary>Lets rows change places, one pair after the other.</summary>
    public static void Swap(in Block<T> x, int* pivots, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (pivots[i] == i) continue;
            Swap(x.Real + i * x.Row, x.Real + pivots[i] * x.Row, x.Columns);
            if (x.IsComplex) Swap(x.Imaginary + i * x.Row, x.Imaginary + pivots[i] * x.Row, x.Columns);
        }
    }

    private static void Swap(T* a, T* b, int count)
    {
        var i = 0;
        for (; i <= count - TWide.Count; i += TWide.Count)
        {
            TVector x = TWide.Load(a + i), y = TWide.Load(b + i);
            TWide.Store(y, a + i);
            TWide.Store(x, b + i);
        }
        for (; i < count; i++) (a[i], b[i]) = (b[i], a[i]);
    }
}
