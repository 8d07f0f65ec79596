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

/// <summary>The sums of weights, operand 2, in bins of equal width over the elements of operand 0, operand 1 being their number, and the edges.</summary>
internal sealed class HistogramWeighted() : TupleComposite("histogram_weighted", arity: 3)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var edges = x[0].Apply(OpTable.HistogramBinEdges, Attributes.None.With("scalars", "bins"), x[1]);
        return [HistogramDensity.Of(x[0].Apply(OpTable.HistogramSums, edges, x[2]), edges, attributes), edges];
    }
}

/// <summary>The same over a range: operands 2 and 3 are its ends, operand 4 the weights.</summary>
internal sealed class HistogramWeightedInRange() : TupleComposite("histogram_weighted_in_range", arity: 5)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var edges = x[0].Apply(OpTable.HistogramBinEdges, Attributes.None.With("scalars", "bins low high"), x[1], x[2], x[3]);
        return [HistogramDensity.Of(x[0].Apply(OpTable.HistogramSums, edges, x[4]), edges, attributes), edges];
    }
}

/// <summary>What the bins hold for each unit of width, so that all together are 1, and the edges.</summary>
internal sealed class HistogramDensity() : TupleComposite("histogram_density", arity: 2)
{
    public static Term Of(Term sums, Term edges, Attributes attributes) => attributes.Flag("density")
        ? sums / edges.Apply(OpTable.Diff) / sums.Apply(OpTable.Sum) : sums;

    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var edges = x[0].Apply(OpTable.HistogramBinEdges, Attributes.None.With("scalars", "bins"), x[1]);
        return [Of(x[0].Apply(OpTable.HistogramCounts, edges).As(x[0].DType), edges, attributes), edges];
    }
}
