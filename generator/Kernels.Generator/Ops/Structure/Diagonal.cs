using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The diagonals over <c>axis1</c> and <c>axis2</c>, by default the first two, as a last axis: a view. Operand 1 is the offset, if any.</summary>
internal sealed class Diagonal() : HostOp("diagonal", "Diagonal")
{
    public override ResultBuffer Buffer => ResultBuffer.View;

    public override bool IsView => true;

    public override (int Min, int Max) OperandCount => (1, 2);

    public override bool IsOperand(string parameter) => parameter == "offset";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (operands.Length > 1 && operands[1].IsArray) throw new IrException("'diagonal' cannot be mapped over its offset; only over its array");
        var attributes = node.Attributes.With("axis1", node.Attributes.Int("axis1")).With("axis2", node.Attributes.Int("axis2", 1));
        return batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(attributes, "axis1", "axis2"), node.Source, node.Result.Name);
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
