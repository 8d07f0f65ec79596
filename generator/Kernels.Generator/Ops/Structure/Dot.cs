using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The inner product of vectors, or the matrix product.</summary>
internal sealed class Dot() : HostOp("dot", "Dot")
{
    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(OpTable.BatchMatMul, operands, batch.MappedFlags(node), node.Source, node.Result.Name);
}
