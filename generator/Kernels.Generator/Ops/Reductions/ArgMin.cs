using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The index of the first smallest element.</summary>
internal sealed class ArgMin() : ReductionOp("argmin", "ArgMin")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : DType.I64;
}
