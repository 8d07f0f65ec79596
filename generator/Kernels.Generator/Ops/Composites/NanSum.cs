using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sum of the elements that are numbers.</summary>
internal sealed class NanSum() : Composite("nansum")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.IsNaN).Where(x[0].Number(0), x[0]).Apply(OpTable.Sum, attributes);
}
