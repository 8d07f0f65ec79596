using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sum of the weights, operand 2, of the elements of operand 0 in each bin: between the edges that are operand 1.</summary>
internal sealed class HistogramSums() : VectorFunctionOp("histogram_sums", "HistogramSums", 3, 3)
{
    protected override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType == operands[1].DType && operands[0].DType == operands[2].DType ? operands[0].DType
        : throw new IrException("the elements, edges and weights of a histogram have one dtype");
}
