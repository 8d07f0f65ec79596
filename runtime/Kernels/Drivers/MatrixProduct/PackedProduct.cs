using System.Numerics;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The matrix product by packed panels and a register tile, after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication" (2008): cuts the product into slabs of B, whose packed panels lie in one buffer.</summary>
/// <remarks>An element of the result is the sum over k in order, in blocks whose length follows from K alone: neither tiles nor slabs nor
/// the rows and columns that one thread takes have a say in it.</remarks>
internal static unsafe class PackedProduct<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    // A panel of B is Depth x 2 vectors, half of an L1 cache of 32 KB.
    private const int Depth = 256;

    // Packed panels of B that exist at a time; one is read once for each block of rows, so they may lie in L3 or in memory.
    private const long SlabBytes = 16 << 20;
    private const int SlabColumns = 2048;

    // The block of A stays in L2: 192 KB of float. Fewer rows would read each panel of B too often.
    private const int BlockRows = 192;

    // A thread takes several blocks of rows, unless they became so short.
    private const int BlocksPerThread = 4;
    private const int LeastRows = 60;

    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 1_500_000;

    // From so many multiplications on the panels are worth a buffer of large pages, which has this many bytes at least.
    private const long WorthLargePages = 1 << 20;

    /// <summary>Computes the product, on several threads if it is worth it.</summary>
    public static void Run(in MatrixPair<T> pair, int threads)
    {
        var size = (long)pair.M * pair.N * pair.K;
        if (size < WorthThreads) threads = 1;

        // Blocks of the same depth, from two thirds to one and a half of what was meant.
        var depth = RoundUp(Divide(pair.K, Math.Max(1, (pair.K + Depth / 2) / Depth)), 4);
        var width = RoundUp(Math.Min(SlabColumns, pair.N), RegisterTile<T, TWide, TVector>.Columns);
        var depths = (int)Math.Clamp(SlabBytes / ((long)width * depth * sizeof(T)), 1, Divide(pair.K, depth));

        // The same number of blocks for each thread; where rows don't suffice, columns are cut too.
        var down = threads * Math.Max(Divide(pair.M, threads * BlockRows), threads == 1 ? 1 : Math.Min(BlocksPerThread, pair.M / (threads * LeastRows)));
        var rows = RoundUp(Divide(pair.M, Math.Max(1, down)), RegisterTile<T, TWide, TVector>.Rows);
        down = Divide(pair.M, rows);
        var panels = width / RegisterTile<T, TWide, TVector>.Columns;
        var across = threads == 1 || down >= 2 * threads ? 1 : Math.Min(panels, Divide(2 * threads, down));

        var layout = new SlabLayout(rows, depth, depths, panels, across, threads, sizeof(T), RegisterTile<T, TWide, TVector>.Columns);
        var buffer = BufferPool.Rent<byte>((int)(size < WorthLargePages ? layout.Bytes : Math.Max(layout.Bytes, LargePages.MinBytes)));
        fixed (byte* start = buffer)
        {
            for (var j = 0; j < pair.N; j += SlabColumns)
            {
                for (var k = 0; k < pair.K; k += depth * depths)
                {
                    var slab = new ProductSlab<T, TWide, TVector>(pair, j, Math.Min(SlabColumns, pair.N - j), k, Math.Min(depth * depths, pair.K - k), layout, start);
                    ForkJoin.Run(&ProductSlab<T, TWide, TVector>.Claimed, &slab, down * across, threads);
                }
            }
        }
        BufferPool.Return(buffer);
    }

    private static int RoundUp(int n, int unit) => (n + unit - 1) / unit * unit;

    private static int Divide(int n, int by) => (n + by - 1) / by;
}
