using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements along <c>axis</c>, by default the last, in ascending order.</summary>
internal sealed class Sort() : HostOp("sort", "Sort")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
