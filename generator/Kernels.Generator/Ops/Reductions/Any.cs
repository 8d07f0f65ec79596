using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether any element is true.</summary>
internal sealed class Any() : ReductionOp("any", "Any")
{
    public override DType? ResultDType(DType operand) => operand == DType.Bool ? DType.Bool : null;
}
