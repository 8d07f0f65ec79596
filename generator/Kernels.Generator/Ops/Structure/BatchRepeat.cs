using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An array that is not mapped, repeated along a new leading axis as long as that of operand 1: a view.</summary>
internal sealed class BatchRepeat() : HostOp("batch_repeat", "Repeat")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool ReadsElements(int operand) => operand == 0;

    public override (int Min, int Max) OperandCount => (2, 2);

    public override string Call(Node node, string[] x) => $"global::Kernels.CompilerServices.Batching.Repeat({x[0]}, {x[1]}.Shape[0])";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
