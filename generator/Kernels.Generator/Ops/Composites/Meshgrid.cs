using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The coordinates of a grid: x along its columns and y along its rows; with <c>indexing</c> 1, along rows and columns.</summary>
internal sealed class Meshgrid() : TupleComposite("meshgrid", arity: 2)
{
    protected override ImmutableArray<Term> Expand(Term[] x, Attributes attributes)
    {
        var (rows, columns) = attributes.Int("indexing") == 1 ? (x[0], x[1]) : (x[1], x[0]);
        var down = rows.Apply(OpTable.ExpandDims, Attributes.None.With("axis", 1));
        var along = columns.Apply(OpTable.ExpandDims, Attributes.None.With("axis", 0));
        var (first, second) = (along.Apply(OpTable.Like, down), down.Apply(OpTable.Like, along));
        return attributes.Int("indexing") == 1 ? [second, first] : [first, second];
    }
}
