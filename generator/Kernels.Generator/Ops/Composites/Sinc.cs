using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>sin(pi x) / (pi x), and 1 at 0.</summary>
internal sealed class Sinc() : Composite("sinc")
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        Quotient(x[0].Is(0).Where(x[0].Number(1e-20), x[0]) * Math.PI);

    private static Term Quotient(Term y) => y.Apply(OpTable.Sin) / y;
}
