using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers;

/// <summary>Runs reductions on the CPU.</summary>
/// <remarks>
/// How elements are grouped follows from shapes and axes alone, never from layouts, vector width or whether a kernel computes the
/// elements, so eager equals fused bit for bit:
/// <list type="bullet">
/// <item>Where the last axis (of extent above 1) is folded, each result has its elements in a row: blocks of <see cref="Reducer.Block"/>,
/// each folded by virtual lanes, combined pairwise.</item>
/// <item>Else columns lie side by side and are folded down the rows; where there are few, several rows are taken for one.</item>
/// </list>
/// </remarks>
internal static unsafe class ReductionDriver
{
    // Rows of at least so many elements are handed over one at a time if that saves packing them.
    private const int LongRow = 256;

    /// <summary>Folds what the nest's body computes.</summary>
    public static NDArray<TOut> Run<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec)
    {
        using var reducer = Reducers.Create<TIn, TOut>(spec);
        var storage = HostMemory.Allocate<TOut>(checked((int)spec.Result.Size));
        if (storage.Length > 0)
        {
            if (nest.OperandCount <= 4) Run4<TIn>(ref nest, spec, reducer, storage.Data);
            else Run16<TIn>(ref nest, spec, reducer, storage.Data);
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

    private static void Run4<TIn>(ref LoopNest nest, in ReductionSpec spec, Reducer reducer, Array result)
    {
        fixed (byte* p0 = ElementwiseDriver.Bytes(ref nest, 0), p1 = ElementwiseDriver.Bytes(ref nest, 1),
               p2 = ElementwiseDriver.Bytes(ref nest, 2), p3 = ElementwiseDriver.Bytes(ref nest, 3), to = Unsafe.As<byte[]>(result))
        {
            var origins = stackalloc byte*[4];
            origins[0] = p0;
            origins[1] = p1;
            origins[2] = p2;
            origins[3] = p3;
            Pinned<TIn>(ref nest, spec, reducer, origins, to);
        }
    }

    private static void Run16<TIn>(ref LoopNest nest, in ReductionSpec spec, Reducer reducer, Array result)
    {
        // Rare enough to pin without sixteen statements.
        var handles = stackalloc System.Runtime.InteropServices.GCHandle[LoopArgs.MaxOperands];
        var origins = stackalloc byte*[LoopArgs.MaxOperands];
        var pinned = 0;
        try
        {
            for (; pinned < nest.OperandCount; pinned++)
            {
                handles[pinned] = System.Runtime.InteropServices.GCHandle.Alloc(nest.HostData[pinned], System.Runtime.InteropServices.GCHandleType.Pinned);
                origins[pinned] = (byte*)handles[pinned].AddrOfPinnedObject();
            }
            fixed (byte* to = Unsafe.As<byte[]>(result)) Pinned<TIn>(ref nest, spec, reducer, origins, to);
        }
        finally
        {
            while (pinned > 0) handles[--pinned].Free();
        }
    }

    [SkipLocalsInit]
    private static void Pinned<TIn>(ref LoopNest nest, in ReductionSpec spec, Reducer reducer, byte** origins, byte* results)
    {
        var axes = ReductionAxes.Create(spec);
        if (axes.Count == 0)
        {
            Empty(reducer, axes, results);
            return;
        }
        var size = Unsafe.SizeOf<TIn>();
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var block = stackalloc byte[BlockSource.BlockBytes(size) + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        var walker = new NestWalker(ref nest, origins, axes.Order, plan, splats, ElementwiseDriver.Align(scratch));
        var source = new BlockSource(ref nest, walker, ElementwiseDriver.Align(block), size);
        if (axes.Columns == 1) Rows(ref nest, source, reducer, axes, size, results);
        else Columns(ref nest, source, reducer, axes, results);
    }

    private static void Empty(Reducer reducer, in ReductionAxes axes, byte* results)
    {
        for (long i = 0; i < axes.Outer * axes.Columns; i++)
        {
            reducer.Begin();
            reducer.End(results + i * reducer.ResultSize, 0);
        }
    }

    private static void Rows(ref LoopNest nest, in BlockSource source, Reducer reducer, in ReductionAxes axes, int size, byte* results)
    {
        var length = axes.Count;
        if (length <= Reducer.Block)
        {
            var together = source.PrefersRows && length >= LongRow ? 1 : Reducer.Block / length;
            for (long row = 0; row < axes.Outer; row += together)
            {
                var rows = Math.Min(together, axes.Outer - row);
                var data = source.Get(ref nest, row * length, (int)(rows * length));
                reducer.Rows(data, size, (int)rows, (int)length, results + row * reducer.ResultSize);
            }
            return;
        }
        for (long row = 0; row < axes.Outer; row++)
        {
            reducer.Begin();
            for (long i = 0; i < length; i += Reducer.Block)
            {
                var n = (int)Math.Min(Reducer.Block, length - i);
                reducer.Fold(source.Get(ref nest, row * length + i, n), n);
            }
            reducer.End(results + row * reducer.ResultSize, length);
        }
    }

    private static void Columns(ref LoopNest nest, in BlockSource source, Reducer reducer, in ReductionAxes axes, byte* results)
    {
        var groups = (int)Math.Max(1, Math.Min(Reducer.MaxColumns / axes.Columns, axes.Count));
        for (long outer = 0; outer < axes.Outer; outer++)
        {
            var first = outer * axes.Count * axes.Columns;
            for (long column = 0; column < axes.Columns; column += Reducer.MaxColumns)
            {
                var columns = (int)Math.Min(Reducer.MaxColumns, axes.Columns - column);
                reducer.BeginColumns(columns, groups);
                for (long row = 0; row < axes.Count; row += groups)
                {
                    var n = (int)Math.Min(groups, axes.Count - row) * columns;
                    reducer.FoldRow(source.Get(ref nest, first + row * axes.Columns + column, n), n);
                }
                reducer.EndColumns(results + (outer * axes.Columns + column) * reducer.ResultSize, axes.Count);
            }
        }
    }
}

/// <summary>A reduction's axes in the order that they are walked: outer kept ones, folded ones, kept ones behind the last folded one.</summary>
/// <param name="Order">The axes, permuted.</param>
/// <param name="Outer">The product of the outer kept extents.</param>
/// <param name="Count">The product of the folded extents.</param>
/// <param name="Columns">The product of the kept extents behind.</param>
internal readonly record struct ReductionAxes(int[] Order, long Outer, long Count, long Columns)
{
    public static ReductionAxes Create(in ReductionSpec spec)
    {
        var (dims, reduced) = (spec.Source.Dims, spec.Reduced);
        var last = dims.Length - 1;
        while (last >= 0 && !(reduced[last] && dims[last] != 1)) last--;
        var order = new int[dims.Length];
        var next = 0;
        long outer = 1, count = 1, columns = 1;
        for (var i = 0; i < last; i++)
        {
            if (reduced[i]) continue;
            order[next++] = i;
            outer *= dims[i];
        }
        for (var i = 0; i <= last; i++)
        {
            if (!reduced[i]) continue;
            order[next++] = i;
            count *= dims[i];
        }
        for (var i = last + 1; i < dims.Length; i++)
        {
            order[next++] = i;
            columns *= dims[i];
        }
        return new ReductionAxes(order, outer, count, columns);
    }
}
