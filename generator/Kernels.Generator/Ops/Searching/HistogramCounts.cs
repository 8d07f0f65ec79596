using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The number of elements of operand 0 in each bin: between the edges that are operand 1.</summary>
internal sealed class HistogramCounts() : VectorFunctionOp("histogram_counts", "HistogramCounts", 2, 2)
{
    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == operands[1].DType ? DType.I64
        : throw new IrException($"elements of {operands[0].DType.Keyword()} have no bins between edges of {operands[1].DType.Keyword()}");
}
