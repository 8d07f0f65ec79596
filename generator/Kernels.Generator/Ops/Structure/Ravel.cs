using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>All elements in one axis.</summary>
internal sealed class Ravel() : HostOp("ravel", "Ravel")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(OpTable.BatchReshape, [operands[0], batch.Builder.Constant(DType.I32, "-1")], node.Attributes, node.Source, node.Result.Name);
}
