using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The edges of bins of equal width over the elements of operand 0, or over a range; the scalars are the number of bins and the range's ends.</summary>
internal sealed class HistogramBinEdges() : VectorFunctionOp("histogram_bin_edges", "HistogramBinEdges", 1, 4)
{
    protected override ImmutableArray<string> Scalars => ["bins", "low", "high"];

    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType;
}
