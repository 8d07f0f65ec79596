using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>-1, 0 or 1 of the same dtype; NaN stays NaN.</summary>
internal sealed class Sign() : ElementwiseOp("sign", 1)
{
    public override string[] SystemMath => ["Sign"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] == DType.Bool ? null : operands[0];

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"VectorMath.Sign({x[0]})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes)
    {
        var type = dtypes[0].Keyword();
        var otherwise = dtypes[0].IsFloat() ? x[0] : $"({type})0";      // keeps NaN and the sign of zero
        return dtypes[0] == DType.U8 ? $"({x[0]} > 0 ? ({type})1 : {otherwise})" : $"({x[0]} > 0 ? ({type})1 : {x[0]} < 0 ? ({type})-1 : {otherwise})";
    }
}
