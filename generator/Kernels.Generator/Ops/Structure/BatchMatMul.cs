using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A matrix product in a batch: <c>leftMapped</c> and <c>rightMapped</c> say which operands have the leading axis, so that the
/// runtime can tell a batch of vectors from a matrix.</summary>
internal sealed class BatchMatMul() : HostOp("batch_matmul", "MatMul")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override ImmutableArray<string> RequiredAttributes => ["leftMapped", "rightMapped"];

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Batching.MatMul({x[0]}, {x[1]}, leftMapped: {node.Attributes.Required("leftMapped")}, rightMapped: {node.Attributes.Required("rightMapped")})";
}
