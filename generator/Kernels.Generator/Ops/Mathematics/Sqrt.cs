using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The square root; correctly rounded.</summary>
internal sealed class Sqrt() : MathOp("sqrt", "Sqrt")
{
    public override int Instructions => 1;

    public override string Lanes(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        $"{LaneNames.Class(dtypes[0])}.Sqrt({x[0]})";

    public override string Beside(LaneNames lanes, ImmutableArray<DType> dtypes, string[] x, Attributes attributes) =>
        lanes.HasRoots(dtypes[0]) ? $"Roots.Sqrt({x[0]})" : Lanes(lanes, dtypes, x, attributes);
}
