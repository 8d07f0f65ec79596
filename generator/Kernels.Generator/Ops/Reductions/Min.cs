using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The smallest element; NaN if there is one.</summary>
internal sealed class Min() : ReductionOp("min", "Min")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : operand;
}
