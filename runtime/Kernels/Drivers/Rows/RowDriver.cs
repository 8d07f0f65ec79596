using System.Buffers;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>Runs row nests on the CPU, a block of rows at a time.</summary>
/// <remarks>Bounds: outputs are allocated here with the shapes that the stages give them; inputs are checked by <see cref="RowBlock"/> against
/// their buffers. All buffers are pinned while their addresses are used.</remarks>
internal static unsafe class RowDriver
{
    public static void Run(RowNest nest, RowPlan plan)
    {
        foreach (var value in nest.Values)
            if (value.Keep && value.Viewed is null) value.Allocate();

        var handles = new GCHandle[nest.Values.Count];
        var origins = new nint[nest.Values.Count];
        try
        {
            for (var k = 0; k < origins.Length; k++)
            {
                if (nest.Values[k] is not { Viewed: null, Operand: { } array }) continue;
                handles[k] = GCHandle.Alloc(array.HostData, GCHandleType.Pinned);
                origins[k] = handles[k].AddrOfPinnedObject() + array.Offset * array.ElementSize;
            }
            Range(nest, plan, origins, 0, plan.Rows);
        }
        finally
        {
            foreach (var handle in handles)
                if (handle.IsAllocated) handle.Free();
        }

        // A view of kept values shares them; one of values that were not kept gets them now.
        foreach (var stage in nest.Stages)
            if (stage is IRowViewStage { Output.Keep: true } view) view.Show();
    }

    /// <summary>Runs rows [from, to): the unit that threads may claim.</summary>
    private static void Range(RowNest nest, RowPlan plan, nint[] origins, long from, long to)
    {
        var bytes = RowBlock.ScratchBytes(nest, plan);
        var scratch = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            fixed (byte* p = scratch)
            {
                using var block = new RowBlock(nest, plan, origins, p, bytes);
                for (var row = from; row < to; row += plan.Block)
                {
                    // The last block overlaps the one before it: rows are computed again, to the same values.
                    block.Run(Math.Min(row, plan.Rows - plan.Block));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
