using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Rows;

/// <summary>A stage of a nest, its operands' places in a block found once for all blocks.</summary>
internal abstract class RowBlockStage : IDisposable
{
    public abstract void Run();

    public abstract void Dispose();
}

/// <summary>Folds each row of a block.</summary>
/// <remarks>Bounds: reads the block's elements of the input and writes one result a row to scratch (<see cref="RowBlock"/>).</remarks>
internal sealed unsafe class RowFoldStage(RowBlock block, RowReduce stage) : RowBlockStage
{
    private readonly Reducer _reducer = stage.CreateReducer();
    private readonly bool _isSpread = block.IsConstant(stage.Input) || block.IsPlaneConstant(stage.Input);

    public override void Run()
    {
        var data = _isSpread ? block.SpreadConstant(stage.Input) : block.Elements(stage.Input);
        var (size, length, rows) = (stage.Input.ElementSize, block.Plan.Length, block.Plan.Block);
        var results = block.RowValues(stage.Output);
        if (block.Plan.Planes)
        {
            // Short rows are folded as columns: the same order, whatever the layout.
            _reducer.Planes(data, size, rows, length, results);
        }
        else if (length <= Reducer.Block)
        {
            _reducer.Rows(data, size, rows, length, results);
        }
        else
        {
            for (var row = 0; row < rows; row++, data += (long)length * size)
            {
                _reducer.Begin();
                for (var i = 0; i < length; i += Reducer.Block) _reducer.Fold(data + ((long)i * size), Math.Min(Reducer.Block, length - i));
                _reducer.End(results + ((long)row * _reducer.ResultSize), length);
            }
        }
        block.Finish(stage.Output);
    }

    public override void Dispose() => _reducer.Dispose();
}
