using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Each element operand 1 times along <c>axis</c>; without one, of the array as a vector.</summary>
internal sealed class Repeat() : HostOp("repeat", "Repeat")
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override bool IsOperand(string parameter) => parameter == "repeats";

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (operands[1].IsArray) throw new IrException("'repeat' can be mapped over its array alone");
        if (node.Attributes.Text("axis") is not null)
            return batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
        var rows = batch.Builder.Add(OpTable.BatchReshape, [operands[0], batch.Builder.Constant(DType.I32, "-1")], source: node.Source);
        return batch.Builder.Add(this, [rows, operands[1]], node.Attributes.With("axis", 1), node.Source, node.Result.Name);
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes)
    {
        AxisRules.Check(attributes, operands[0].Shape);
        return base.ResultShape(operands, attributes);
    }
}
