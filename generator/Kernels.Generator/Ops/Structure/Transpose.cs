using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The axes in reverse order, or in the order that <c>axes</c> gives: a view.</summary>
internal sealed class Transpose() : HostOp("transpose", "Transpose")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        node.Attributes.Ints("axes") is { } axes
            ? batch.Builder.Add(this, operands, node.Attributes.With("axes", axes.Select(a => a >= 0 ? a + 1 : a).Prepend(0)), node.Source, node.Result.Name)
            : batch.Builder.Add(OpTable.BatchTranspose, operands, node.Attributes, node.Source, node.Result.Name);
}
