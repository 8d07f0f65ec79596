using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>1 / x.</summary>
internal sealed class Reciprocal() : MathOp("reciprocal", "Reciprocal")
{
    public override string[] SystemMath => [];

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Literal(dtypes[0], "1")} / {x[0]}";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.F32 ? $"1f / {x[0]}" : $"1d / {x[0]}";

    public override string Gpu(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => Host(dtypes, x, attributes);
}
