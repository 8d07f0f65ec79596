using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The positions along <c>axis</c>, by default the last, in the order of their elements.</summary>
internal sealed class ArgSort() : HostOp("argsort", "ArgSort")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.Builder.Add(this, operands, Transforms.BatchContext.Shift(node.Attributes, "axis"), node.Source, node.Result.Name);

    protected override DType ResultDType(ImmutableArray<Value> operands) => DType.I64;

    protected override SymShape ResultShape(ImmutableArray<Value> operands, Attributes attributes) => operands[0].Shape;
}
