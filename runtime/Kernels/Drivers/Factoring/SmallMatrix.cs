using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Factoring;

/// <summary>Matrices of a few rows, element by element: what vectors, panels and threads need before they begin takes longer than all of the work. Each element is
/// computed by the same operations, in the same order, as <see cref="PanelFactor{T, TWide, TVector}"/> and <see cref="Triangular{T, TWide, TVector}"/> would.</summary>
/// <remarks>Bounds: elements within the blocks' extents alone are touched.</remarks>
internal static unsafe class SmallMatrix<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Most = 8;

    /// <summary>Whether a matrix is small, and so many columns of right sides are few.</summary>
    public static bool Has(in Block<T> a, int columns) => a.Rows <= Most && columns <= Most && !a.IsComplex;

    /// <summary>P L U of a square block, as <see cref="Factors{T, TWide, TVector}.Lu"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Lu(in Block<T> a, int* pivots)
    {
        int n = a.Rows, zero = -1;
        var row = a.Row;
        for (var k = 0; k < n; k++)
        {
            var top = a.Real + k * row;
            var (pivot, largest) = (k, T.Abs(top[k]));
            // The first one of the largest, or the first NaN.
            for (var i = k + 1; i < n; i++)
            {
                var size = T.Abs(a.Real[i * row + k]);
                if (size > largest || (T.IsNaN(size) && !T.IsNaN(largest))) (pivot, largest) = (i, size);
            }
            pivots[k] = pivot;
            if (pivot != k)
            {
                var other = a.Real + pivot * row;
                for (var j = 0; j < n; j++) (top[j], other[j]) = (other[j], top[j]);
            }
            var isZero = T.IsZero(top[k]);
            if (isZero && zero < 0) zero = k;
            for (var i = k + 1; i < n; i++)
            {
                var below = a.Real + i * row;
                if (!isZero) below[k] /= top[k];
                for (var j = k + 1; j < n; j++) below[j] = T.MultiplyAddEstimate(-top[j], below[k], below[j]);
            }
        }
        return zero;
    }

    /// <summary>x becomes the solution of L U x = x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Solve(in Block<T> a, in Block<T> x)
    {
        int n = a.Rows, columns = x.Columns;
        for (var i = 1; i < n; i++)
            for (var k = 0; k < i; k++) Take(x, i, a.Real[i * a.Row + k], k, columns);
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) Take(x, i, a.Real[i * a.Row + k], k, columns);
            T* row = x.Real + i * x.Row, diagonal = a.Real + i * a.Row + i;
            for (var j = 0; j < columns; j++) row[j] /= *diagonal;
        }
    }

    // Row i, less a multiple of row k.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(in Block<T> x, int i, T multiple, int k, int columns)
    {
        T* row = x.Real + i * x.Row, other = x.Real + k * x.Row;
        for (var j = 0; j < columns; j++) row[j] = T.MultiplyAddEstimate(-multiple, other[j], row[j]);
    }
}
