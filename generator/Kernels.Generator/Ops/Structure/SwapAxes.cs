using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Two axes exchanged: a view.</summary>
internal sealed class SwapAxes() : HostOp("swap_axes", "SwapAxes")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis1", "axis2"), node.Source, node.Result.Name);
}
