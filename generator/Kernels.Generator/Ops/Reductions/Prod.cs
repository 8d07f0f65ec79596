using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The product, in the operand's dtype.</summary>
internal sealed class Prod() : ReductionOp("prod", "Prod")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : operand;
}
