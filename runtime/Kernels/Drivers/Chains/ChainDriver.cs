using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Chains;

/// <summary>Runs a batch of nests, a block of rows at a time, each nest its lag behind the first.</summary>
/// <remarks>
/// <para>Threads have chunks of rows. Where two chunks meet, a nest's rows depend on both: so a chunk ends its lag before the bound and begins its lead after it,
/// and when all chunks are done, the rows in between are run, nest after nest (split tiling, Grosser et al. 2013).</para>
/// <para>Buffers are pinned while their addresses are used; rows lie in their nests, whose bounds <see cref="NestWalker"/> and <see cref="CompilerServices.LoopNest"/> check.</para>
/// </remarks>
internal static unsafe class ChainDriver
{
    // What a nest reads and writes in a block of rows, about: the next nest finds it in L1.
    private const long BlockBytes = 32 << 10;

    private const int MostRows = 64;

    // Chunks of nests that need nothing of each other's rows are claimed as threads come.
    private const int FreeChunks = 4;

    [ThreadStatic]
    private static byte[]? t_memory;

    /// <summary>Runs all of it.</summary>
    public static void Run(ChainBatch batch)
    {
        if (batch.Count == 1)
        {
            OneByOne(batch);
            return;
        }
        using var pins = new ChainPins(batch.Nests);
        double time = 0;
        for (var k = 0; k < batch.Count; k++) time += batch[k].Nest.ExpectedTime;
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(time, threads, batch.Rows) == 1 ? 1 : batch.Skew == 0 ? threads * FreeChunks : threads;
        if (ColumnSweep.TryCreate(batch, pins.Origins) is { } sweep)
        {
            Chunks.Run(chunks, threads, chunk => sweep.Run(sweep.Size * (long)chunk / chunks, sweep.Size * (chunk + 1L) / chunks));
            return;
        }
        if (batch.IsOfColumns)
        {
            OneByOne(batch);
            return;
        }
        var (rows, origins, bounds) = (batch.Rows, pins.Origins, batch.Skew > 0 ? chunks - 1 : 0);
        Chunks.Run(chunks, threads, chunk => Chunk(batch, origins, rows * (long)chunk / chunks, rows * (chunk + 1L) / chunks, chunk == 0, chunk == chunks - 1));
        Chunks.Run(bounds, threads, bound => Bound(batch, origins, rows * (bound + 1L) / chunks));
    }

    private static void OneByOne(ChainBatch batch)
    {
        for (var k = 0; k < batch.Count; k++)
        {
            // On the stack, where nothing moves, since threads are given its address.
            var nest = batch[k].Nest;
            nest.IsChained = false;
            ElementwiseDriver.Run(ref nest);
        }
    }

    private static void Chunk(ChainBatch batch, nint origins, long from, long to, bool isFirst, bool isLast)
    {
        var runs = new ChainRuns(batch, origins, ref t_memory);
        long rowBytes = 1, start = long.MaxValue, end = 0;
        for (var k = 0; k < batch.Count; k++)
        {
            var nest = batch[k];
            rowBytes = Math.Max(rowBytes, nest.RowBytes);
            start = Math.Min(start, First(nest, from, isFirst) + nest.Lag);
            end = Math.Max(end, Last(nest, to, isLast) + nest.Lag);
        }
        var block = Math.Clamp(BlockBytes / rowBytes, 1, MostRows);
        for (var time = start; time < end; time += block)
        {
            for (var k = 0; k < batch.Count; k++)
            {
                var nest = batch[k];
                var row = Math.Max(time - nest.Lag, First(nest, from, isFirst));
                var next = Math.Min(time + block - nest.Lag, Last(nest, to, isLast));
                if (row < next) runs.Run(k, row, next);
            }
        }
    }

    // What the chunks on both sides of a bound left.
    private static void Bound(ChainBatch batch, nint origins, long bound)
    {
        var runs = new ChainRuns(batch, origins, ref t_memory);
        for (var k = 0; k < batch.Count; k++)
        {
            var nest = batch[k];
            var row = Math.Clamp(bound - nest.Lag, 0, nest.Rows);
            var next = Math.Clamp(bound + nest.Lead, 0, nest.Rows);
            if (row < next) runs.Run(k, row, next);
        }
    }

    private static long First(ChainedNest nest, long from, bool isFirst) => isFirst ? 0 : Math.Clamp(from + nest.Lead, 0, nest.Rows);

    private static long Last(ChainedNest nest, long to, bool isLast) => isLast ? nest.Rows : Math.Clamp(to - nest.Lag, 0, nest.Rows);
}
