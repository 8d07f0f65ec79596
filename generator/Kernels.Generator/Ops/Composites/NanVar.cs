using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The variance of the elements that are numbers; of none NaN.</summary>
internal sealed class NanVar() : Composite("nanvar")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Deviation(x[0], x[0].Apply(OpTable.IsNaN), attributes).Apply(OpTable.NanMean, attributes);

    private static Term Deviation(Term x, Term isNaN, Attributes attributes) =>
        isNaN.Where(x, (x - x.Apply(OpTable.NanMean, attributes.With("keepDims", true))).Apply(OpTable.Square));
}
