using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The order of the columns, the last row deciding first.</summary>
internal sealed class Lexsort() : HostOp("lexsort", "Lexsort")
{
    public override (int Min, int Max) OperandCount => (1, 1);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    protected override DType ResultDType(ImmutableArray<Value> operands) => DType.I64;
}
