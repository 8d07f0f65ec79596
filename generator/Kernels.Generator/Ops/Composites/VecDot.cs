using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The inner products of the vectors along the last axis.</summary>
internal sealed class VecDot() : Composite("vecdot", arity: 2)
{
    protected override Term Expand(Term[] x, Attributes attributes) =>
        (x[0] * x[1]).Apply(OpTable.Sum, Attributes.None.With("axis", -1));
}
