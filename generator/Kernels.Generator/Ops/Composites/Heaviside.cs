using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>0 below 0, 1 above, operand 1 at 0; NaN stays NaN.</summary>
internal sealed class Heaviside() : Composite("heaviside", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        (x[0] < 0).Where(x[0].Number(0), (x[0] > 0).Where(x[0].Number(1), x[0].Is(0).Where(x[1], x[0])));
}
