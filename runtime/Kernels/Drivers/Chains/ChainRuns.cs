using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Chains;

/// <summary>What a thread prepared to run rows of a batch's nests.</summary>
/// <remarks>Bounds: each walker has the memory that <see cref="NestWalker.PlanBytes"/> says, and 64 bytes for each operand's copies; all share one block of scratch, of which a
/// walker is told that it forgets what was there. The memory is pinned and this thread's own.</remarks>
internal readonly unsafe ref struct ChainRuns
{
    private readonly ChainBatch _batch;
    private readonly byte** _origins;
    private readonly byte* _walkers;
    private readonly int _stride;

    /// <summary>Plans all nests' walks.</summary>
    /// <param name="batch">The nests.</param>
    /// <param name="origins">The operands' addresses, <see cref="ChainPins.Origins"/>.</param>
    /// <param name="memory">This thread's memory, made larger if it has to be.</param>
    public ChainRuns(ChainBatch batch, nint origins, ref byte[]? memory)
    {
        _batch = batch;
        _origins = (byte**)origins;
        var rank = 0;
        for (var k = 0; k < batch.Count; k++) rank = Math.Max(rank, batch[k].Nest.Shape.Rank);
        var planBytes = NestWalker.PlanBytes(rank, LoopArgs.MaxOperands);
        const int Splats = LoopArgs.MaxOperands * Hardware.MaxVectorBytes;
        _stride = (sizeof(NestWalker) + planBytes + Splats + Hardware.MaxVectorBytes - 1) & -Hardware.MaxVectorBytes;
        var needed = NestWalker.ScratchBytes + batch.Count * _stride + Hardware.MaxVectorBytes;
        if (memory is null || memory.Length < needed) memory = GC.AllocateUninitializedArray<byte>(needed, pinned: true);
        var scratch = ElementwiseDriver.Align((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory)));
        _walkers = scratch + NestWalker.ScratchBytes;
        for (var k = 0; k < batch.Count; k++)
        {
            ref var nest = ref batch[k].Nest;
            if (!nest.IsStrided && !nest.IsPlaced) continue;
            var own = _walkers + k * _stride;
            *(NestWalker*)own = new NestWalker(ref nest, _origins + k * LoopArgs.MaxOperands, [], own + Splats + sizeof(NestWalker), own + sizeof(NestWalker), scratch,
                nest.IsPlaced ? nest.OperandCount : -1);
        }
    }

    /// <summary>Runs rows [from, to) of a nest.</summary>
    public void Run(int index, long from, long to)
    {
        var chained = _batch[index];
        ref var nest = ref chained.Nest;
        var lanes = Hardware.VectorBytes / nest.Kernel.ElementSize;
        var origins = _origins + index * LoopArgs.MaxOperands;
        (from, to) = (from * chained.RowSize, to * chained.RowSize);
        if (!nest.IsStrided && !nest.IsPlaced)
        {
            ElementwiseDriver.Contiguous(ref nest, origins, from, to);
            return;
        }
        ref var walker = ref *(NestWalker*)(_walkers + index * _stride);
        walker.Forget();
        if (nest.IsPlaced) PlacedDriver.Run(ref nest, ref walker, origins, lanes, from, to);
        else ElementwiseDriver.Strided(ref nest, ref walker, origins, lanes, from, to);
    }
}
