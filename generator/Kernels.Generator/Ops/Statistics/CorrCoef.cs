using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The correlation coefficients of variables, by default rows.</summary>
internal sealed class CorrCoef() : HostOp("corrcoef", "CorrCoef")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
