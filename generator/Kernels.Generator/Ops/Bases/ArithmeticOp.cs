using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A binary operator of C#, over numbers of one dtype; integers wrap.</summary>
internal abstract class ArithmeticOp(string name, string symbol) : ElementwiseOp(name, 2)
{
    protected string Symbol => symbol;

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] != DType.Bool && operands[0] == operands[1] ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{x[0]} {symbol} {x[1]}";

    // C# computes with bytes in int.
    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.U8 ? $"(byte)({x[0]} {symbol} {x[1]})" : $"{x[0]} {symbol} {x[1]}";
}
