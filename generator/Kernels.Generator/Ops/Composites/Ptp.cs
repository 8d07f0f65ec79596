using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The largest element less the smallest.</summary>
internal sealed class Ptp() : Composite("ptp")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.Max, attributes) - x[0].Apply(OpTable.Min, attributes);
}
