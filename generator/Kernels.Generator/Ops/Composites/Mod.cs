using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The remainder with the sign of the divisor, as Python's.</summary>
internal sealed class Mod() : Composite("mod", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].IsUnsigned ? x[0] % x[1] : Adjusted(x[0] % x[1], x[1]);

    private static Term Adjusted(Term remainder, Term divisor) =>
        (remainder.Apply(OpTable.NotEqual, remainder.Number(0)) & (remainder < 0).Apply(OpTable.LogicalXor, divisor < 0)).Where(remainder + divisor, remainder);
}
