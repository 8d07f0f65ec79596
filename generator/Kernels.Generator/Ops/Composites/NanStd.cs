using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The standard deviation of the elements that are numbers; of none NaN.</summary>
internal sealed class NanStd() : Composite("nanstd")
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.NanVar, attributes).Apply(OpTable.Sqrt);
}
