using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether x and y differ; NaN always does.</summary>
internal sealed class NotEqual() : ComparisonOp("not_equal", "!=", "Equals")
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == operands[1] ? DType.Bool : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.Bool ? $"{x[0]} ^ {x[1]}" : $"~{base.Lanes(lanes, dtypes, x, attributes)}";
}
