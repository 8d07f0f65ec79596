using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sums of diagonals.</summary>
internal sealed class Trace() : Composite("trace")
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.Diagonal, attributes).Apply(OpTable.Sum, Attributes.None.With("axis", -1));
}
