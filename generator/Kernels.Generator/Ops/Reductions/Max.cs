using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The largest element; NaN if there is one.</summary>
internal sealed class Max() : ReductionOp("max", "Max")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : operand;
}
