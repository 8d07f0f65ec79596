using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The polynomial with the coefficients that are operand 0, the highest power first, at each element of operand 1.</summary>
internal sealed class Polyval() : HostOp("polyval", "Polyval")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => batch.IsMapped(node.Operands[0])
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == operands[1].DType ? operands[0].DType
        : throw new IrException($"a polynomial of {operands[0].DType.Keyword()} has no value at {operands[1].DType.Keyword()}");

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[1].IsArray ? operands[1].Shape : SymShape.Scalar;
}
