using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The logarithm to base 2 of the sum of powers of 2, without overflow.</summary>
internal sealed class LogAddExp2() : Composite("logaddexp2", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Is(x[1]).Where(x[0] + 1, x[0].Apply(OpTable.Maximum, x[1]) + ((-(x[0] - x[1]).Apply(OpTable.Abs)).Apply(OpTable.Exp2).Apply(OpTable.Log1p) * (1 / Math.Log(2))));
}
