using Kernels.CompilerServices;

namespace Kernels.Drivers;

// What the constructor finds out: the axes that are left, and which inputs have to be copied.
internal unsafe partial struct NestWalker
{
    /// <summary>Merges neighbouring axes that every input walks as one, and drops axes of extent 1.</summary>
    private void Collapse()
    {
        var rank = 0;
        for (var i = 0; i < _rank; i++)
        {
            if (_dims[i] == 1) continue;
            var merges = rank > 0;
            for (var k = 0; merges && k < _count; k++)
                merges = _inputs[k].Strides[rank - 1] == _inputs[k].Strides[i] * _dims[i];
            var target = merges ? rank - 1 : rank++;
            _dims[target] = merges ? _dims[target] * _dims[i] : _dims[i];
            for (var k = 0; k < _count; k++) _inputs[k].Strides[target] = _inputs[k].Strides[i];
        }
        if (rank == 0)
        {
            // A single element: one axis of extent 1.
            rank = 1;
            _dims[0] = 1;
            for (var k = 0; k < _count; k++) _inputs[k].Strides[0] = _inputs[k].Size;
        }
        _rank = rank;
    }

    private void Classify()
    {
        var blockBytes = 0;
        var periodicBytes = 0;
        RowsAreDirect = true;
        AllDirect = true;
        for (var k = 0; k < _count; k++)
        {
            ref var input = ref _inputs[k];
            var inner = input.Strides[_rank - 1];
            bool contiguous = inner == input.Size, constant = inner == 0, periodic = true;
            for (var axis = _rank - 2; axis >= 0; axis--)
            {
                contiguous &= input.Strides[axis] == input.Strides[axis + 1] * _dims[axis + 1];
                constant &= input.Strides[axis] == 0;
                periodic &= input.Strides[axis] == 0;
            }
            input.Kind = contiguous ? Kind.Contiguous : constant ? Kind.Constant : periodic ? Kind.Periodic : Kind.Strided;
            (input.RunAxis, input.Run) = Pack.Run(_dims, input.Strides, _rank);
            if (input.Kind == Kind.Constant) Pack.Splat(_splats + k * Hardware.MaxVectorBytes, input.Origin, input.Size);
            if (contiguous || constant) continue;
            blockBytes += input.Size;
            if (periodic) periodicBytes += input.Size;
            AllDirect = false;
            RowsAreDirect &= inner == input.Size || inner == 0;
        }
        if (blockBytes == 0) return;
        // In whole vectors of bytes, so that blocks keep the scratch memory's alignment.
        var rowElements = (int)Math.Min(Inner + Hardware.MaxVectorBytes - 1, ScratchBytes) & -Hardware.MaxVectorBytes;
        var free = ScratchBytes - (rowElements * periodicBytes);
        _turned = 0;
        if (periodicBytes > 0 && free >= ScratchBytes / 2)
        {
            _turned = 1;
            for (var axis = 0; axis < _rank; axis++) _turned *= _dims[axis];
        }
        else
        {
            (free, rowElements) = (ScratchBytes, 0);
        }
        Block = Math.Min(MaxBlock, free / blockBytes) & -Hardware.MaxVectorBytes;
        var block = _scratch;
        for (var k = 0; k < _count; k++)
        {
            ref var input = ref _inputs[k];
            if (input.Kind is Kind.Contiguous or Kind.Constant) continue;
            input.Block = block;
            block += (Block + (input.Kind == Kind.Periodic ? rowElements : 0)) * input.Size;
        }
    }

    internal static void CheckReach(INestArray array, ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        var (low, high) = NestStrides.Reach(array.Offset, dims, strides);
        if (low < 0 || high >= array.Storage.Length)
            throw new InvalidOperationException($"An operand of shape {array.Shape} reaches outside of its buffer of {array.Storage.Length} elements.");
    }
}
