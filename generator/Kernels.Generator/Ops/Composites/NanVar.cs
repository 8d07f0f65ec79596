using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The variance of the elements that are numbers, with ddof degrees of freedom taken off; of none NaN.</summary>
internal sealed class NanVar() : Composite("nanvar")
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        attributes.Int("ddof") is not 0 and var ddof ? Sample(x[0], x[0].Apply(OpTable.IsNaN), ddof, attributes.Without("ddof"))
            : Deviation(x[0], x[0].Apply(OpTable.IsNaN), attributes).Apply(OpTable.NanMean, attributes);

    private static Term Sample(Term x, Term isNaN, int ddof, Attributes attributes) =>
        Deviation(x, isNaN, attributes).Apply(OpTable.NanSum, attributes) / ((!isNaN).As(x.DType).Apply(OpTable.Sum, attributes) - ddof);

    private static Term Deviation(Term x, Term isNaN, Attributes attributes) =>
        isNaN.Where(x, (x - x.Apply(OpTable.NanMean, attributes.With("keepDims", true))).Apply(OpTable.Square));
}
