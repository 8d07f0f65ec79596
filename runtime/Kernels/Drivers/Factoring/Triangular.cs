using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Factoring;

/// <summary>Solves with triangular matrices, in place, by halves: the part that is done, a matrix product, the other part.</summary>
/// <remarks>Columns do not depend on each other, so threads have some each.</remarks>
internal static unsafe class Triangular<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    // The rows that are solved one after the other, over so many columns that they stay in the first cache.
    private const int Rows = 16;
    private const int Columns = 128;

    // A thread's columns are so many that a product is worth packing.
    private const int ThreadColumns = 64;

    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 1_500_000;

    /// <summary>x becomes the solution of L x = x, of a triangle with ones on its diagonal, which are not read.</summary>
    public static void Lower(in Block<T> l, in Block<T> x, int threads) => Run(l, x, threads, upper: false, identity: false);

    /// <summary>x becomes the solution of U x = x.</summary>
    public static void Upper(in Block<T> u, in Block<T> x, int threads) => Run(u, x, threads, upper: true, identity: false);

    /// <summary>The inverse of a lower triangle with ones on its diagonal, in place of the identity matrix.</summary>
    public static void InvertLower(in Block<T> l, in Block<T> x, int threads) => Run(l, x, threads, upper: false, identity: true);

    private static void Run(in Block<T> a, in Block<T> x, int threads, bool upper, bool identity)
    {
        int n = a.Rows, columns = x.Columns;
        if (n == 0 || columns == 0) return;
        var shared = threads > 1 && (long)n * n * columns / 2 >= WorthThreads;
        // The first rows of what solves the later columns of an identity matrix are zero: the more parts, the less is computed in vain.
        var parts = !shared && !identity ? 1 : Math.Clamp(columns / ThreadColumns, 1, identity ? 16 : 2 * threads);
        var (matrix, solution) = (a, x);
        Chunks.Run(parts, shared ? threads : 1, part =>
        {
            var (from, to) = ((int)((long)columns * part / parts), (int)((long)columns * (part + 1) / parts));
            var first = identity ? from : 0;
            var (triangle, rows) = (matrix.Part(first, first, n - first, n - first), solution.Part(first, from, n - first, to - from));
            var own = parts == 1 ? threads : 1;
            if (upper) Back(triangle, rows, own);
            else Forward(triangle, rows, own);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward(in Block<T> l, in Block<T> x, int threads)
    {
        var n = l.Rows;
        if (n > Rows)
        {
            var half = PanelFactor<T, TWide, TVector>.Half(n);
            var (first, second) = (x.Part(0, 0, half, x.Columns), x.Part(half, 0, n - half, x.Columns));
            Forward(l.Part(0, 0, half, half), first, threads);
            BlockProduct.Subtract(second, l.Part(half, 0, n - half, half), first, threads);
            Forward(l.Part(half, half, n - half, n - half), second, threads);
            return;
        }
        for (var j = 0; j < x.Columns; j += Columns)
            for (var i = 1; i < n; i++) Take(x.Part(i, j, 1, Math.Min(Columns, x.Columns - j)), l.Part(i, 0, 1, i), x.Part(0, j, i, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Back(in Block<T> u, in Block<T> x, int threads)
    {
        var n = u.Rows;
        if (n > Rows)
        {
            var half = PanelFactor<T, TWide, TVector>.Half(n);
            var (first, second) = (x.Part(0, 0, half, x.Columns), x.Part(half, 0, n - half, x.Columns));
            Back(u.Part(half, half, n - half, n - half), second, threads);
            BlockProduct.Subtract(first, u.Part(0, half, half, n - half), second, threads);
            Back(u.Part(0, 0, half, half), first, threads);
            return;
        }
        for (var j = 0; j < x.Columns; j += Columns)
        {
            for (var i = n - 1; i >= 0; i--)
            {
                var (row, diagonal) = (x.Part(i, j, 1, Math.Min(Columns, x.Columns - j)), u.Part(i, i, 1, 1));
                if (i < n - 1) Take(row, u.Part(i, i + 1, 1, n - 1 - i), x.Part(i + 1, j, n - 1 - i, 0));
                if (x.IsComplex) Combination<T, TWide, TVector>.Divide(row.Real, row.Imaginary, *diagonal.Real, *diagonal.Imaginary, row.Columns);
                else Combination<T, TWide, TVector>.Divide(row.Real, *diagonal.Real, row.Columns);
            }
        }
    }

    // A row less the given multiples of others.
    private static void Take(in Block<T> x, in Block<T> multiples, in Block<T> rows)
    {
        if (x.IsComplex)
            Combination<T, TWide, TVector>.Subtract(x.Real, x.Imaginary, rows.Real, rows.Imaginary, rows.Row, multiples.Real, multiples.Imaginary, 1, rows.Rows, x.Columns, conjugate: false);
        else Combination<T, TWide, TVector>.Subtract(x.Real, rows.Real, rows.Row, multiples.Real, 1, rows.Rows, x.Columns);
    }
}
