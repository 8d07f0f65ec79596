using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The values below which the fractions in operand 1 of the elements lie, along a new first axis.</summary>
internal sealed class Quantiles() : QuantilesOp("quantiles", "Quantile");

/// <summary>The values below which the percentages in operand 1 of the elements lie, along a new first axis.</summary>
internal sealed class Percentiles() : QuantilesOp("percentiles", "Percentile");

/// <summary>Several order statistics of the elements along <c>axis</c>, or of all.</summary>
internal abstract class QuantilesOp(string name, string method) : HostOp(name, method)
{
    public sealed override (int Min, int Max) OperandCount => (2, 2);

    public sealed override ResultBuffer Buffer => ResultBuffer.Fresh;

    protected sealed override DType ResultDType(ImmutableArray<Value> operands) => operands[0].DType.IsFloat() && operands[1].DType == DType.F64 ? operands[0].DType
        : throw new IrException($"'{Name}' takes floating-point numbers, and fractions of double");
}
