using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Factoring;

/// <summary>Factors a few columns of a matrix, which are copied so that each lies contiguous: a column at a time, less multiples of those before it.</summary>
/// <remarks>Bounds: a column of the copy has room for four vectors behind its last row, which vectors that begin at any row may read and write. Of the
/// matrix itself only elements within the block's extents are touched.</remarks>
internal static unsafe class PanelFactor<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    /// <summary>The most columns of a panel.</summary>
    public const int Columns = 16;

    /// <summary>The elements of the copy of a panel with so many rows, in one plane.</summary>
    public static int Room(int rows) => Columns * Stride(rows);

    /// <summary>Where two parts of so many columns meet: whole panels are on the left.</summary>
    public static int Half(int columns) => (columns / Columns + 1) / 2 * Columns;

    /// <summary>P L U of a block with as many rows as columns or more.</summary>
    /// <param name="a">The block; L, whose diagonal of ones is left out, and U take its place.</param>
    /// <param name="pivots">For each column the row with which it changed places.</param>
    /// <param name="copy">Room for the copy, in two planes if the block is complex.</param>
    /// <returns>The first column whose pivot is zero, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Lu(in Block<T> a, int* pivots, T* copy)
    {
        int m = a.Rows, n = a.Columns, stride = Stride(m), zero = -1;
        T* re = copy, im = a.IsComplex ? copy + Room(m) : null;
        Pack(a, re, im, stride);
        for (var j = 0; j < n; j++)
        {
            T* x = re + (long)j * stride, y = im is null ? null : im + (long)j * stride;
            // The column's part of U, then the rest of it.
            for (var k = 0; k < j; k++)
                for (var i = k + 1; i < j; i++) Take(re, im, stride, i, k, x, y);
            Reduce(re, im, stride, x + j, y is null ? null : y + j, x, y, 1, j, j, m - j, conjugate: false);
            var pivot = j + Combination<T, TWide, TVector>.Largest(x + j, y is null ? null : y + j, m - j);
            pivots[j] = pivot;
            if (pivot != j) Swap(re, im, stride, j, pivot, n);
            if (T.IsZero(x[j]) && (y is null || T.IsZero(y[j])))
            {
                if (zero < 0) zero = j;
            }
            else if (y is null) Combination<T, TWide, TVector>.Divide(x + j + 1, x[j], m - j - 1);
            else Combination<T, TWide, TVector>.Divide(x + j + 1, y + j + 1, x[j], y[j], m - j - 1);
        }
        Unpack(re, im, stride, a);
        return zero;
    }

    /// <summary>L of the first rows of a block, with as many rows as columns or more, that is L times its adjoint; and the rows below, over that adjoint.</summary>
    /// <param name="a">The block, whose upper triangle is not read; L takes its place.</param>
    /// <param name="copy">Room for the copy, in two planes if the block is complex.</param>
    /// <returns>The first column whose pivot is not positive, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Cholesky(in Block<T> a, T* copy)
    {
        int m = a.Rows, n = a.Columns, stride = Stride(m);
        T* re = copy, im = a.IsComplex ? copy + Room(m) : null;
        Pack(a, re, im, stride);
        for (var j = 0; j < n; j++)
        {
            T* x = re + (long)j * stride + j, y = im is null ? null : im + (long)j * stride + j;
            Reduce(re, im, stride, x, y, re + j, im is null ? null : im + j, stride, j, j, m - j, conjugate: true);
            if (!(x[0] > T.Zero)) return j;
            x[0] = T.Sqrt(x[0]);
            Combination<T, TWide, TVector>.Divide(x + 1, x[0], m - j - 1);
            if (y is null) continue;
            y[0] = T.Zero;
            Combination<T, TWide, TVector>.Divide(y + 1, x[0], m - j - 1);
        }
        Unpack(re, im, stride, a);
        return -1;
    }

    private static int Stride(int rows)
    {
        var stride = ProductPlan.RoundUp(rows, EightRows.Count) + 4 * TWide.Count;
        // Columns a multiple of a page apart would share a few lines of the cache.
        return (long)stride * sizeof(T) % 1024 == 0 ? stride + EightRows.Count : stride;
    }

    // x -= the sum of u[k] times column k, from a row on, over the first columns; whole groups of vectors, since there is room for them.
    private static void Reduce(T* re, T* im, int stride, T* x, T* y, T* uRe, T* uIm, int uStride, int columns, int row, int rows, bool conjugate)
    {
        if (columns == 0) return;
        var length = ProductPlan.RoundUp(rows, 4 * TWide.Count);
        if (im is null) Combination<T, TWide, TVector>.Subtract(x, re + row, stride, uRe, uStride, columns, length);
        else Combination<T, TWide, TVector>.Subtract(x, y, re + row, im + row, stride, uRe, uIm, uStride, columns, length, conjugate);
    }

    // Row i of a column, less row k times the element of column k.
    private static void Take(T* re, T* im, int stride, int i, int k, T* x, T* y)
    {
        var l = re[(long)k * stride + i];
        if (im is null)
        {
            x[i] = T.MultiplyAddEstimate(-x[k], l, x[i]);
            return;
        }
        var other = im[(long)k * stride + i];
        var (sumRe, sumIm) = (x[i], y[i]);
        x[i] = T.MultiplyAddEstimate(y[k], other, T.MultiplyAddEstimate(-x[k], l, sumRe));
        y[i] = T.MultiplyAddEstimate(-y[k], l, T.MultiplyAddEstimate(-x[k], other, sumIm));
    }

    private static void Swap(T* re, T* im, int stride, int i, int j, int columns)
    {
        for (var column = 0; column < columns; column++, re += stride) (re[i], re[j]) = (re[j], re[i]);
        if (im is null) return;
        for (var column = 0; column < columns; column++, im += stride) (im[i], im[j]) = (im[j], im[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(in Block<T> a, T* re, T* im, int stride)
    {
        for (var plane = 0; plane < (im is null ? 1 : 2); plane++)
        {
            T* from = plane == 0 ? a.Real : a.Imaginary, to = plane == 0 ? re : im;
            for (var i = 0; i < a.Rows; i += EightRows.Count)
                EightRows.Transpose(from + i * a.Row, a.Row, Math.Min(EightRows.Count, a.Rows - i), to + i, stride, a.Columns);
            // What vectors compute behind the last row is nobody's, but it should be no subnormal numbers.
            for (var j = 0; j < a.Columns; j++) new Span<T>(to + (long)j * stride + a.Rows, stride - a.Rows).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unpack(T* re, T* im, int stride, in Block<T> a)
    {
        for (var plane = 0; plane < (im is null ? 1 : 2); plane++)
        {
            T* from = plane == 0 ? re : im, to = plane == 0 ? a.Real : a.Imaginary;
            var j = 0;
            for (; j <= a.Columns - EightRows.Count; j += EightRows.Count)
                EightRows.Transpose(from + (long)j * stride, stride, EightRows.Count, to + j, a.Row, a.Rows);
            for (; j < a.Columns; j++)
                for (var i = 0; i < a.Rows; i++) to[i * a.Row + j] = from[(long)j * stride + i];
        }
    }
}
