using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether x is not a number.</summary>
internal sealed class IsNaN() : ElementwiseOp("is_nan", 1)
{
    public override string[] SystemMath => ["IsNaN"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0].IsFloat() ? DType.Bool : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        lanes.ToMask(dtypes[0], $"~{LaneNames.Class(dtypes[0])}.Equals({x[0]}, {x[0]})");

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"{dtypes[0].Keyword()}.IsNaN({x[0]})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"GpuMath.IsNaN({x[0]})";
}
