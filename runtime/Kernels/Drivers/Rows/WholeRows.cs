using System.Runtime.InteropServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Rows;

/// <summary>Runs the body of a <see cref="RowKernel"/> over rows: where operands lie row by row as they are, else over blocks of rows that are copied.</summary>
/// <remarks>Bounds: inputs are checked against their buffers. A row of which the body's last vector would reach beyond its buffer is copied to scratch with
/// room for the vector. Outputs have the nest's shape, or one element a row. A body is called for rows of at least a vector and at most a block of a fold;
/// plane by plane for at least a vector of rows (<see cref="RowPlan"/>).</remarks>
internal sealed unsafe class WholeRows
{
    // What a block of rows touches should stay in L1 beside what the bodies keep there, and what is asked for meanwhile; in half of one where another
    // thread runs on the core. Two rows at least, if they fit at all: a fold of one waits for itself.
    private const int BlockBytes = 12 * 1024;
    private const int MostBytes = 24 * 1024;

    private readonly RowKernel _kernel;
    private readonly RowPlan _plan;
    private readonly Scratch _scratch;
    private readonly List<Moving> _moving = [];
    private readonly List<Copied> _copied = [];
    private readonly int _rowBytes;

    // Rows from here on have no room behind them in some input.
    private long _safe;
    private RowArgs _args;

    /// <summary>An operand that lies row by row.</summary>
    /// <param name="Operand">Its index.</param>
    /// <param name="Start">Its first row.</param>
    /// <param name="Stride">Bytes to the next one.</param>
    /// <param name="LastRow">Scratch for rows without room; null for an output.</param>
    private readonly record struct Moving(int Operand, nint Start, long Stride, nint LastRow);

    /// <summary>An input that is copied for each block, and where the elements that stand for all rows of the block are spread out, if there are such.</summary>
    private readonly record struct Copied(RowInput Input, nint Splats);

    /// <summary>The plan with the blocks that the nest's body takes, or null if it cannot run so.</summary>
    public static RowPlan? Plan(RowNest nest, RowPlan plan)
    {
        if (nest.Kernel is not { } kernel) return null;
        if (plan.Planes) return kernel.Planes is null ? null : plan;
        if (plan.Length is <= ReductionAxes.ShortRow or > Reducer.Block) return null;
        var arrays = kernel.Temporaries + nest.Values.Count(v => v is { IsInput: true, Operand.Shape.Size: > 1 } or { IsRow: false, Keep: true });
        var lanes = Hardware.VectorBytes / kernel.ElementSize;
        var row = arrays * plan.Length * kernel.ElementSize;
        var block = Math.Clamp(Math.Max(BlockBytes / row, Math.Min(MostBytes / row, 2)), 1, RowArgs.BlockVectors * lanes);
        return plan with { Block = (int)Math.Min(block, plan.Rows) };
    }

    public static int ScratchBytes(RowNest nest, RowPlan plan)
    {
        var kernel = nest.Kernel!;
        long size = kernel.ElementSize, rows = plan.Planes ? plan.Block : plan.Block + 1;
        var array = (((plan.Length * size) + (4 * Hardware.MaxVectorBytes)) * rows) + (plan.Length * Hardware.MaxVectorBytes);
        return checked((int)((nest.Values.Count(v => v.IsInput) + kernel.Temporaries) * array) + ((kernel.Values + 2) * 2 * RowArgs.BlockVectors * Hardware.MaxVectorBytes) + AccumulatorBytes(kernel));
    }

    // A vector for each row of the largest block.
    private static int AccumulatorBytes(RowKernel kernel) => RowArgs.BlockVectors * Hardware.VectorBytes / kernel.ElementSize * Hardware.VectorBytes;

    public WholeRows(RowNest nest, RowPlan plan, nint[] origins, byte* scratch, int bytes)
    {
        (_kernel, _plan, _scratch, _safe) = (nest.Kernel!, plan, new Scratch(scratch, bytes), plan.Rows);
        var lanes = Hardware.VectorBytes / _kernel.ElementSize;
        _rowBytes = (plan.Length + lanes - 1) / lanes * Hardware.VectorBytes;
        _args.Block = plan.Block;
        for (var k = 0; k < nest.Scalars.Count; k++) _args.Scalars[k] = nest.Scalars[k].Bits;
        var next = 0;
        foreach (var value in nest.Values)
            if (value.IsInput) AddInput(nest, next++, value.Operand!, origins[value.Index]);
        foreach (var value in nest.Values)
            if (value is { IsInput: false, IsRow: false, Keep: true }) AddOutput(next++, origins[value.Index], (long)plan.Length * value.ElementSize);
        foreach (var value in nest.Values)
            if (value is { IsRow: true, Keep: true, Viewed: null }) AddOutput(next++, origins[value.Index], value.ElementSize);
        for (var k = 0; k < _kernel.Temporaries; k++)
        {
            // A vector more, so that rows of a power of two do not share cache sets.
            var stride = _rowBytes + Hardware.MaxVectorBytes;
            (_args.Addresses[next], _args.Strides[next++]) = ((nint)_scratch.Take((long)stride * plan.Block), stride);
        }
        _args.Accumulator = (nint)_scratch.Take(AccumulatorBytes(_kernel));
        for (var k = 0; k < _kernel.Values; k++) _args.Addresses[next++] = (nint)_scratch.Take(RowArgs.BlockVectors * Hardware.MaxVectorBytes);
    }

