using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The largest element that is a number; of none NaN.</summary>
internal sealed class NanMax() : Composite("nanmax")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Largest(x[0], x[0].Apply(OpTable.IsNaN), attributes);

    private static Term Largest(Term x, Term isNaN, Attributes attributes) =>
        isNaN.Apply(OpTable.All, attributes).Where(x.Number(double.NaN), isNaN.Where(x.Number(double.NegativeInfinity), x).Apply(OpTable.Max, attributes));
}
