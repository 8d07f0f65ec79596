using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An order statistic along <c>axis</c>, or of all elements; of integers a double. Operand 1, if any, says which.</summary>
internal abstract class QuantileOp(string name, string method, int operands) : HostOp(name, method)
{
    public sealed override (int Min, int Max) OperandCount => (operands, operands);

    public sealed override ResultBuffer Buffer => ResultBuffer.Fresh;

    public sealed override bool IsOperand(string parameter) => parameter == "q";

    public sealed override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands)
    {
        if (operands.Skip(1).Any(o => o.IsArray) || node.Attributes.Flag("keepDims")) return EachExample.Of(batch, node, operands);
        if (node.Attributes.Text("axis") is not null)
            return batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);
        var rows = batch.Builder.Add(OpTable.BatchReshape, [operands[0], batch.Builder.Constant(DType.I32, "-1")], source: node.Source);
        return batch.Builder.Add(this, [rows, .. operands.Skip(1)], node.Attributes.With("axis", 1), node.Source, node.Result.Name);
    }

    protected sealed override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType.IsFloat() ? operands[0].DType
        : operands[0].DType == DType.Bool ? throw new IrException($"'{Name}' has no form for bool") : DType.F64;

    protected sealed override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => ReductionOp.Reduce(operands[0].Shape, attributes);
}
