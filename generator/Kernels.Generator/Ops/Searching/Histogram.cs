using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The counts in bins of equal width over the elements of operand 0, operand 1 being their number, and the edges.</summary>
internal sealed class Histogram() : TupleComposite("histogram", arity: 2)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var edges = x[0].Apply(OpTable.HistogramBinEdges, Attributes.None.With("scalars", "bins"), x[1]);
        return [x[0].Apply(OpTable.HistogramCounts, edges), edges];
    }
}

/// <summary>The same over a range: operands 2 and 3 are its ends.</summary>
internal sealed class HistogramInRange() : TupleComposite("histogram_in_range", arity: 4)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var edges = x[0].Apply(OpTable.HistogramBinEdges, Attributes.None.With("scalars", "bins low high"), x[1], x[2], x[3]);
        return [x[0].Apply(OpTable.HistogramCounts, edges), edges];
    }
}
