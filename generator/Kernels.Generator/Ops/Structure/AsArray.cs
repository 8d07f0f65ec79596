using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A scalar of the host program as an array of rank 0.</summary>
internal sealed class AsArray() : HostOp("as_array", "Create")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ArrayType(operands[0].DType, SymShape.Scalar);

    public override string Call(Node node, string[] x) => $"(global::Kernels.NDArray<{node.Operands[0].DType.Keyword()}>){x[0]}";

    // A mapped scalar is an array already.
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => operands[0];
}
