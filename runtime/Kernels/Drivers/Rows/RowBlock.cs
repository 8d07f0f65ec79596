using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>The memory of one block of rows, and the stages run over it.</summary>
/// <remarks>Bounds: a block's rows lie in the nest. What a stage writes goes either to its array, of the nest's shape or one element a row, at
/// the block's rows; or to scratch with room for the block and a vector. Inputs that do not lie as the block wants them are copied into scratch, after
/// their strides were checked against their buffers. A body is called for at least a vector: full values have that many (see
/// <see cref="RowPlan"/>), values of rows are padded in scratch.</remarks>
internal sealed unsafe class RowBlock : IDisposable
{
    // Rows of at least so many elements are run one at a time with the rows' values as constants; shorter ones together, the values spread out.
    private const int LongRow = 256;
    private const int Padding = 2 * Hardware.MaxVectorBytes;

    private readonly RowNest _nest;
    private readonly nint[] _origins;
    private readonly Slot[] _slots;
    private readonly RowInput[] _inputs;
    private readonly RowBlockStage[] _stages;
    private byte* _free;
    private readonly byte* _end;

    private struct Slot
    {
        // Scratch for the block, or null where the value lies in its array.
        public byte* Scratch;
        public byte* Spread;
        public bool IsSpread;
        public bool IsConstant;

        // Values of rows that are written where they are wanted: enough of them to need no padding.
        public bool IsDirect;

        // One value for each element of a row, the same for all rows of a block that lies plane by plane.
        public bool IsPlaneConstant;
    }

    public static int ScratchBytes(RowNest nest, RowPlan plan)
    {
        // Each part is aligned anew.
        const int gap = Padding + Hardware.MaxVectorBytes;
        // The copies of constants, at most one vector for each operand of each loop.
        var bytes = gap + (nest.Stages.Count * LoopArgs.MaxOperands * (long)Hardware.MaxVectorBytes);
        foreach (var value in nest.Values)
        {
            bytes += ((long)plan.Block * value.ElementSize) + gap;
            // Its elements, and those of a constant spread out.
            bytes += 2 * (((long)plan.Block * plan.Length * value.ElementSize) + gap);
        }
        return checked((int)bytes);
    }

    public RowBlock(RowNest nest, RowPlan plan, nint[] origins, byte* scratch, int bytes)
    {
        (_nest, Plan, _origins) = (nest, plan, origins);
        _free = ElementwiseDriver.Align(scratch);
        _end = scratch + bytes;
        _slots = new Slot[nest.Values.Count];
        List<RowInput> inputs = [];
        for (var k = 0; k < _slots.Length; k++)
            if (Prepare(nest.Values[k], ref _slots[k]) is { } input) inputs.Add(input);
        _inputs = [.. inputs];
        List<RowBlockStage> stages = [];
        foreach (var stage in nest.Stages)
        {
            if (stage is RowReduce reduce) stages.Add(new RowFoldStage(this, reduce));
            else if (stage is RowLoop loop) stages.Add(new RowLoopStage(this, loop));
        }
        _stages = [.. stages];
    }

    public RowPlan Plan { get; }

    /// <summary>The first row of the block.</summary>
    public long Row { get; private set; }

    /// <summary>Whether a loop over elements runs row by row, with the values of rows as constants.</summary>
    public bool RowByRow => !Plan.Planes && Plan.Length >= LongRow;

    /// <summary>Runs all stages over the block that starts at a row.</summary>
    public void Run(long row)
    {
        Row = row;
        foreach (var input in _inputs) input.Pack(row);
        for (var k = 0; k < _slots.Length; k++) _slots[k].IsSpread = false;
        foreach (var stage in _stages) stage.Run();
    }

    public void Dispose()
    {
        foreach (var stage in _stages) stage.Dispose();
    }

