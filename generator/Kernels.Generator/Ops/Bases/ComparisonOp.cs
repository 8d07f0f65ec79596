using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A comparison: numbers of one dtype in, a truth value out.</summary>
internal abstract class ComparisonOp(string name, string symbol, string method) : ElementwiseOp(name, 2)
{
    protected string Symbol => symbol;

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] != DType.Bool && operands[0] == operands[1] ? DType.Bool : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        lanes.ToMask(dtypes[0], $"{LaneNames.Class(dtypes[0])}.{method}({x[0]}, {x[1]})");

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"{x[0]} {symbol} {x[1]}";
}
