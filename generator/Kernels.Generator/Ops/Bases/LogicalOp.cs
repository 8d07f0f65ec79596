using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A binary operator on bits: of truth values (<c>logical_*</c>) or of integers (<c>bitwise_*</c>).</summary>
internal abstract class LogicalOp(string name, string symbol, bool integers) : ElementwiseOp(name, 2)
{
    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == operands[1] && (integers ? operands[0].IsInteger() : operands[0] == DType.Bool) ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"{x[0]} {symbol} {x[1]}";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.U8 ? $"(byte)({x[0]} {symbol} {x[1]})" : $"{x[0]} {symbol} {x[1]}";
}
