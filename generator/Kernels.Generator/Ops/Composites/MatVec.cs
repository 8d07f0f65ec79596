using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The products of matrices and vectors, whose leading axes broadcast.</summary>
internal sealed class MatVec() : Composite("matvec", arity: 2)
{
    public override bool HasEagerForm => false;

    protected override Term Expand(Term[] x, Attributes attributes) =>
        x[0].Apply(OpTable.MatMul, x[1].Apply(OpTable.ExpandDims, Attributes.None.With("axis", -1))).Apply(OpTable.Squeeze, Attributes.None.With("axis", -1));
}
