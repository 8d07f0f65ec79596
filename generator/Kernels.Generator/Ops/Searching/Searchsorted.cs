using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Where operand 1's elements belong in the sorted vector that is operand 0; <c>side</c> 1 is behind equal ones.</summary>
internal sealed class Searchsorted() : VectorFunctionOp("searchsorted", "Searchsorted", 2, 2)
{
    protected override string Constant(Node node, string name, string value, string[] x) => $"(global::Kernels.SearchSide){value}";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == operands[1].DType ? DType.I64
        : throw new IrException($"a vector of {operands[0].DType.Keyword()} cannot be searched for {operands[1].DType.Keyword()}");

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[1].IsArray ? operands[1].Shape : SymShape.Scalar;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => batch.IsMapped(node.Operands[0])
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);
}
