using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The smaller one; of a number and NaN the number.</summary>
internal sealed class Fmin() : Composite("fmin", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.IsNaN).Where(x[1], x[1].Apply(OpTable.IsNaN).Where(x[0], x[0].Apply(OpTable.Minimum, x[1])));
}
