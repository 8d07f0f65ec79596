using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The subarrays at pairs of indices of the first two axes, <c>x[rows, columns]</c>, of index arrays that broadcast.</summary>
internal sealed class GatherPairs() : HostOp("gather_pairs", "GatherPairs")
{
    public override (int Min, int Max) OperandCount => (3, 3);

    public override ResultBuffer Buffer => ResultBuffer.Fresh;

    public override string Call(Node node, string[] x) => $"{x[0]}[{x[1]}, {x[2]}]";

    protected override DType ResultDType(ImmutableArray<Value> operands)
    {
        foreach (var indices in operands.Skip(1))
            if (!indices.IsArray || indices.DType is not (DType.I32 or DType.I64) || indices.DType != operands[1].DType) throw new IrException("two index arrays are both of int, or both of long");
        return operands[0].DType;
    }
}
