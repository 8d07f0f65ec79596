using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sum, in the operand's dtype.</summary>
internal sealed class Sum() : ReductionOp("sum", "Sum")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : operand;
}
