using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Runs reductions on the CPU.</summary>
/// <remarks>
/// How elements are grouped follows from shapes and axes alone, never from layouts, vector width, threads or whether a kernel computes
/// the elements, so eager equals fused bit for bit:
/// <list type="bullet">
/// <item>Where the last axis (of extent above 1) is folded, each result has its elements in a row: blocks of <see cref="Reducer.Block"/>,
/// each folded by virtual lanes, combined pairwise.</item>
/// <item>Where such a row is short, its elements are folded in order, so that the walk may go along the results or along the rows, whichever
/// reads the operands better.</item>
/// <item>Else columns lie side by side and are folded down the rows; where there are few, several rows are taken for one.</item>
/// </list>
/// Threads take whole results, or where there are few, segments of a fixed length, which the caller merges in their order.
/// </remarks>
internal static unsafe class ReductionDriver
{
    // What folding takes besides reading, in nanoseconds an element.
    private const double FoldTime = 0.05;

    // With fewer results for each thread, threads would not end together.
    private const int ResultsPerThread = 4;

    /// <summary>Folds what the nest's body computes.</summary>
    public static NDArray<TOut> Run<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec)
    {
        if (spec.IsAll && FoldDriver.Takes(ref nest))
        {
            var fold = new NestFold<TIn, TOut>(spec, 0);
            FoldDriver.Run(ref nest, [fold]);
            return (NDArray<TOut>)fold.Result;
        }
        var storage = HostMemory.Allocate<TOut>(checked((int)spec.Result.Size));
        if (storage.Length > 0)
        {
            if (nest.OperandCount <= 4) Run4<TIn, TOut>(ref nest, spec, storage);
            else Run16<TIn, TOut>(ref nest, spec, storage);
        }
        return new NDArray<TOut>(storage, spec.Result);
    }

    /// <summary>Folds an array as it lies in memory.</summary>
    public static NDArray<TOut> Run<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec)
    {
        var nest = new LoopNest(LoopKernel.Identity, x.Shape);
        nest.In(x);
        var result = Run<TIn, TOut>(ref nest, spec);
        GC.KeepAlive(x);
        return result;
    }

    private static void Run4<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec, HostStorage<TOut> result)
    {
        fixed (byte* p0 = ElementwiseDriver.Bytes(ref nest, 0), p1 = ElementwiseDriver.Bytes(ref nest, 1),
               p2 = ElementwiseDriver.Bytes(ref nest, 2), p3 = ElementwiseDriver.Bytes(ref nest, 3), to = Unsafe.As<byte[]>(result.Data))
        {
            var origins = stackalloc byte*[4];
            origins[0] = p0;
            origins[1] = p1;
            origins[2] = p2;
            origins[3] = p3;
            Pinned<TIn, TOut>(ref nest, spec, origins, to + (long)result.Start * Unsafe.SizeOf<TOut>());
        }
    }

    private static void Run16<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec, HostStorage<TOut> result)
    {
        var origins = stackalloc byte*[LoopArgs.MaxOperands];
        using var operands = new PinnedOperands(nest.OperandCount);
        operands.Pin(ref nest, origins);
        fixed (byte* to = Unsafe.As<byte[]>(result.Data)) Pinned<TIn, TOut>(ref nest, spec, origins, to + (long)result.Start * Unsafe.SizeOf<TOut>());
    }

    private static void Pinned<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec, byte** origins, byte* results)
    {
        var axes = ReductionAxes.Create(spec);
        if (axes.Count == 0)
        {
            using var reducer = Reducers.Create<TIn, TOut>(spec);
            for (long i = 0; i < axes.Outer * axes.Columns; i++)
            {
                reducer.Begin();
                reducer.End(results + i * reducer.ResultSize, 0);
            }
            return;
        }
        var rank = nest.Shape.Rank;
        InputCopy* copies = null;
        byte[]? copied = null;
        if (axes.CanGoSideBySide && !ReadsRows(ref nest, axes, origins))
        {
            axes = axes.SideBySide(spec);
            var planned = stackalloc InputCopy[nest.InputCount];
            var strides = stackalloc long[nest.InputCount * rank];
            if (InputCopy.Plan(ref nest, axes.Order, planned, strides) is > 0 and var size)
            {
                copied = BufferPool.Rent<byte>(checked((int)size));
                copies = planned;
            }
        }
        fixed (byte* memory = copied)
        {
            if (copies is not null) InputCopy.Fill(ref nest, axes.Order, origins, copies, memory);
            Fold<TIn, TOut>(ref nest, spec, axes, origins, copies, results);
        }
        if (copied is not null) BufferPool.Return(copied);
    }

    /// <summary>Whether no input has to be gathered in the short rows of a walk along them.</summary>
    private static bool ReadsRows(ref LoopNest nest, in ReductionAxes axes, byte** origins)
    {
        if (!nest.IsStrided && axes.InOrder) return true;
        var scratch = stackalloc byte[1];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        return !new NestWalker(ref nest, origins, axes.Order, plan, splats, scratch).HasStrided;
    }

    private static void Fold<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec, in ReductionAxes axes, byte** origins, InputCopy* copies, byte* results)
    {
        var bytes = 0;
        for (var k = 0; k < nest.InputCount; k++) bytes += nest.ElementSize(k);
        var time = nest.Kernel.IsIdentity ? nest.Size * bytes * Split.ByteTime : nest.Kernel.Time(nest.Size, bytes);
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(time + nest.Size * FoldTime, threads, long.MaxValue);

        // On this stack until the last chunk is done: nothing moves, and the collector knows the references.
        var work = new ReductionWork<TIn, TOut>(Unsafe.AsPointer(ref nest), origins, results, spec, axes, copies);
        var context = Unsafe.AsPointer(ref work);
        // One thread, too, reads segments where they lie: two at a time.
        if (work.Results < (long)threads * ResultsPerThread && (chunks > 1 ? work.Segments > 0 : nest.Kernel.IsIdentity && work.Segments > 1))
        {
            var partials = BufferPool.Rent<byte>(checked((int)(work.Results * work.Segments * work.PartialBytes())));
            fixed (byte* p = partials)
            {
                work.Split(p, chunks);
                ForkJoin.Run(&ReductionWork<TIn, TOut>.Segment, context, work.Chunks, threads);
                ReductionWork<TIn, TOut>.Join(context);
            }
            BufferPool.Return(partials);
        }
        else
        {
            work.Split(null, chunks);
            ForkJoin.Run(&ReductionWork<TIn, TOut>.Result, context, work.Chunks, threads);
        }
        if (!nest.Kernel.IsIdentity) nest.Kernel.Learn(nest.Size, work.Ticks);
    }
}
