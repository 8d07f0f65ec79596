using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The vector products along the last axes, of three elements each.</summary>
internal sealed class Cross() : HostOp("cross", "Cross")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, batch.AlignRanks(node, operands), node.Attributes, node.Source, node.Result.Name);

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) =>
        SymShape.Broadcast(operands[0].Shape, operands[1].Shape) ?? throw new IrException($"shapes {operands[0].Shape} and {operands[1].Shape} do not broadcast");
}