    /// <summary>Runs rows [from, to), whole blocks but for the last one of all.</summary>
    public void Run(long from, long to)
    {
        if (_copied.Count == 0 && !_plan.Planes)
        {
            Call(from, Math.Min(to, _safe));
            for (var row = Math.Max(from, _safe); row < to; row++) CallLast(row);
            return;
        }
        for (; from < to; from += _plan.Block)
        {
            // The last block overlaps the one before it: rows are computed again, to the same values.
            var row = Math.Min(from, _plan.Rows - _plan.Block);
            foreach (ref readonly var copied in CollectionsMarshal.AsSpan(_copied))
            {
                if (copied.Splats == 0) copied.Input.Pack(row);
                else copied.Input.SplatPlanes(row, (byte*)copied.Splats);
            }
            if (row + _plan.Block <= _safe)
            {
                Call(row, row + _plan.Block);
                continue;
            }
            CallOneByOne(row);
        }
    }

    private void Call(long from, long to)
    {
        if (from >= to) return;
        foreach (ref readonly var operand in CollectionsMarshal.AsSpan(_moving))
            _args.Addresses[operand.Operand] = operand.Start + (from * operand.Stride);
        (_plan.Planes ? _kernel.Planes! : _kernel.Rows)(ref _args, (nint)(to - from), _plan.Length);
    }

    // A block of which some inputs are copied and others have no room.
    private void CallOneByOne(long row)
    {
        var saved = _args;
        for (var r = 0; r < _plan.Block; r++)
        {
            if (row + r < _safe) Call(row + r, row + r + 1);
            else CallLast(row + r);
            foreach (var copied in _copied)
                _args.Addresses[copied.Input.Operand] += _args.Strides[copied.Input.Operand];
        }
        _args = saved;
    }

    private void CallLast(long row)
    {
        foreach (var operand in _moving)
        {
            var at = operand.Start + (row * operand.Stride);
            if (operand.LastRow != 0)
            {
                Buffer.MemoryCopy((void*)(nint)at, (void*)operand.LastRow, _rowBytes, (long)_plan.Length * _kernel.ElementSize);
                at = operand.LastRow;
            }
            _args.Addresses[operand.Operand] = at;
        }
        _kernel.Rows(ref _args, 1, _plan.Length);
    }

    private void AddInput(RowNest nest, int operand, INestArray array, nint origin)
    {
        _args.Steps[operand] = -1;
        if (array.Shape.Size == 1)
        {
            // As a row like any other, or as a vector that is every plane.
            var copies = _plan.Planes ? 1 : _rowBytes / Hardware.MaxVectorBytes + 1;
            var constant = _scratch.Take(copies * Hardware.MaxVectorBytes);
            for (var k = 0; k < copies; k++) Pack.Splat(constant + (k * Hardware.MaxVectorBytes), (byte*)origin, array.ElementSize);
            (_args.Addresses[operand], _args.Steps[operand]) = ((nint)constant, 0);
            return;
        }
        if (!_plan.Planes && RowInput.StrideOf(nest.Shape, _plan, array) is { } stride)
        {
            var end = origin + ((long)array.HostData!.Length - array.Offset) * array.ElementSize;
            var room = end - origin - _rowBytes;
            var last = (nint)_scratch.Take(_rowBytes);
            if (stride == 0 && room < 0)
            {
                // The same row for all.
                Buffer.MemoryCopy((void*)origin, (void*)last, _rowBytes, (long)_plan.Length * array.ElementSize);
                origin = last;
            }
            else if (room < (_plan.Rows - 1) * stride)
            {
                _safe = Math.Min(_safe, room < 0 ? 0 : (room / stride) + 1);
            }
            _args.Strides[operand] = (nint)stride;
            _moving.Add(new(operand, origin, stride, last));
            return;
        }
        var target = _scratch.Take(((long)_plan.Block * _plan.Length * array.ElementSize) + Hardware.MaxVectorBytes);
        var input = new RowInput(nest.Shape, _plan, array, origin, target) { Operand = operand };
        _args.Addresses[operand] = (nint)target;
        _args.Strides[operand] = (_plan.Planes ? _plan.Block : _plan.Length) * array.ElementSize;
        nint splats = 0;
        if (input.IsPlaneConstant)
        {
            splats = (nint)_scratch.Take((long)_plan.Length * Hardware.MaxVectorBytes);
            (_args.Addresses[operand], _args.Strides[operand], _args.Steps[operand]) = (splats, Hardware.MaxVectorBytes, 0);
        }
        _copied.Add(new(input, splats));
    }

    private void AddOutput(int operand, nint origin, long stride)
    {
        _args.Strides[operand] = (nint)stride;
        _moving.Add(new(operand, origin, stride, 0));
    }

    private sealed class Scratch(byte* start, int bytes)
    {
        private readonly byte* _end = start + bytes;
        private byte* _free = ElementwiseDriver.Align(start);

        public byte* Take(long size)
        {
            var p = _free;
            _free = ElementwiseDriver.Align(p + size);
            return p + size <= _end ? p : throw new InvalidOperationException("A row nest's scratch is too small.");
        }
    }
}
