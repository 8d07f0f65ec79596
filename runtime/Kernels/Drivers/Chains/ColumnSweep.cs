using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.Chains;

/// <summary>Nests of a batch that go over columns, x[.., k], which in memory are elements far from each other: a program that sweeps along the last axis. The columns of a
/// block of positions are copied together, a tile at a time, to where each lies by itself; there all nests run; what they wrote is copied back.</summary>
/// <remarks>
/// <para>Where each nest gathers its own columns, an access takes an instruction or more for each element, and the line it lies in comes again for the next column.
/// Where the columns lie now never changes while the sweep runs, so each nest's arguments are set once for a thread, not once for a block.</para>
/// <para>Bounds: operands are checked against their buffers when they are added; blocks lie in the nests; a column has room for <see cref="_block"/> positions, a multiple
/// of what any vector holds, and bodies compute as many or fewer.</para>
/// </remarks>
internal sealed unsafe class ColumnSweep
{
    // Of all columns of a block: half of a core's own cache, or a quarter.
    private const long MemoryBytes = 256 << 10;

    // Positions of a block. A body's call should be short beside the block's work, and chunks divisible.
    private const int MostPositions = 256;
    private const int LeastPositions = 32;

    // Elements of 4 bytes in the widest vector: padded blocks hold whole vectors of any dtype that bodies compute in.
    private const int Lanes = Hardware.MaxVectorBytes / sizeof(float);

    // A batch must use its columns again, or lie in tiles, to be worth copying.
    private const double LeastGain = 1.5;

    // Fewer nests have little to share.
    private const int LeastNests = 4;

    // Behind a nest's vectors of copies lie its arguments.
    private const int SplatBytes = LoopArgs.MaxOperands * Hardware.MaxVectorBytes;

    private readonly ChainBatch _batch;
    private readonly byte** _origins;
    private readonly List<ColumnPanel> _panels = [];

    // Of each operand, its panel's index; -1 for one value for all positions.
    private readonly int[] _places;
    private int _block;
    private int _pitch;
    private long _memory;

    [ThreadStatic]
    private static byte[]? t_memory;

    private ColumnSweep(ChainBatch batch, nint origins)
    {
        _batch = batch;
        _origins = (byte**)origins;
        _places = new int[batch.Count * LoopArgs.MaxOperands];
    }

    /// <summary>The positions that the nests go over.</summary>
    public int Size => _batch[0].Nest.Size;

    /// <summary>Plans a sweep.</summary>
    /// <returns>Null if the nests are others, or if it would gain little.</returns>
    public static ColumnSweep? TryCreate(ChainBatch batch, nint origins)
    {
        if (batch.Skew != 0 || batch.Count < LeastNests) return null;
        var mayHaveColumns = false;
        foreach (var chained in batch.Nests) mayHaveColumns |= chained.Nest.IsStrided || chained.Nest.IsPlaced;
        if (!mayHaveColumns) return null;
        var sweep = new ColumnSweep(batch, origins);
        return sweep.Plan() ? sweep : null;
    }

    private bool Plan()
    {
        var strided = 0;
        for (var k = 0; k < _batch.Count; k++)
        {
            ref var nest = ref _batch[k].Nest;
            if (!nest.Shape.Equals(_batch[0].Nest.Shape)) return false;
            for (var operand = 0; operand < nest.OperandCount; operand++)
            {
                if (!TryPlace(ref nest, k, operand, out var isStrided)) return false;
                if (isStrided) strided++;
            }
        }
        if (strided == 0) return false;
        foreach (var panel in _panels)
        {
            if (!panel.IsWritten) continue;
            // Two of them might hold the same elements.
            foreach (var other in _panels)
                if (!ReferenceEquals(other, panel) && ReferenceEquals(other.Buffer, panel.Buffer)) return false;
        }
        Touch();
        double cost = 0;
        long rowBytes = 0;
        foreach (var panel in _panels)
        {
            panel.Prepare();
            cost += panel.Cost;
            rowBytes += (long)panel.Columns * panel.Size;
        }
        if (strided < cost * LeastGain) return false;
        _block = (int)Math.Min(MemoryBytes / rowBytes, MostPositions) / Lanes * Lanes;
        if (_block < LeastPositions) return false;
        // Columns that begin alike in their pages would share the sets of the first cache.
        _pitch = _block + Lanes;
        foreach (var panel in _panels)
        {
            panel.Start = _memory;
            _memory += ((long)panel.Columns * _pitch * panel.Size + Hardware.MaxVectorBytes - 1) & -Hardware.MaxVectorBytes;
        }
        return true;
    }

