using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number of axes, an int.</summary>
internal sealed class Rank() : HostOp("rank", "Rank")
{
    public override bool ReadsElements(int operand) => false;

    public override (int Min, int Max) OperandCount => (1, 1);

    public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => new ScalarType(DType.I32);

    public override string Call(Node node, string[] x) => $"{x[0]}.Rank";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(OpTable.Subtract, [batch.Builder.Add(this, operands, node.Attributes, node.Source), batch.Builder.Constant(DType.I32, "1")]);
}
