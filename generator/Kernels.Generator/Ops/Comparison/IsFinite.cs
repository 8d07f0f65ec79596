using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether x is neither infinite nor NaN.</summary>
internal sealed class IsFinite() : ElementwiseOp("is_finite", 1)
{
    public override string[] SystemMath => ["IsFinite"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsFloat() ? DType.Bool : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        lanes.ToMask(dtypes[0], $"{LaneNames.Class(dtypes[0])}.LessThan({LaneNames.Class(dtypes[0])}.Abs({x[0]}), {LaneNames.Literal(dtypes[0], "Infinity")})");

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"{dtypes[0].Keyword()}.IsFinite({x[0]})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"GpuMath.IsFinite({x[0]})";
}
