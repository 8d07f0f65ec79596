using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>Runs a loop over a block: over the values of its rows, or over all its elements, at once or row by row or plane by plane.</summary>
/// <remarks>Bounds: every operand's address is that of the block's elements in its array or in scratch (<see cref="RowBlock"/>), or of a vector of copies.</remarks>
internal sealed unsafe class RowLoopStage : RowBlockStage
{
    private readonly RowBlock _block;
    private readonly LoopBody _body;
    private readonly Moving[] _moving;
    private readonly Constant[] _constants;
    private readonly RowValue[] _spread;
    private readonly RowValue[] _finished;

    // Calls of the body for a block, and the elements of each.
    private readonly int _calls;
    private readonly int _n;
    private LoopArgs _args;

    /// <summary>An operand whose elements follow the calls.</summary>
    /// <param name="Operand">Its index.</param>
    /// <param name="Start">Its first element; of the whole array, where it is one.</param>
    /// <param name="RowBytes">Bytes from one row to the next in the array; 0 in scratch.</param>
    /// <param name="CallBytes">Bytes from one call to the next.</param>
    private readonly record struct Moving(int Operand, nint Start, long RowBytes, long CallBytes);

    /// <summary>An operand that is one value in each call.</summary>
    private readonly record struct Constant(nint Copies, RowValue Values, int Size);

    public RowLoopStage(RowBlock block, RowLoop loop)
    {
        (_block, _body) = (block, loop.Kernel.Body);
        var plan = block.Plan;
        var inputs = loop.Inputs;
        for (var k = 0; k < loop.Scalars.Count; k++) _args.Scalars[k] = loop.Scalars[k].Bits;

        var byRow = !loop.IsRow && block.RowByRow && inputs.Any(i => i.IsRow);
        var byPlane = !loop.IsRow && plan.Planes && inputs.Any(i => i.IsRow || block.IsPlaneConstant(i));
        _calls = byRow ? plan.Block : byPlane ? plan.Length : 1;
        _n = loop.IsRow ? Math.Max(plan.Block, Hardware.VectorBytes / loop.Kernel.ElementSize)
            : byRow ? plan.Length : byPlane ? plan.Block : plan.Block * plan.Length;

        List<Moving> moving = [];
        List<Constant> constants = [];
        List<RowValue> spread = [];
        for (var k = 0; k < inputs.Count; k++)
        {
            var input = inputs[k];
            if (block.IsConstant(input))
            {
                Pack.Splat(Copies(k), block.Origin(input), input.ElementSize);
            }
            else if (loop.IsRow || (input.IsRow && byPlane))
            {
                FollowRows(k, input);
            }
            else if (input.IsRow && byRow)
            {
                constants.Add(new((nint)Copies(k), input, input.ElementSize));
            }
            else if (input.IsRow)
            {
                spread.Add(input);
                Set(k, block.Spread(input), -1);
            }
            else if (block.IsPlaneConstant(input))
            {
                constants.Add(new((nint)Copies(k), input, input.ElementSize));
            }
            else
            {
                Follow(k, input);
            }
        }
        for (var k = 0; k < loop.Outputs.Count; k++)
        {
            if (loop.IsRow) FollowRows(inputs.Count + k, loop.Outputs[k]);
            else Follow(inputs.Count + k, loop.Outputs[k]);
        }
        (_moving, _constants, _spread) = ([.. moving], [.. constants], [.. spread]);
        _finished = loop.IsRow ? [.. loop.Outputs] : [];

        byte* Copies(int k)
        {
            var copies = block.Take(Hardware.MaxVectorBytes);
            Set(k, copies, 0);
            return copies;
        }

        void FollowRows(int k, RowValue value)
        {
            if (block.IsDirect(value)) moving.Add(new(k, (nint)block.Origin(value), value.ElementSize, 0));
            Set(k, block.IsDirect(value) ? null : block.RowValues(value), -1);
        }

        void Follow(int k, RowValue value)
        {
            var scratch = block.Scratch(value);
            var call = (long)_n * value.ElementSize;
            Set(k, scratch, -1);
            if (scratch is null) moving.Add(new(k, (nint)block.Origin(value), (long)plan.Length * value.ElementSize, call));
            else if (_calls > 1) moving.Add(new(k, (nint)scratch, 0, call));
        }
    }

    public override void Run()
    {
        foreach (var value in _spread) _block.SpreadRows(value);
        foreach (ref readonly var operand in _moving.AsSpan()) _args.Addresses[operand.Operand] = operand.Start + (_block.Row * operand.RowBytes);
        for (var call = 0; ;)
        {
            foreach (ref readonly var constant in _constants.AsSpan())
                Pack.Splat((byte*)constant.Copies, Values(constant.Values) + ((long)call * constant.Size), constant.Size);
            _body(ref _args, _n);
            if (++call == _calls) break;
            foreach (ref readonly var operand in _moving.AsSpan()) _args.Addresses[operand.Operand] += operand.CallBytes;
        }
        foreach (var output in _finished) _block.Finish(output);
    }

    public override void Dispose()
    {
    }

    private byte* Values(RowValue value) => value.IsRow ? _block.RowValues(value) : _block.Scratch(value);

    private void Set(int k, byte* address, long step)
    {
        _args.Addresses[k] = (long)address;
        _args.Steps[k] = step;
    }
}
