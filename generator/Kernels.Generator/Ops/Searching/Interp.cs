using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The piecewise linear function through the points (operand 1, operand 2) at each element of operand 0.</summary>
internal sealed class Interp() : VectorFunctionOp("interp", "Interp", 3, 3)
{
    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].IsArray ? operands[0].Shape : SymShape.Scalar;

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) => batch.IsMapped(node.Operands[1]) || batch.IsMapped(node.Operands[2])
        ? EachExample.Of(batch, node, operands)
        : batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);
}
