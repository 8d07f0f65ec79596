using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements along the axes in reverse order: a view.</summary>
internal sealed class Flip() : HostOp("flip", "Flip")
{
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        node.Attributes.Ints("axis") is null
            ? throw new IrException("'flip' over all axes cannot be mapped; name the axes")
            : batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
}
