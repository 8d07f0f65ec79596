using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The logarithm of the sum of exponentials, without overflow.</summary>
internal sealed class LogAddExp() : Composite("logaddexp", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        // Equal operands, infinite ones among them, have no difference.
        x[0].Is(x[1]).Where(x[0] + Math.Log(2), x[0].Apply(OpTable.Maximum, x[1]) + (-(x[0] - x[1]).Apply(OpTable.Abs)).Apply(OpTable.Exp).Apply(OpTable.Log1p));
}
