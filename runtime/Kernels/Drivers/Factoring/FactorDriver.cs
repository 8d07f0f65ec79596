using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Factoring;

/// <summary>Linear algebra of stacks of matrices on the CPU.</summary>
internal static class FactorDriver
{
    /// <summary>Computes what is asked of each matrix; gives the first one that cannot be, and its pivot that is to blame, or -1.</summary>
    public static (int Index, int Pivot) Run<T>(in Systems<T> systems, int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? FactorDriver<T, Wide512<T>, Vector512<T>>.Run(systems, threads)
        : Vector256.IsHardwareAccelerated ? FactorDriver<T, Wide256<T>, Vector256<T>>.Run(systems, threads)
        : FactorDriver<T, Wide128<T>, Vector128<T>>.Run(systems, threads);
}

/// <inheritdoc cref="FactorDriver"/>
/// <remarks>One call may have all the work, so nothing here is left to the JIT's tiers, which go by calls. Each matrix is copied to scratch, whose rows begin at a multiple of eight elements and not at a power of two, and a complex one in two planes.
/// Bounds: scratch has <see cref="Scratch"/> elements, of which each of its parts takes those that follow the part before it.</remarks>
internal static unsafe class FactorDriver<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    // Multiplications in a nanosecond, roughly, and what a panel's row takes: they only say when threads are worth it.
    private const double Rate = 10;
    private const double RowTime = 20;

    /// <summary>Computes what is asked of each matrix; gives the first one that cannot be, and its pivot that is to blame, or -1.</summary>
    public static (int Index, int Pivot) Run(in Systems<T> systems, int threads)
    {
        int n = systems.Size, count = systems.Matrices.Length;
        var each = n * (RowTime + n * (double)(n + systems.Columns) * systems.Planes * systems.Planes / Rate);
        // Whole matrices, unless there are so few that threads share each.
        var chunks = count < 2 * threads ? 1 : Split.Chunks(count * each, threads, count);
        var failed = new long[chunks];
        var all = systems;
        Chunks.Run(chunks, threads, chunk =>
        {
            var (from, to) = ((int)((long)count * chunk / chunks), (int)((long)count * (chunk + 1) / chunks));
            failed[chunk] = Part(all, from, to, chunks == 1 ? threads : 1);
        });
        foreach (var failure in failed)
            if (failure >= 0) return ((int)(failure / Math.Max(1, n)), (int)(failure % Math.Max(1, n)));
        return (-1, -1);
    }

    // The index of the first matrix that failed times the size, and the pivot; or -1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Part(in Systems<T> systems, int from, int to, int threads)
    {
        int n = systems.Size, row = RowOf(n), columns = systems.Columns, xRow = RowOf(columns), planes = systems.Planes;
        long failed = -1;
        var scratch = BufferPool.Rent<T>(Scratch(systems));
        var places = new int[n];
        fixed (T* start = scratch)
        fixed (int* pivots = places)
        {
            T* right = start + (long)planes * n * row, copy = right + (long)planes * n * xRow;
            var a = new Block<T>(start, systems.IsComplex ? start + (long)n * row : null, row, n, n);
            var x = new Block<T>(right, systems.IsComplex ? right + (long)n * xRow : null, xRow, n, columns);
            var known = -1;
            for (var index = from; index < to && failed < 0; index++)
            {
                var pivot = -1;
                // Neighbours may share their matrix.
                if (systems.Matrices[index] != known)
                {
                    known = systems.Matrices[index];
                    Read(systems.A + (long)known * n * n * planes, a);
                    pivot = systems.Task == FactorTask.Cholesky ? Factors<T, TWide, TVector>.Cholesky(a, copy, threads)
                        : SmallMatrix<T>.Has(a, columns) ? SmallMatrix<T>.Lu(a, pivots)
                        : Factors<T, TWide, TVector>.Lu(a, pivots, copy, threads);
                }
                if (systems.Task is FactorTask.Determinant or FactorTask.LogDeterminant) Determinants.Write(systems, index, a, pivots);
                else if (pivot >= 0) failed = (long)index * n + pivot;
                else Finish(systems, index, a, x, pivots, threads);
            }
        }
        BufferPool.Return(scratch);
        return failed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in Systems<T> systems, int index, in Block<T> a, in Block<T> x, int* pivots, int threads)
    {
        int n = systems.Size, columns = systems.Columns;
        var to = systems.Result + (long)index * n * columns * systems.Planes;
        switch (systems.Task)
        {
            case FactorTask.Solve:
                Read(systems.B + (long)systems.RightSides[index] * n * columns * systems.Planes, x);
                Factors<T, TWide, TVector>.Swap(x, pivots, n);
                Substitute(a, x, threads, identity: false);
                Write(x, to);
                break;
            case FactorTask.Invert:
                Identity(x);
                Substitute(a, x, threads, identity: true);
                // The inverse of P L U is that of L U with columns in other places.
                for (var j = n - 1; j >= 0; j--)
                    if (pivots[j] != j) SwapColumns(x, j, pivots[j]);
                Write(x, to);
                break;
            default:
                for (var i = 0; i < n; i++)
                {
                    new Span<T>(a.Real + i * a.Row + i + 1, n - i - 1).Clear();
                    if (a.IsComplex) new Span<T>(a.Imaginary + i * a.Row + i + 1, n - i - 1).Clear();
                }
                Write(a, to);
                break;
        }
    }

