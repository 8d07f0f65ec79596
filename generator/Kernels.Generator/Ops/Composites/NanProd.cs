using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The product of the elements that are numbers.</summary>
internal sealed class NanProd() : Composite("nanprod")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.IsNaN).Where(x[0].Number(1), x[0]).Apply(OpTable.Prod, attributes);
}
