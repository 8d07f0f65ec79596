using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The standard deviation: the square root of the variance.</summary>
internal sealed class Std() : Composite("std")
{
    protected override Term Expand(Term[] x, Attributes attributes) => x[0].Apply(OpTable.Var, attributes).Apply(OpTable.Sqrt);
}
