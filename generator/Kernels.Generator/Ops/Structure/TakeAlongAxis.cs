using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The elements at indices along <c>axis</c>, which differ from row to row.</summary>
internal sealed class TakeAlongAxis() : HostOp("take_along_axis", "TakeAlongAxis")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override ImmutableArray<string> RequiredAttributes => ["axis"];

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, batch.MapAll(node, operands), Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[1].IsArray && operands[1].DType is DType.I32 or DType.I64 ? operands[0].DType
        : throw new IrException($"indices must be an array of int or long, not {operands[1].Type}");
}
