using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Gives a kernel's body its inputs for any range of a nest's elements, whatever their strides.</summary>
/// <remarks>
/// <para>A range is [start, start + n) in C order of the nest's axes, or of a permutation of them. An input that is contiguous over the
/// range is used where it lies, one that is constant is a splat, any other is copied into a block that stays in L1.</para>
/// <para>Bounds: the constructor checks that the smallest and largest offset that an input's strides reach lie in its buffer, and
/// ranges lie in the nest; blocks hold <see cref="Block"/> elements of each input that may need one. The memory of the buffers is
/// pinned by the caller, and the plan's and the blocks' memory is on the caller's stack.</para>
/// </remarks>
internal unsafe partial struct NestWalker
{
    /// <summary>Bytes for the blocks of all inputs; half of an L1 cache, so that the body's other operands fit beside them.</summary>
    public const int ScratchBytes = 16 * 1024;

    private const int MaxBlock = 2048;

    // Rows that repeat are packed once, several to a range, below this.
    private const int LongRow = 256;

    // The rows of one call where operands are one value in a row.
    private const int SplatRows = 16;

    private readonly long* _dims;
    private readonly long* _index;
    private readonly Input* _inputs;
    private readonly int _count;
    private readonly int _readCount;
    private readonly byte* _splats;
    private readonly byte* _scratch;
    private readonly bool _takesRows;
    private int _rank;

    // The elements of the walk, if the blocks of periodic inputs hold a row more than a range; else 0.
    private long _turned;

    private enum Kind
    {
        Contiguous,
        Constant,

        // All strides but the innermost are 0: the copied block of one range serves every other that starts at the same phase.
        Periodic,
        Strided,
    }

    private struct Input
    {
        public byte* Origin;
        public byte* Block;
        public long* Strides;
        public int Size;
        public Kind Kind;
        public long BlockPhase;
        public int BlockCount;

        // The innermost axes that this input alone walks as one, contiguous or constant: the first of them, and their elements.
        public int RunAxis;
        public long Run;
    }

    /// <summary>Bytes of plan memory for a nest.</summary>
    public static int PlanBytes(int rank, int inputs) => sizeof(long) * (rank + 1) * (inputs + 2) + sizeof(Input) * inputs;

