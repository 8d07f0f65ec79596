using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>Whether all elements are close; a truth value of the host program.</summary>
internal sealed class AllClose() : Composite("allclose", arity: 5)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.IsClose, x[1], x[2], x[3], x[4]).Apply(OpTable.All).Apply(OpTable.Item);
}
