using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The matrix with a vector on a diagonal, or a matrix' diagonal; operand 1 says which, if any.</summary>
internal sealed class Diag() : HostOp("diag", "Diag")
{
    public override (int Min, int Max) OperandCount => (1, 2);

    public override bool IsOperand(string parameter) => parameter == "k";

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
