using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The bin of each element of operand 0, given the edges, operand 1; <c>right</c> says which edge belongs to a bin.</summary>
internal sealed class Digitize() : VectorFunctionOp("digitize", "Digitize", 2, 2)
{
    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == operands[1].DType ? DType.I64
        : throw new IrException($"elements of {operands[0].DType.Keyword()} have no bins between edges of {operands[1].DType.Keyword()}");

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].IsArray ? operands[0].Shape : SymShape.Scalar;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => batch.IsMapped(node.Operands[1])
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);
}
