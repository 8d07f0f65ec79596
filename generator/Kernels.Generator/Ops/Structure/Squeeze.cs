using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Without the axes of extent 1, or without those named: a view.</summary>
internal sealed class Squeeze() : HostOp("squeeze", "Squeeze")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        node.Attributes.Ints("axis") is null
            ? throw new IrException("'squeeze' without an axis cannot be mapped: the batch itself may have extent 1")
            : batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
}
