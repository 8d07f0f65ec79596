using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>How often each number occurs in operand 0, or the sum of the weights there, if operand 1 is an array of them.</summary>
internal sealed class Bincount() : VectorFunctionOp("bincount", "Bincount", 1, 3)
{
    protected override ImmutableArray<string> Scalars => ["minLength"];

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands.Length > 1 && operands[1].IsArray ? operands[1].DType : DType.I64;
}