    // x becomes the solution of L U x = x.
    private static void Substitute(in Block<T> a, in Block<T> x, int threads, bool identity)
    {
        if (SmallMatrix<T>.Has(a, x.Columns))
        {
            SmallMatrix<T>.Solve(a, x);
            return;
        }
        if (identity) Triangular<T, TWide, TVector>.InvertLower(a, x, threads);
        else Triangular<T, TWide, TVector>.Lower(a, x, threads);
        Triangular<T, TWide, TVector>.Upper(a, x, threads);
    }

    private static int RowOf(int columns)
    {
        var row = ProductPlan.RoundUp(columns, EightRows.Count);
        // Rows a power of two apart would share a few lines of the cache.
        return (long)row * sizeof(T) % 1024 == 0 ? row + EightRows.Count : row;
    }

    private static int Scratch(in Systems<T> systems) => checked(systems.Planes * (systems.Size * (RowOf(systems.Size) + RowOf(systems.Columns)) + PanelFactor<T, TWide, TVector>.Room(systems.Size)));

    private static void Identity(in Block<T> x)
    {
        for (var i = 0; i < x.Rows; i++)
        {
            new Span<T>(x.Real + i * x.Row, x.Columns).Clear();
            x.Real[i * x.Row + i] = T.One;
            if (x.IsComplex) new Span<T>(x.Imaginary + i * x.Row, x.Columns).Clear();
        }
    }

    private static void SwapColumns(in Block<T> x, int i, int j)
    {
        for (var k = 0; k < x.Rows; k++)
        {
            var re = x.Real + k * x.Row;
            (re[i], re[j]) = (re[j], re[i]);
            if (!x.IsComplex) continue;
            var im = x.Imaginary + k * x.Row;
            (im[i], im[j]) = (im[j], im[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read(T* from, in Block<T> to)
    {
        for (var i = 0; i < to.Rows; i++)
        {
            T* re = to.Real + i * to.Row, im = to.Imaginary + i * to.Row;
            if (!to.IsComplex) new Span<T>(from, to.Columns).CopyTo(new Span<T>(re, to.Columns));
            else for (var j = 0; j < to.Columns; j++) (re[j], im[j]) = (from[2 * j], from[2 * j + 1]);
            from += to.IsComplex ? 2 * to.Columns : to.Columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(in Block<T> from, T* to)
    {
        for (var i = 0; i < from.Rows; i++)
        {
            T* re = from.Real + i * from.Row, im = from.Imaginary + i * from.Row;
            if (!from.IsComplex) new Span<T>(re, from.Columns).CopyTo(new Span<T>(to, from.Columns));
            else for (var j = 0; j < from.Columns; j++) (to[2 * j], to[2 * j + 1]) = (re[j], im[j]);
            to += from.IsComplex ? 2 * from.Columns : from.Columns;
        }
    }
}
