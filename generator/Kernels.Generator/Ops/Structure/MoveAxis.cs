using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>One axis moved to another place: a view.</summary>
internal sealed class MoveAxis() : HostOp("move_axis", "MoveAxis")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "source", "destination"), node.Source, node.Result.Name);
}
