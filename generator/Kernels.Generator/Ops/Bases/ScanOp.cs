using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Each element combined with those before it along <c>axis</c>; without one, of the array as a vector.</summary>
internal abstract class ScanOp(string name, string method) : HostOp(name, method)
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (node.Attributes.Text("axis") is not null)
            return batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
        // Each example as a vector.
        var rows = batch.Builder.Add(OpTable.BatchReshape, [operands[0], batch.Builder.Constant(DType.I32, "-1")], source: node.Source);
        return batch.Builder.Add(this, [rows], node.Attributes.With("axis", 1), node.Source, node.Result.Name);
    }

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == DType.Bool
        ? throw new IrException($"'{Name}' has no form for bool; convert with As<int>()") : operands[0].DType;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes)
    {
        if (attributes.Text("axis") is null) return operands[0].Shape.Derive("flat");
        AxisRules.Check(attributes, operands[0].Shape);
        return operands[0].Shape;
    }
}
