using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The array repeated as a whole along each axis; the other operands say how often.</summary>
internal sealed class Tile() : HostOp("tile", "Tile")
{
    public override (int Min, int Max) OperandCount => (1, int.MaxValue);

    // Once is a view.
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsOperand(string parameter) => parameter == "reps";

    public override string Call(Node node, string[] x) => node.Attributes.Text("batched") is { } depth
        ? $"global::Kernels.CompilerServices.Batching.Tile({x[0]}, {depth}, [{string.Join(", ", x.Skip(1))}])"
        : $"global::Kernels.NDArray.Tile({x[0]}, [{string.Join(", ", x.Skip(1))}])";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => operands.Skip(1).Any(o => o.IsArray)
        ? throw new IrException("'tile' can be mapped over its array alone")
        : batch.Builder.Add(this, operands, node.Attributes.With("batched", node.Attributes.Int("batched") + 1), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
