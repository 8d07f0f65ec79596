using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sum of products of all elements.</summary>
internal sealed class VDot() : Composite("vdot", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.Ravel).Apply(OpTable.Dot, x[1].Apply(OpTable.Ravel));
}
