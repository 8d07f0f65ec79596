using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Rows;

/// <summary>The memory of one block of rows, and the stages run over it.</summary>
/// <remarks>Bounds: a block's rows lie in the nest. What a stage writes goes either to its array, of the nest's shape or one element a row, at
/// the block's rows; or to scratch with room for the block and a vector. Inputs that are not contiguous are copied into scratch, after
/// their strides were checked against their buffers. A body is called for at least a vector: full values have that many (see
/// <see cref="RowPlan"/>), values of rows are padded in scratch.</remarks>
internal sealed unsafe class RowBlock : IDisposable
{
    // Rows of at least so many elements are run one at a time with the rows' values as constants; shorter ones together, the values spread out.
    private const int LongRow = 256;
    private const int Padding = 2 * Hardware.MaxVectorBytes;

    private readonly RowNest _nest;
    private readonly RowPlan _plan;
    private readonly nint[] _origins;
    private readonly Slot[] _slots;
    private readonly Reducer?[] _reducers;
    private readonly long[] _dims;
    private readonly long[] _index;
    private byte* _free;
    private readonly byte* _end;
    private readonly byte* _splats;
    private long _row;

    private struct Slot
    {
        // Scratch for the block, or null where the value lies in its array.
        public byte* Scratch;
        public byte* Spread;
        public bool IsSpread;
        public bool IsConstant;
        public bool IsPeriodic;
        public bool IsPacked;
        public long[]? Strides;
    }

    public static int ScratchBytes(RowNest nest, RowPlan plan)
    {
        // Each part is aligned anew.
        const int gap = Padding + Hardware.MaxVectorBytes;
        long bytes = (LoopArgs.MaxOperands * Hardware.MaxVectorBytes) + gap;
        foreach (var value in nest.Values)
        {
            bytes += ((long)plan.Block * value.ElementSize) + gap;
            bytes += ((long)plan.Block * plan.Length * value.ElementSize) + gap;
        }
        return checked((int)bytes);
    }

    public RowBlock(RowNest nest, RowPlan plan, nint[] origins, byte* scratch, int bytes)
    {
        (_nest, _plan, _origins) = (nest, plan, origins);
        _free = ElementwiseDriver.Align(scratch);
        _end = scratch + bytes;
        _splats = Take(LoopArgs.MaxOperands * Hardware.MaxVectorBytes);
        _slots = new Slot[nest.Values.Count];
        _reducers = new Reducer?[nest.Stages.Count];
        _dims = [.. nest.Shape.AsSpan().ToArray().Select(d => (long)d)];
        _index = new long[_dims.Length];
        for (var k = 0; k < _slots.Length; k++) Prepare(nest.Values[k], ref _slots[k]);
        for (var k = 0; k < _reducers.Length; k++) _reducers[k] = (nest.Stages[k] as RowReduce)?.CreateReducer();
    }

    /// <summary>Runs all stages over the block that starts at a row.</summary>
    public void Run(long row)
    {
        _row = row;
        for (var k = 0; k < _slots.Length; k++)
        {
            _slots[k].IsSpread = false;
            if (_slots[k].Strides is { } strides) PackInput(_nest.Values[k], ref _slots[k], strides);
        }
        for (var k = 0; k < _nest.Stages.Count; k++)
        {
            switch (_nest.Stages[k])
            {
                case RowReduce reduce: Fold(reduce, _reducers[k]!); break;
                case RowLoop { IsRow: true } loop: RunOnRows(loop); break;
                case RowLoop loop: RunOnElements(loop); break;
            }
        }
    }

    public void Dispose()
    {
        foreach (var reducer in _reducers) reducer?.Dispose();
    }

