using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A new axis of extent 1 at <c>axis</c>: a view.</summary>
internal sealed class ExpandDims() : HostOp("expand_dims", "ExpandDims")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    protected override string AxisRank(string[] x) => $"{x[0]}.Rank + 1";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
}
