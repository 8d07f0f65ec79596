using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The upper triangle of matrices, zeros below the diagonal that operand 1 names.</summary>
internal sealed class Triu() : Composite("triu", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        (x[0].Positions(-1) >= x[0].Positions(-2) + x[1]).Where(x[0], x[0].Number(0));
}