    private void Prepare(RowValue value, ref Slot slot)
    {
        if (value.Viewed is not null) return;
        if (value.IsRow)
        {
            slot.Scratch = Take(((long)_plan.Block * value.ElementSize) + Padding);
            if (_plan.Length < LongRow) slot.Spread = Take(((long)_plan.Block * _plan.Length * value.ElementSize) + Padding);
        }
        else if (!value.IsInput)
        {
            if (!value.Keep) slot.Scratch = Take(((long)_plan.Block * _plan.Length * value.ElementSize) + Padding);
        }
        else
        {
            var array = value.Operand!;
            if (array.Shape.Size == 1)
            {
                slot.IsConstant = true;
            }
            else if (array.StridesOrNull is not null || !array.Shape.Equals(_nest.Shape))
            {
                var strides = new int[_dims.Length];
                NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, _nest.Shape.AsSpan(), strides);
                NestWalker.CheckReach(array, _nest.Shape.AsSpan(), strides);
                slot.Strides = [.. strides.Select(s => (long)s * array.ElementSize)];
                slot.Scratch = Take(((long)_plan.Block * _plan.Length * value.ElementSize) + Padding);
                slot.IsPeriodic = IsPeriodic(strides);
            }
        }
    }

    // Whether all rows read the same elements: a bias, say.
    private bool IsPeriodic(int[] strides)
    {
        long inner = 1;
        var axis = strides.Length - 1;
        for (; axis >= 0 && inner < _plan.Length; axis--) inner *= _dims[axis];
        for (; axis >= 0; axis--)
            if (strides[axis] != 0 && _dims[axis] > 1) return false;
        return true;
    }

    private void PackInput(RowValue value, ref Slot slot, long[] strides)
    {
        if (slot.IsPeriodic && slot.IsPacked) return;
        fixed (long* dims = _dims, index = _index, by = strides)
            Pack.Gather(slot.Scratch, (byte*)_origins[value.Index], dims, by, index, _dims.Length, _row * _plan.Length, _plan.Block * _plan.Length, value.ElementSize);
        slot.IsPacked = true;
    }

    private byte* Take(long bytes)
    {
        var p = _free;
        _free = ElementwiseDriver.Align(p + bytes);
        return p + bytes <= _end ? p : throw new InvalidOperationException("A row nest's scratch is too small.");
    }

    /// <summary>The block's elements of a value.</summary>
    private byte* Elements(RowValue value)
    {
        ref var slot = ref _slots[value.Index];
        return slot.Scratch is not null ? slot.Scratch : (byte*)_origins[value.Index] + (_row * _plan.Length * value.ElementSize);
    }

    /// <summary>The value of each row of the block.</summary>
    private byte* RowValues(RowValue value)
    {
        while (value.Viewed is { } viewed) value = viewed;
        return _slots[value.Index].Scratch;
    }

    private void Fold(RowReduce stage, Reducer reducer)
    {
        var data = stage.Input.Viewed is null && !_slots[stage.Input.Index].IsConstant ? Elements(stage.Input) : SpreadConstant(stage.Input);
        var (size, length) = (stage.Input.ElementSize, _plan.Length);
        var results = RowValues(stage.Output);
        if (length <= Reducer.Block)
        {
            reducer.Rows(data, size, _plan.Block, length, results);
        }
        else
        {
            for (var row = 0; row < _plan.Block; row++, data += (long)length * size)
            {
                reducer.Begin();
                for (var i = 0; i < length; i += Reducer.Block) reducer.Fold(data + ((long)i * size), Math.Min(Reducer.Block, length - i));
                reducer.End(results + ((long)row * reducer.ResultSize), length);
            }
        }
        Finish(stage.Output);
    }

    // A single element under the nest's shape, to be folded as often as it stands there.
    private byte* SpreadConstant(RowValue value)
    {
        ref var slot = ref _slots[value.Index];
        if (slot.Spread is null) slot.Spread = Take(((long)_plan.Block * _plan.Length * value.ElementSize) + Padding);
        Repeat(slot.Spread, (byte*)_origins[value.Index], _plan.Block * _plan.Length, value.ElementSize);
        return slot.Spread;
    }

    /// <summary>Pads what a stage computed for each row, and stores it where it was asked for.</summary>
    private void Finish(RowValue value)
    {
        var p = RowValues(value);
        var (size, rows) = (value.ElementSize, _plan.Block);
        Pack.Splat(p + ((long)rows * size), p + ((long)(rows - 1) * size), size);
        if (value.Keep) Buffer.MemoryCopy(p, (byte*)_origins[value.Index] + (_row * size), (long)rows * size, (long)rows * size);
    }

    private void RunOnRows(RowLoop loop)
    {
        LoopArgs args;
        Scalars(loop, &args);
        for (var k = 0; k < loop.Inputs.Count; k++)
        {
            if (loop.Inputs[k].IsRow) Set(&args, k, RowValues(loop.Inputs[k]), -1);
            else Constant(&args, k, (byte*)_origins[loop.Inputs[k].Index], loop.Inputs[k].ElementSize);
        }
        for (var k = 0; k < loop.Outputs.Count; k++) Set(&args, loop.Inputs.Count + k, RowValues(loop.Outputs[k]), -1);
        loop.Kernel.Body(ref args, Math.Max(_plan.Block, Hardware.VectorBytes / loop.Kernel.ElementSize));
        foreach (var output in loop.Outputs) Finish(output);
    }

    private void RunOnElements(RowLoop loop)
    {
        LoopArgs args;
        Scalars(loop, &args);
        var rows = false;
        for (var k = 0; k < loop.Inputs.Count; k++)
        {
            var input = loop.Inputs[k];
            if (input.IsRow)
            {
                rows |= _plan.Length >= LongRow;
                if (_plan.Length < LongRow) Set(&args, k, SpreadRows(input), -1);
            }
            else if (_slots[input.Index].IsConstant)
            {
                Constant(&args, k, (byte*)_origins[input.Index], input.ElementSize);
            }
            else
            {
                Set(&args, k, Elements(input), -1);
            }
        }
        for (var k = 0; k < loop.Outputs.Count; k++) Set(&args, loop.Inputs.Count + k, Elements(loop.Outputs[k]), -1);
        if (!rows)
        {
            loop.Kernel.Body(ref args, _plan.Block * _plan.Length);
            return;
        }
        for (var row = 0; row < _plan.Block; row++)
        {
            for (var k = 0; k < loop.Inputs.Count; k++)
            {
                var input = loop.Inputs[k];
                if (input.IsRow) Constant(&args, k, RowValues(input) + ((long)row * input.ElementSize), input.ElementSize);
                else if (row > 0 && args.Steps[k] != 0) args.Addresses[k] += (long)_plan.Length * input.ElementSize;
            }
            for (var k = 0; k < loop.Outputs.Count && row > 0; k++) args.Addresses[loop.Inputs.Count + k] += (long)_plan.Length * loop.Outputs[k].ElementSize;
            loop.Kernel.Body(ref args, _plan.Length);
        }
    }

    private byte* SpreadRows(RowValue value)
    {
        while (value.Viewed is { } viewed) value = viewed;
        ref var slot = ref _slots[value.Index];
        if (slot.IsSpread) return slot.Spread;
        var from = slot.Scratch;
        var to = slot.Spread;
        var size = value.ElementSize;
        for (var row = 0; row < _plan.Block; row++, from += size, to += (long)_plan.Length * size) Repeat(to, from, _plan.Length, size);
        slot.IsSpread = true;
        return slot.Spread;
    }

    private static void Repeat(byte* target, byte* element, int n, int size)
    {
        switch (size)
        {
            case 1: new Span<byte>(target, n).Fill(*element); break;
            case 4: new Span<uint>(target, n).Fill(*(uint*)element); break;
            case 8: new Span<ulong>(target, n).Fill(*(ulong*)element); break;
            default: throw new NotSupportedException($"Elements of {size} bytes are not supported.");
        }
    }

    private static void Scalars(RowLoop loop, LoopArgs* args)
    {
        for (var k = 0; k < loop.Scalars.Count; k++) args->Scalars[k] = loop.Scalars[k].Bits;
    }

    private void Constant(LoopArgs* args, int k, byte* element, int size)
    {
        var splat = _splats + (k * Hardware.MaxVectorBytes);
        Pack.Splat(splat, element, size);
        Set(args, k, splat, 0);
    }

    private static void Set(LoopArgs* args, int k, byte* address, long step)
    {
        args->Addresses[k] = (long)address;
        args->Steps[k] = step;
    }
}
