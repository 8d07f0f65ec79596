using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The square root of the sum of squares.</summary>
internal sealed class Norm() : Composite("norm")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.Square).Apply(OpTable.Sum, attributes).Apply(OpTable.Sqrt);
}
