using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The mean, in floating point; of integers a double.</summary>
internal sealed class Mean() : ReductionOp("mean", "Mean"), IComposite
{
    public override DType? ResultDType(DType operand) => operand.IsFloat() ? operand : null;

    public Value? Expand(BlockBuilder builder, ImmutableArray<Value> operands, Attributes attributes, Source source) =>
        operands[0].DType.IsInteger() ? builder.Add(this, [builder.Cast(operands[0], DType.F64)], attributes, source) : null;
}
