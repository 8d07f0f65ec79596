using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The smallest element that is a number; of none NaN.</summary>
internal sealed class NanMin() : Composite("nanmin")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Smallest(x[0], x[0].Apply(OpTable.IsNaN), attributes);

    private static Term Smallest(Term x, Term isNaN, Attributes attributes) =>
        isNaN.Apply(OpTable.All, attributes).Where(x.Number(double.NaN), isNaN.Where(x.Number(double.PositiveInfinity), x).Apply(OpTable.Min, attributes));
}