    private RowInput? Prepare(RowValue value, ref Slot slot)
    {
        if (value.Viewed is not null) return null;
        if (value.IsRow)
        {
            slot.IsDirect = value.Keep && Plan.Block >= Hardware.MaxVectorBytes;
            if (!slot.IsDirect) slot.Scratch = Take(((long)Plan.Block * value.ElementSize) + Padding);
            if (!Plan.Planes && !RowByRow) slot.Spread = TakeElements(value);
            return null;
        }
        if (!value.IsInput)
        {
            if (!value.Keep) slot.Scratch = TakeElements(value);
            return null;
        }

        var array = value.Operand!;
        if (array.Shape.Size == 1)
        {
            slot.IsConstant = true;
            return null;
        }
        if (!Plan.Planes && array.StridesOrNull is null && array.Shape.Equals(_nest.Shape)) return null;
        slot.Scratch = TakeElements(value);
        var input = new RowInput(_nest.Shape, Plan, array, _origins[value.Index], slot.Scratch);
        slot.IsPlaneConstant = input.IsPlaneConstant;
        return input;
    }

    /// <summary>Memory of the scratch.</summary>
    public byte* Take(long bytes)
    {
        var p = _free;
        _free = ElementwiseDriver.Align(p + bytes);
        return p + bytes <= _end ? p : throw new InvalidOperationException("A row nest's scratch is too small.");
    }

    private byte* TakeElements(RowValue value) => Take(((long)Plan.Block * Plan.Length * value.ElementSize) + Padding);

    /// <summary>Whether a value is a single element.</summary>
    public bool IsConstant(RowValue value) => !value.IsRow && _slots[value.Index].IsConstant;

    /// <summary>Whether a value is one for each plane of the block.</summary>
    public bool IsPlaneConstant(RowValue value) => !value.IsRow && _slots[value.Index].IsPlaneConstant;

    /// <summary>Where a value's array starts.</summary>
    public byte* Origin(RowValue value) => (byte*)_origins[Viewed(value).Index];

    /// <summary>Where the block's elements of a value lie in scratch; null where they lie in its array.</summary>
    public byte* Scratch(RowValue value) => _slots[value.Index].Scratch;

    /// <summary>The block's elements of a value.</summary>
    public byte* Elements(RowValue value)
    {
        var scratch = Scratch(value);
        return scratch is not null ? scratch : Origin(value) + (Row * Plan.Length * value.ElementSize);
    }

    /// <summary>The value of each row of the block.</summary>
    public byte* RowValues(RowValue value)
    {
        value = Viewed(value);
        return _slots[value.Index].IsDirect ? Origin(value) + (Row * value.ElementSize) : Scratch(value);
    }

    /// <summary>Whether values of rows are written where they are wanted.</summary>
    public bool IsDirect(RowValue value) => _slots[Viewed(value).Index].IsDirect;

    /// <summary>The value of each row of the block, once for each element of the row.</summary>
    public byte* Spread(RowValue value) => _slots[Viewed(value).Index].Spread;

    /// <summary>Writes <see cref="Spread"/> unless it stands there.</summary>
    public void SpreadRows(RowValue value)
    {
        value = Viewed(value);
        ref var slot = ref _slots[value.Index];
        if (slot.IsSpread) return;
        slot.IsSpread = true;
        Pack.Repeat(slot.Spread, RowValues(value), value.ElementSize, Plan.Block, Plan.Length, value.ElementSize);
    }

    /// <summary>A single element under the nest's shape or a plane's, as often as it stands there.</summary>
    public byte* SpreadConstant(RowValue value)
    {
        ref var slot = ref _slots[value.Index];
        if (slot.Spread is null) slot.Spread = TakeElements(value);
        if (slot.IsConstant) Pack.Repeat(slot.Spread, Origin(value), value.ElementSize, 1, Plan.Block * Plan.Length, value.ElementSize);
        else Pack.Repeat(slot.Spread, slot.Scratch, value.ElementSize, Plan.Length, Plan.Block, value.ElementSize);
        return slot.Spread;
    }

    /// <summary>Pads what a stage computed for each row, and stores it where it was asked for.</summary>
    public void Finish(RowValue value)
    {
        if (IsDirect(value)) return;
        var p = RowValues(value);
        var (size, rows) = (value.ElementSize, Plan.Block);
        Pack.Splat(p + ((long)rows * size), p + ((long)(rows - 1) * size), size);
        if (value.Keep) Buffer.MemoryCopy(p, Origin(value) + (Row * size), (long)rows * size, (long)rows * size);
    }

    private static RowValue Viewed(RowValue value)
    {
        while (value.Viewed is { } viewed) value = viewed;
        return value;
    }
}
