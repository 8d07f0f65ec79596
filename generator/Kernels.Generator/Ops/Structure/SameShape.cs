using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether two arrays have one shape, a bool.</summary>
internal sealed class SameShape() : HostOp("same_shape", "SameShape")
{
    public override bool ReadsElements(int operand) => false;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.Bool);

    public override string Call(Node node, string[] x) => $"{x[0]}.Shape == {x[1]}.Shape";

    /// <summary>Examples have one shape where the batches do.</summary>
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        node.Operands.All(batch.IsMapped) ? batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name)
        : throw new IrException("the shape of an example and that of what all share cannot be compared yet");
}
