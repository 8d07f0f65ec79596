using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The opposite truth value.</summary>
internal sealed class LogicalNot() : ElementwiseOp("logical_not", 1)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == DType.Bool ? DType.Bool : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"~{x[0]}";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"!{x[0]}";
}
