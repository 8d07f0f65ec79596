using System.Numerics;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Fourier;

/// <summary>Transforms of contiguous rows, of one vector width.</summary>
/// <remarks>Bounds: row r of an operand stands at r times its length; scratch holds twice the length times the lanes, and is this method's own.</remarks>
internal static unsafe class RowTransforms<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    // Longer rows would not stay in L2 as many at once as there are lanes.
    private const int LongestInLanes = 4096;

    // Shorter ones are not worth two steps.
    private const int ShortestInSteps = 64;

    private static int Lanes => TWide.Count;

    /// <summary>Complex rows; the target may not share memory with the source.</summary>
    public static void Complex(T* from, T* to, int rows, int n, bool inverse, T scale, int threads)
    {
        if (FourierPlan<T>.For(n) is not { } plan) throw new InvalidOperationException($"A transform of length {n} has no plan.");
        if (IsLong(rows, n) && FourStep<T>.For(n, Lanes) is { } split)
        {
            for (var row = 0; row < rows; row++) InSteps(split, from + 2L * row * n, to + 2L * row * n, inverse, scale, threads);
            return;
        }
        Blocks((rows - 1) / Lanes + 1, n, threads, (block, a, b) =>
        {
            var row = block * Lanes;
            var count = Math.Min(Lanes, rows - row);
            LanePack<T>.LoadRows(from + 2L * row * n, n, count, n, a, Lanes, inverse);
            var result = LanePasses<T, TWide, TVector>.Run(plan, a, b);
            LanePasses<T, TWide, TVector>.Scale(result, n, scale);
            LanePack<T>.StoreRows(result, Lanes, to + 2L * row * n, n, count, n, inverse);
        });
    }

    // Rows that do not fill the lanes leave most of them empty.
    private static bool IsLong(int rows, int n) => n > LongestInLanes || (rows < Lanes && n >= ShortestInSteps);

    /// <summary>Rows of 2 m real numbers to m + 1 complex ones, unless they are transformed in steps.</summary>
    public static bool TryReal(T* from, T* to, int rows, int m, T scale, T[] roots, int threads)
    {
        if (IsLong(rows, m) || FourierPlan<T>.For(m) is not { } plan) return false;
        Blocks((rows - 1) / Lanes + 1, m + 1, threads, (block, a, b) =>
        {
            var row = block * Lanes;
            var count = Math.Min(Lanes, rows - row);
            LanePack<T>.LoadRows(from + 2L * row * m, m, count, m, a, Lanes, false);
            var pairs = LanePasses<T, TWide, TVector>.Run(plan, a, b);
            var result = pairs == a ? b : a;
            fixed (T* r = roots) LanePasses<T, TWide, TVector>.Unpair(pairs, result, m, r);
            LanePasses<T, TWide, TVector>.Scale(result, m + 1, scale);
            LanePack<T>.StoreRows(result, Lanes, to + 2L * row * (m + 1), m + 1, count, m + 1, false);
        });
        return true;
    }

    private static void InSteps(FourStep<T> split, T* from, T* to, bool inverse, T scale, int threads)
    {
        int height = split.Columns.Length, width = split.Rows.Length;
        var between = BufferPool.Rent<T>(2 * height * width);
        fixed (T* pinned = between)
        {
            var middle = pinned;
            Blocks((width - 1) / Lanes + 1, height, threads, (block, a, b) =>
            {
                var column = block * Lanes;
                var count = Math.Min(Lanes, width - column);
                LanePack<T>.LoadColumns(from + 2L * column, width, count, height, a, Lanes, inverse);
                var result = LanePasses<T, TWide, TVector>.Run(split.Columns, a, b);
                fixed (T* outer = split.Outer, inner = split.Inner)
                {
                    LanePasses<T, TWide, TVector>.Twiddle(result, height, outer + (long)block * split.OuterCount * 2 * Lanes,
                        inner + (long)block * FourStep<T>.InnerCount * 2 * Lanes, FourStep<T>.InnerCount);
                }
                LanePack<T>.StoreColumns(result, Lanes, middle + 2L * column, width, count, height, false);
            });
            Blocks((height - 1) / Lanes + 1, width, threads, (block, a, b) =>
            {
                var row = block * Lanes;
                var count = Math.Min(Lanes, height - row);
                LanePack<T>.LoadRows(middle + 2L * row * width, width, count, width, a, Lanes, false);
                var result = LanePasses<T, TWide, TVector>.Run(split.Rows, a, b);
                LanePasses<T, TWide, TVector>.Scale(result, width, scale);
                LanePack<T>.StoreColumns(result, Lanes, to + 2L * row, height, count, width, inverse);
            });
        }
        BufferPool.Return(between);
    }

    private delegate void Block(int block, T* a, T* b);

    // Each thread takes some blocks and has scratch of its own: two buffers of n elements of all lanes.
    private static void Blocks(int blocks, int n, int threads, Block body)
    {
        const int WorthThreads = 1 << 14;
        if ((long)blocks * n * Lanes < WorthThreads) threads = 1;
        var chunks = threads == 1 ? 1 : Math.Min(blocks, 4 * threads);
        Chunks.Run(chunks, threads, chunk =>
        {
            var line = 64 / sizeof(T);
            var size = n * 2 * Lanes;
            // A line more between the two, so that they don't meet in the same sets of the cache.
            var scratch = BufferPool.Rent<T>(2 * size + 3 * line);
            fixed (T* pinned = scratch)
            {
                var a = (T*)(((nuint)pinned + 63) & ~(nuint)63);
                for (int block = (int)((long)blocks * chunk / chunks), end = (int)((long)blocks * (chunk + 1) / chunks); block < end; block++)
                    body(block, a, a + size + line);
            }
            BufferPool.Return(scratch);
        });
    }
}