    /// <summary>Plans the walk.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="origins">The address of each input's element 0 of its buffer.</param>
    /// <param name="order">The nest's axes in the order of the walk; empty for their own.</param>
    /// <param name="plan">Memory of <see cref="PlanBytes"/> bytes.</param>
    /// <param name="splats">64 bytes for each input.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/> bytes.</param>
    /// <param name="operands">Operands to walk: the inputs, or the outputs too, where these lie in regions of arrays.</param>
    /// <param name="copies">Null, or for each input a copy to read instead.</param>
    public NestWalker(ref LoopNest nest, byte** origins, ReadOnlySpan<int> order, byte* plan, byte* splats, byte* scratch, int operands = -1, InputCopy* copies = null)
    {
        var rank = nest.Shape.Rank;
        _readCount = nest.InputCount;
        _count = operands < 0 ? _readCount : operands;
        _splats = splats;
        _scratch = scratch;
        _takesRows = nest.Kernel.TakesRows;
        _inputs = (Input*)plan;
        _dims = (long*)(plan + sizeof(Input) * _count);
        _index = _dims + rank + 1;
        var strides = _index + rank + 1;
        for (var i = 0; i < rank; i++) _dims[i] = nest.Shape.Dims[order.IsEmpty ? i : order[i]];

        Span<int> own = rank <= 32 ? stackalloc int[32] : new int[rank];
        own = own[..rank];
        for (var k = 0; k < _count; k++)
        {
            if (copies is not null && copies[k].Origin is not null)
            {
                _inputs[k] = new Input { Origin = copies[k].Origin, Size = nest.ElementSize(k), Strides = strides + k * (rank + 1) };
                for (var i = 0; i < rank; i++) _inputs[k].Strides[i] = copies[k].Strides[i];
                continue;
            }
            var array = nest.Array(k);
            NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, nest.Shape.AsSpan(), own);
            CheckReach(array, nest.Shape.AsSpan(), own);
            var size = array.ElementSize;
            ref var input = ref _inputs[k];
            input = default;
            input.Origin = origins[k] + (long)array.Offset * size;
            input.Size = size;
            input.Strides = strides + k * (rank + 1);
            for (var i = 0; i < rank; i++) input.Strides[i] = (long)own[order.IsEmpty ? i : order[i]] * size;
        }
        _rank = rank;
        Collapse();
        Block = int.MaxValue;
        Classify();
    }

    /// <summary>The most elements of one range that is longer than a row of the innermost axis, or where rows are not direct.</summary>
    public int Block { get; private set; }

    /// <summary>The extent of the innermost axis after collapsing.</summary>
    public readonly long Inner => _dims[_rank - 1];

    /// <summary>Whether within one row of the innermost axis no input needs a copy.</summary>
    public bool RowsAreDirect { get; private set; }

    /// <summary>Whether no range needs a copy.</summary>
    public bool AllDirect { get; private set; }

    /// <summary>Called when others have used the scratch memory.</summary>
    public readonly void Forget()
    {
        for (var k = 0; k < _count; k++) _inputs[k].BlockCount = 0;
    }

    /// <summary>Whether some input is copied again for every range, in rows of the innermost axis.</summary>
    public readonly bool HasStrided
    {
        get
        {
            for (var k = 0; k < _count; k++)
                if (_inputs[k].Kind == Kind.Strided) return true;
            return false;
        }
    }

    /// <summary>Points the body's arguments at the inputs of a range.</summary>
    public readonly void Bind(ref LoopArgs args, long start, int n)
    {
        var inner = Inner;
        var row = start / inner;
        var phase = start - row * inner;
        var oneRow = phase + n <= inner;
        for (var k = 0; k < _count; k++)
        {
            ref var input = ref _inputs[k];
            var address = input.Origin;
            long step = -1;
            switch (input.Kind)
            {
                case Kind.Contiguous:
                    address += start * input.Size;
                    break;
                case Kind.Constant:
                    address = _splats + k * Hardware.MaxVectorBytes;
                    step = 0;
                    break;
                default:
                    var stride = input.Strides[_rank - 1];
                    var run = oneRow ? row : start / input.Run;
                    var (axes, at) = oneRow ? (_rank - 1, phase) : (input.RunAxis, start - run * input.Run);
                    var oneRun = oneRow || at + n <= input.Run;
                    if (oneRun && stride == input.Size)
                    {
                        address += RowOffset(input, run, axes) + at * stride;
                    }
                    else if (oneRun && stride == 0)
                    {
                        address = _splats + k * Hardware.MaxVectorBytes;
                        step = 0;
                        Pack.Splat(address, input.Origin + RowOffset(input, run, axes), input.Size);
                    }
                    else
                    {
                        address = input.Block;
                        if (k >= _readCount) break;
                        if (input.Kind == Kind.Periodic && _turned > 0)
                        {
                            // From its first phase on, a row longer than a range: so it holds those of all phases.
                            address += phase * input.Size;
                            if (input.BlockCount > 0) break;
                            input.BlockCount = (int)Math.Min(Block + inner, _turned);
                            Pack.Gather(input.Block, input.Origin, _dims, input.Strides, _index, _rank, 0, input.BlockCount, input.Size);
                            break;
                        }
                        if (input.Kind == Kind.Periodic && input.BlockPhase == phase && input.BlockCount >= n) break;
                        Pack.Gather(address, input.Origin, _dims, input.Strides, _index, _rank, start, n, input.Size);
                        input.BlockPhase = phase;
                        input.BlockCount = n;
                    }
                    break;
            }
            args.Addresses[k] = (long)address;
            args.Steps[k] = step;
        }
    }

    /// <summary>Whether it pays to call the body row by row: no row needs a copy, and is long enough beside the call or the copies that ranges of
    /// many rows would need.</summary>
    /// <param name="lanes">The lanes of the body's vectors; rows have at least two vectors.</param>
    public readonly bool PrefersRows(int lanes)
    {
        if (!RowsAreDirect || _rank < 2) return false;
        var copied = 0;
        for (var k = 0; k < _count; k++)
            if (_inputs[k].Kind == Kind.Strided) copied++;
        // Without any, only rows that repeat are copied, once for many ranges.
        return Inner >= (copied == 0 ? LongRow : copied == 1 && _count == _readCount && !_takesRows ? LongRow / 4 : 2 * lanes);
    }

    /// <summary>Calls the body for each row of the innermost axis that begins in a range of elements, for many at once if it takes them; no row
    /// needs a copy.</summary>
    /// <param name="nest">The nest; its outputs are contiguous unless they are walked too.</param>
    /// <param name="args">The body's arguments.</param>
    /// <param name="origins">The address of each output's element 0, after those of the inputs.</param>
    /// <param name="from">The first element of the range.</param>
    /// <param name="to">The end of the range.</param>
    [SkipLocalsInit]
    public readonly void RunRows(ref LoopNest nest, ref LoopArgs args, byte** origins, long from, long to)
    {
        var inner = Inner;
        var middle = _dims[_rank - 2];
        var operands = nest.OperandCount;
        // From a row to the next along the axis before the innermost; and the operands that are one value in a row.
        var next = stackalloc long[LoopArgs.MaxOperands];
        var splat = stackalloc int[LoopArgs.MaxOperands];
        var source = stackalloc byte*[LoopArgs.MaxOperands];
        var splatCount = 0;
        for (var k = 0; k < operands; k++)
        {
            var stride = k < _count ? _inputs[k].Strides[_rank - 1] : nest.ElementSize(k);
            args.Steps[k] = stride == 0 ? 0 : -1;
            next[k] = stride == 0 ? 0 : k < _count ? _inputs[k].Strides[_rank - 2] : inner * stride;
            args.RowStrides[k] = next[k];
            if (k >= _count) args.Addresses[k] = (long)origins[k];
            if (stride != 0) continue;
            args.Addresses[k] = (long)(_splats + k * Hardware.MaxVectorBytes);
            if (_inputs[k].Kind != Kind.Constant) splat[splatCount++] = k;
        }
        // All rows of the results lie equally to a line: they have the same strides.
        args.Streams = Streaming.IsWorth(ref nest, ref args, inner);
        args.Aligns = Streaming.Aligns(ref nest, inner);
        // The values of as many rows as one call takes, in copies.
        var most = !_takesRows ? 1 : splatCount == 0 ? long.MaxValue : SplatRows;
        var splats = stackalloc byte[splatCount * SplatRows * Hardware.MaxVectorBytes];
        for (var s = 0; s < splatCount; s++)
        {
            args.Addresses[splat[s]] = (long)(splats + s * SplatRows * Hardware.MaxVectorBytes);
            args.RowStrides[splat[s]] = Hardware.MaxVectorBytes;
        }
        var body = nest.Kernel.Body;
        var end = (to + inner - 1) / inner;
        for (var row = (from + inner - 1) / inner; row < end;)
        {
            for (var k = 0; k < operands; k++)
            {
                if (k >= _count) args.Addresses[k] = (long)(origins[k] + row * next[k]);
                else if (args.Steps[k] != 0) args.Addresses[k] = (long)(_inputs[k].Origin + RowOffset(_inputs[k], row));
            }
            for (var s = 0; s < splatCount; s++) source[s] = _inputs[splat[s]].Origin + RowOffset(_inputs[splat[s]], row);
            var run = Math.Min(middle - row % middle, end - row);
            row += run;
            while (true)
            {
                var rows = Math.Min(run, most);
                for (var s = 0; s < splatCount; s++)
                {
                    ref var input = ref _inputs[splat[s]];
                    var copies = (byte*)args.Addresses[splat[s]];
                    for (var r = rows; r > 0; r--, copies += Hardware.MaxVectorBytes, source[s] += input.Strides[_rank - 2]) Pack.Splat(copies, source[s], input.Size);
                }
                args.FurtherRows = (nint)(rows - 1);
                body(ref args, (nint)inner);
                run -= rows;
                if (run == 0) break;
                for (var k = 0; k < operands; k++) args.Addresses[k] += rows * next[k];
            }
        }
        args.FurtherRows = 0;
        if (args.Streams) Streaming.Fence();
        args.Streams = false;
        args.Aligns = false;
    }

    /// <summary>As <see cref="Bind"/> for a range shorter than a vector: every input is copied and padded to 64 bytes.</summary>
    public readonly void BindShort(ref LoopArgs args, long start, int n)
    {
        var copy = stackalloc byte[Hardware.MaxVectorBytes];
        for (var k = 0; k < _count; k++)
        {
            ref var input = ref _inputs[k];
            var block = _scratch + k * Hardware.MaxVectorBytes;
            Pack.Gather(copy, input.Origin, _dims, input.Strides, _index, _rank, start, n, input.Size);
            Pack.Padded(block, copy, n, input.Size);
            args.Addresses[k] = (long)block;
            args.Steps[k] = -1;
            input.BlockCount = 0;
        }
        // The blocks of all inputs share this memory.
        for (var k = 0; k < _count; k++) _inputs[k].BlockCount = 0;
    }

    /// <summary>Copies a range of the outputs that the body wrote into blocks to where it belongs.</summary>
    public readonly void Scatter(ref LoopArgs args, long start, int n)
    {
        for (var k = _readCount; k < _count; k++)
        {
            ref var output = ref _inputs[k];
            var block = (byte*)args.Addresses[k];
            if (block == output.Block || block == _scratch + k * Hardware.MaxVectorBytes)
                Unpack.Scatter(block, output.Origin, _dims, output.Strides, _index, _rank, start, n, output.Size);
        }
    }

    /// <summary>The first input's first element if that input is contiguous over the whole walk, else null.</summary>
    public readonly byte* ContiguousInput => _inputs[0].Kind == Kind.Contiguous ? _inputs[0].Origin : null;

    /// <summary>Copies a range of an input.</summary>
    public readonly void Copy(int input, byte* target, long start, int n) =>
        Pack.Gather(target, _inputs[input].Origin, _dims, _inputs[input].Strides, _index, _rank, start, n, _inputs[input].Size);

    // In bytes, of a row of all axes but the innermost.
    private readonly long RowOffset(in Input input, long row) => RowOffset(input, row, _rank - 1);

    // Of a row of the first axes.
    private readonly long RowOffset(in Input input, long row, int axes)
    {
        long offset = 0;
        for (var axis = axes - 1; axis > 0; axis--)
        {
            var outer = row / _dims[axis];
            offset += (row - outer * _dims[axis]) * input.Strides[axis];
            row = outer;
        }
        return axes >= 1 ? offset + row * input.Strides[0] : 0;
    }
}
