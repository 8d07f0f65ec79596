using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The products of each element of one with each of the other.</summary>
internal sealed class Outer() : Composite("outer", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.Ravel).Apply(OpTable.ExpandDims, Attributes.None.With("axis", 1)) * x[1].Apply(OpTable.Ravel);
}
