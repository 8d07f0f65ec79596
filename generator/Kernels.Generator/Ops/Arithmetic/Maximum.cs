using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The larger of two numbers; NaN if either is.</summary>
internal sealed class Maximum() : ElementwiseOp("maximum", 2)
{
    public override string[] SystemMath => ["Max"];

    public override DType? ResultDType(ImmutableArray<DType> operands, Attributes attributes) =>
        operands[0] != DType.Bool && operands[0] == operands[1] ? operands[0] : null;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0].IsFloat() ? $"VectorMath.Maximum({x[0]}, {x[1]})" : $"{LaneNames.Class(dtypes[0])}.Max({x[0]}, {x[1]})";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"{dtypes[0].Keyword()}.Max({x[0]}, {x[1]})";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"GpuMath.Max({x[0]}, {x[1]})";
}
