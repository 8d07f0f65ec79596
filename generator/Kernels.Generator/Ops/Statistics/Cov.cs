using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The covariances of variables, by default rows.</summary>
internal sealed class Cov() : HostOp("cov", "Cov")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
