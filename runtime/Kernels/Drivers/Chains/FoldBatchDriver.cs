using System.Diagnostics;
using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Chains;

/// <summary>Runs a batch of folds, a segment of all of them at a time: what they read lies in a core's own cache when the next one comes.</summary>
/// <remarks>Segments, and the order in which they are merged, are those of <see cref="FoldDriver"/>, and so are the bits. Buffers are pinned while their addresses are used;
/// each segment's state is written by one chunk.</remarks>
internal static unsafe class FoldBatchDriver
{
    /// <summary>Runs the folds, then what is done with their values.</summary>
    public static void Run(FoldBatch batch)
    {
        if (batch.Count == 1)
        {
            var folds = batch.Folds(0);
            // On the stack, where nothing moves, since threads are given its address.
            var nest = batch.Nests[0].Nest;
            FoldDriver.Run(ref nest, folds);
        }
        else
        {
            RunFolds(batch);
        }
        foreach (var action in batch.After) action();
    }

    private static void RunFolds(FoldBatch batch)
    {
        using var pins = new ChainPins(batch.Nests);
        var count = batch.Count;
        var starts = new long[count + 1];
        double time = 0;
        long segments = 0, elements = 0;
        for (var k = 0; k < count; k++)
        {
            ref var nest = ref batch.Nests[k].Nest;
            var own = nest.Size / Reducer.Segment;
            starts[k + 1] = starts[k] + (own * batch.Folds(k).Length * FoldWork.ValueSize);
            segments = Math.Max(segments, own);
            elements += nest.Size;
            time += nest.ExpectedTime;
        }
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(time, threads, segments);
        var origins = pins.Origins;
        var partials = BufferPool.Rent<byte>(checked((int)Math.Max(1, starts[count])));
        fixed (byte* p = partials)
        {
            var memory = (nint)p;
            long ticks = 0;
            Chunks.Run(chunks, threads, chunk =>
            {
                var start = Stopwatch.GetTimestamp();
                Fold(batch, origins, memory, starts, segments * chunk / chunks, segments * (chunk + 1) / chunks);
                Interlocked.Add(ref ticks, Stopwatch.GetTimestamp() - start);
            });
            for (var k = 0; k < count; k++)
            {
                ref var nest = ref batch.Nests[k].Nest;
                Finish(ref nest, batch.Folds(k), origins, k, p + starts[k]);
                nest.Kernel.Learn(nest.Size, ticks * nest.Size / elements);
            }
        }
        BufferPool.Return(partials);
    }

    private static void Fold(FoldBatch batch, nint origins, nint partials, long[] starts, long from, long to)
    {
        var reducers = new Reducer[batch.Count][];
        for (var k = 0; k < reducers.Length; k++) reducers[k] = FoldWork.Reducers(batch.Folds(k));
        for (var segment = from; segment < to; segment++)
        {
            for (var k = 0; k < reducers.Length; k++)
            {
                ref var nest = ref batch.Nests[k].Nest;
                if (segment < nest.Size / Reducer.Segment) FoldWork.Fold(ref nest, Origins(origins, k), reducers[k], (byte*)partials + starts[k], segment, segment + 1, values: null);
            }
        }
    }

    private static void Finish(ref LoopNest nest, NestFold[] folds, nint origins, int index, byte* partials)
    {
        var values = stackalloc byte[LoopArgs.MaxOperands * FoldWork.ValueSize];
        FoldWork.Fold(ref nest, Origins(origins, index), FoldWork.Reducers(folds), partials, 0, 0, values);
        for (var k = 0; k < folds.Length; k++) folds[k].Set(values + (k * FoldWork.ValueSize));
    }

    private static byte** Origins(nint origins, int nest) => (byte**)origins + (nest * LoopArgs.MaxOperands);
}
