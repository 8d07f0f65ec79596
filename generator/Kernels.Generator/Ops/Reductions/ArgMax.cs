using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The index of the first largest element.</summary>
internal sealed class ArgMax() : ReductionOp("argmax", "ArgMax")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? null : DType.I64;
}
