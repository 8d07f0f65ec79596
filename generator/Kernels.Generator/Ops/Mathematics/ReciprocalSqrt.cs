using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>1 / sqrt(x).</summary>
internal sealed class ReciprocalSqrt() : MathOp("reciprocal_sqrt", "ReciprocalSqrt")
{
    public override string[] SystemMath => [];

    public override int Instructions => 2;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Literal(dtypes[0], "1")} / {OpTable.Sqrt.Lanes(lanes, dtypes, x, attributes)}";

    public override string Beside(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Literal(dtypes[0], "1")} / {OpTable.Sqrt.Beside(lanes, dtypes, x, attributes)}";

    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        dtypes[0] == DType.F32 ? $"1f / float.Sqrt({x[0]})" : $"1d / double.Sqrt({x[0]})";
}
