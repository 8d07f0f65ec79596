using System.Numerics;
using Kernels.Drivers.Threads;
using static Kernels.Drivers.MatrixProduct.ProductPlan;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The matrix product by packed panels and a register tile, after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication" (2008): cuts the product into slabs of B, whose packed panels lie in one buffer.</summary>
/// <remarks>An element of the result is the sum over k in order, in blocks whose length follows from K alone: neither tiles nor slabs nor
/// the rows and columns that one thread takes have a say in it.</remarks>
internal static unsafe class PackedProduct<T, TTile>
    where T : unmanaged, INumber<T>
    where TTile : struct, IRegisterTile<T>
{
    /// <summary>Computes the product, on several threads if it is worth it.</summary>
    /// <param name="pair">The operands; with a loop no result.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="loop">A loop that takes the product's rows, where <see cref="ProductPlan.Feeds"/>.</param>
    public static void Run(in MatrixPair<T> pair, int threads, in ProductLoop loop = default)
    {
        var size = (long)pair.M * pair.N * pair.K;
        threads = ThreadsFor(size, threads);
        var depth = DepthOf(pair.K);
        // Slabs of about the same width, whole panels but for the last one.
        var width = RoundUp(Divide(pair.N, Divide(pair.N, SlabColumns)), TTile.Columns);
        // A loop takes sums that are whole.
        var depths = loop.Exists ? Divide(pair.K, depth) : DepthsOf(pair.K, width, sizeof(T));
        var rows = RowsOf(pair.M, threads, TTile.Rows);
        var down = Divide(pair.M, rows);
        var panels = width / TTile.Columns;
        // Where rows don't suffice, columns are cut too.
        var across = threads == 1 || down >= 2 * threads || loop.Exists ? 1 : Math.Min(panels, Divide(2 * threads, down));

        var lower = pair.IsSymmetric && !loop.Exists && HasHalf(pair.N, sizeof(T));
        var blockRow = TTile.ReadsInPlace(pair.ARow, pair.AColumn) ? 0 : TTile.BlockRow(depth);
        var layout = new SlabLayout(rows, depth, blockRow, depths, panels, across, threads, sizeof(T), TTile.Columns, loop.Exists ? pair.N : 0);
        var buffer = BufferPool.Rent<byte>((int)BufferBytes(size, layout.Bytes));
        fixed (byte* start = buffer)
        {
            for (var j = 0; j < pair.N; j += width)
            {
                for (var k = 0; k < pair.K; k += depth * depths)
                {
                    var slab = new ProductSlab<T, TTile>(
                        pair, j, Math.Min(width, pair.N - j), k, Math.Min(depth * depths, pair.K - k), layout, start, loop, lower);
                    ForkJoin.Run(&ProductSlab<T, TTile>.Claimed, &slab, down * across, threads);
                }
            }
        }
        BufferPool.Return(buffer);
        if (lower) Mirror<T>.Run(pair.C, pair.CRow, pair.N, threads);
    }
}
