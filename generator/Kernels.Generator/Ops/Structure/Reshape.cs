using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The same elements under another shape, whose extents are the operands; one may be -1.</summary>
internal sealed class Reshape() : HostOp("reshape", "Reshape")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(OpTable.BatchReshape, operands, node.Attributes, node.Source, node.Result.Name);

    public override string Call(Node node, string[] x) => $"global::Kernels.NDArray.{Method}({x[0]}, [{string.Join(", ", x.Skip(1))}])";
}
