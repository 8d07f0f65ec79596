using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether all elements are true.</summary>
internal sealed class All() : ReductionOp("all", "All")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? DType.Bool : null;
}
