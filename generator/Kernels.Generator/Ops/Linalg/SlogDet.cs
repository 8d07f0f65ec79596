using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The sign of the determinant, and the logarithm of its absolute value.</summary>
internal sealed class SlogDet() : TupleComposite("slogdet", arity: 1)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var both = x[0].Apply(OpTable.SlogDetParts);
        return [both.Apply(OpTable.Index, Attributes.None.With("spec", "0")), both.Apply(OpTable.Index, Attributes.None.With("spec", "1"))];
    }
}

/// <summary>Both along a new first axis.</summary>
internal sealed class SlogDetParts() : LinalgOp("slogdet_parts", "SlogDet")
{
    protected override bool IsSeveral(Attributes attributes) => true;

    protected override string Function(Node node, string[] x) => $"global::Kernels.CompilerServices.Batching.SlogDet({x[0]})";
}