    /// <summary>Finds an operand's column; false if it is none.</summary>
    private bool TryPlace(ref LoopNest nest, int index, int operand, out bool isStrided)
    {
        isStrided = false;
        ref var place = ref _places[index * LoopArgs.MaxOperands + operand];
        place = -1;
        var isOutput = operand >= nest.InputCount;
        var array = nest.Array(operand);
        if (!isOutput && array.Shape.Size == 1) return true;
        var size = nest.ElementSize(operand);
        if (size is not (4 or 8)) return false;
        var rank = nest.Shape.Rank;
        Span<int> strides = rank <= 16 ? stackalloc int[16] : new int[rank];
        strides = strides[..rank];
        NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, nest.Shape.AsSpan(), strides);
        NestWalker.CheckReach(array, nest.Shape.AsSpan(), strides);
        long stride = strides[rank - 1];
        if (stride <= 0) return false;
        for (var axis = rank - 1; axis > 0; axis--)
            if (strides[axis - 1] != (long)strides[axis] * nest.Shape[axis]) return false;
        (stride, isStrided) = (stride * size, stride != 1);
        var offset = (long)array.Offset * size;
        // A result that is an array of its own has the address of its first element there.
        var first = (long)_origins[index * LoopArgs.MaxOperands + operand] + (isOutput && !nest.IsPlaced ? 0 : offset);
        place = Find(nest.HostData[operand]!, stride, size, offset, first);
        if (isOutput) _panels[place].IsWritten = true;
        return true;
    }

    private int Find(object buffer, long stride, int size, long offset, long first)
    {
        for (var k = 0; k < _panels.Count; k++)
        {
            var panel = _panels[k];
            if (ReferenceEquals(panel.Buffer, buffer) && panel.Stride == stride && panel.TryAdd(offset, first)) return k;
        }
        _panels.Add(new ColumnPanel(buffer, stride, size, offset, first));
        return _panels.Count - 1;
    }

    private ColumnPanel? PanelOf(int nest, int operand) => _places[nest * LoopArgs.MaxOperands + operand] is >= 0 and var place ? _panels[place] : null;

    private static int Column(ColumnPanel panel, ref LoopNest nest, int operand) => panel.Column((long)nest.Array(operand).Offset * panel.Size);

    /// <summary>Notes what nests read and write, in their order, now that the panels are as wide as they become.</summary>
    private void Touch()
    {
        for (var k = 0; k < _batch.Count; k++)
        {
            ref var nest = ref _batch[k].Nest;
            for (var operand = 0; operand < nest.OperandCount; operand++)
            {
                if (PanelOf(k, operand) is { } panel) panel.Touch(Column(panel, ref nest, operand), writes: operand >= nest.InputCount);
            }
        }
    }

    /// <summary>Runs all nests over positions [from, to).</summary>
    [SkipLocalsInit]
    public void Run(long from, long to)
    {
        var stride = (sizeof(LoopArgs) + SplatBytes + Hardware.MaxVectorBytes - 1) & -Hardware.MaxVectorBytes;
        var needed = _memory + (long)_batch.Count * stride + Hardware.MaxVectorBytes;
        if (t_memory is null || t_memory.Length < needed) t_memory = GC.AllocateUninitializedArray<byte>(checked((int)needed), pinned: true);
        var memory = ElementwiseDriver.Align((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(t_memory)));
        var own = memory + _memory;
        for (var k = 0; k < _batch.Count; k++) Bind(k, memory, own + k * stride);
        for (var start = from; start < to; start += _block)
        {
            var n = (int)Math.Min(_block, to - start);
            var padded = (n + Lanes - 1) / Lanes * Lanes;
            foreach (var panel in _panels) panel.Read(memory, _pitch, start, n, padded);
            for (var k = 0; k < _batch.Count; k++) _batch[k].Nest.Kernel.Body(ref *(LoopArgs*)(own + k * stride + SplatBytes), padded);
            foreach (var panel in _panels)
                if (panel.IsWritten) panel.Write(memory, _pitch, start, n);
        }
    }

    private void Bind(int index, byte* memory, byte* splats)
    {
        ref var nest = ref _batch[index].Nest;
        ref var args = ref *(LoopArgs*)(splats + SplatBytes);
        args = nest.Args;
        for (var operand = 0; operand < nest.OperandCount; operand++)
        {
            if (PanelOf(index, operand) is { } panel)
            {
                (args.Addresses[operand], args.Steps[operand]) = ((long)(memory + panel.Start + (long)Column(panel, ref nest, operand) * _pitch * panel.Size), -1);
                continue;
            }
            var splat = splats + operand * Hardware.MaxVectorBytes;
            var size = nest.ElementSize(operand);
            Pack.Splat(splat, _origins[index * LoopArgs.MaxOperands + operand] + (long)nest.Array(operand).Offset * size, size);
            (args.Addresses[operand], args.Steps[operand]) = ((long)splat, 0);
        }
    }
}
