using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Runs folds of all elements of a nest whose kernel folds what it computes: several in one pass over the operands.</summary>
/// <remarks>Blocks, lanes and segments are those of <see cref="ReductionDriver"/>, and so are the bits. Bounds: <see cref="NestWalker"/> checks the
/// inputs; inputs are pinned here while their addresses are used.</remarks>
internal static unsafe class FoldDriver
{
    /// <summary>Whether the nest's kernel can fold all elements; few are folded in order, of which a body in lanes knows nothing.</summary>
    public static bool Takes(ref LoopNest nest) => nest.Kernel.Folds is not null && nest.Size > ReductionAxes.ShortRow;

    /// <summary>Sets the results of the folds that are of the nest's shape; the others' lanes are computed along with them.</summary>
    public static void Run(ref LoopNest nest, NestFold[] folds)
    {
        if (nest.InputCount <= 4) Run4(ref nest, folds);
        else Run16(ref nest, folds);
    }

    private static void Run4(ref LoopNest nest, NestFold[] folds)
    {
        fixed (byte* p0 = ElementwiseDriver.Bytes(ref nest, 0), p1 = ElementwiseDriver.Bytes(ref nest, 1),
               p2 = ElementwiseDriver.Bytes(ref nest, 2), p3 = ElementwiseDriver.Bytes(ref nest, 3))
        {
            var origins = stackalloc byte*[4];
            origins[0] = p0;
            origins[1] = p1;
            origins[2] = p2;
            origins[3] = p3;
            Pinned(ref nest, folds, origins);
        }
    }

    private static void Run16(ref LoopNest nest, NestFold[] folds)
    {
        var origins = stackalloc byte*[LoopArgs.MaxOperands];
        using var operands = new PinnedOperands(nest.InputCount);
        operands.Pin(ref nest, origins);
        Pinned(ref nest, folds, origins);
    }

    private static void Pinned(ref LoopNest nest, NestFold[] folds, byte** origins)
    {
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(nest.ExpectedTime, threads, nest.Size / Reducer.Segment);

        // On this stack until the last chunk is done.
        var values = stackalloc byte[LoopArgs.MaxOperands * FoldWork.ValueSize];
        var work = new FoldWork(Unsafe.AsPointer(ref nest), origins, folds, values);
        var context = Unsafe.AsPointer(ref work);
        if (chunks > 1)
        {
            var partials = BufferPool.Rent<byte>(checked((int)(work.Segments * folds.Length * FoldWork.ValueSize)));
            fixed (byte* p = partials)
            {
                work.Split(p, chunks);
                ForkJoin.Run(&FoldWork.Segment, context, chunks, threads);
                FoldWork.Finish(context);
            }
            BufferPool.Return(partials);
        }
        else
        {
            FoldWork.Finish(context);
        }
        nest.Kernel.Learn(nest.Size, work.Ticks);
        for (var k = 0; k < folds.Length; k++)
            if (folds[k].Spec.Source.Equals(nest.Shape)) folds[k].Set(values + (k * FoldWork.ValueSize));
    }
}
