using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The mean of the elements that are numbers; of none NaN.</summary>
internal sealed class NanMean() : Composite("nanmean")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.NanSum, attributes) / x[0].Apply(OpTable.IsNaN).Apply(OpTable.LogicalNot).As(x[0].DType).Apply(OpTable.Sum, attributes);
}
