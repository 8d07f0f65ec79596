using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>A reduction's axes in the order that they are walked: outer kept ones, folded ones, kept ones behind the last folded one.</summary>
/// <param name="Order">The axes, permuted.</param>
/// <param name="Outer">The product of the outer kept extents.</param>
/// <param name="Count">The product of the folded extents.</param>
/// <param name="Columns">The product of the kept extents behind.</param>
internal readonly record struct ReductionAxes(int[] Order, long Outer, long Count, long Columns)
{
    /// <summary>The longest row that is folded element by element, in order, instead of in lanes.</summary>
    public const int ShortRow = 16;

    // With fewer results, walking them side by side is not worth its preparation.
    private const int MinSideBySide = 64;

    /// <summary>Whether each result has its few elements in a row. Its elements are folded in order, so the results are the same whether they are
    /// walked row by row or <see cref="SideBySide"/>.</summary>
    public bool IsShort => Columns == 1 && Count <= ShortRow;

    /// <summary>Whether <see cref="SideBySide"/> made these.</summary>
    public bool IsSideBySide { get; private init; }

    /// <summary>Whether the results of short rows are worth being walked <see cref="SideBySide"/>.</summary>
    public bool CanGoSideBySide => IsShort && Outer >= MinSideBySide;

    /// <summary>Whether the walk is in C order of the axes.</summary>
    public bool InOrder
    {
        get
        {
            for (var i = 0; i < Order.Length; i++)
                if (Order[i] != i) return false;
            return true;
        }
    }

    /// <summary>The same for a walk along the results: for each folded element, all results.</summary>
    /// <param name="spec">The reduction.</param>
    public ReductionAxes SideBySide(in ReductionSpec spec)
    {
        var order = new int[Order.Length];
        var next = 0;
        for (var folded = 1; folded >= 0; folded--)
            for (var i = 0; i < order.Length; i++)
                if (spec.Reduced[i] == (folded == 1)) order[next++] = i;
        return new ReductionAxes(order, 1, Count, Outer) { IsSideBySide = true };
    }

    public static ReductionAxes Create(in ReductionSpec spec)
    {
        var (dims, reduced) = (spec.Source.Dims, spec.Reduced);
        var last = dims.Length - 1;
        while (last >= 0 && !(reduced[last] && dims[last] != 1)) last--;
        var order = new int[dims.Length];
        var next = 0;
        long outer = 1, count = 1, columns = 1;
        for (var i = 0; i < last; i++)
        {
            if (reduced[i]) continue;
            order[next++] = i;
            outer *= dims[i];
        }
        for (var i = 0; i <= last; i++)
        {
            if (!reduced[i]) continue;
            order[next++] = i;
            count *= dims[i];
        }
        for (var i = last + 1; i < dims.Length; i++)
        {
            order[next++] = i;
            columns *= dims[i];
        }
        return new ReductionAxes(order, outer, count, columns);
    }
}
