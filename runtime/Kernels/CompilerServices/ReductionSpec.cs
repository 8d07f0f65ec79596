namespace Kernels.CompilerServices;

/// <summary>A reduction whose axes were checked.</summary>
/// <param name="Kind">What it folds with.</param>
/// <param name="Source">The shape that is reduced.</param>
/// <param name="Reduced">For each axis of <paramref name="Source"/>, whether it is folded.</param>
/// <param name="Result">The shape of the result, with the reduced axes dropped or of extent 1.</param>
/// <param name="Ddof">What <see cref="Reduction.Var"/> subtracts from the count.</param>
internal readonly record struct ReductionSpec(Reduction Kind, Shape Source, bool[] Reduced, Shape Result, int Ddof)
{
    /// <summary>Whether all axes are folded.</summary>
    public bool IsAll => Array.TrueForAll(Reduced, static axis => axis);

    /// <summary>The number of elements folded into each result.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            for (var i = 0; i < Reduced.Length; i++)
                if (Reduced[i]) count *= Source[i];
            return count;
        }
    }

    /// <summary>Checks the axes and the extents that a reduction needs.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is given twice, or there are no elements and the reduction has no identity.</exception>
    public static ReductionSpec Create(Reduction kind, Shape source, Axes axes, bool keepDims, int ddof, string expression, string location)
    {
        var what = expression.Length > 0 ? expression : kind.ToString();
        var where = ShapeGuard.At(location);
        var rank = source.Rank;
        var reduced = new bool[rank];
        if (axes.IsAll)
        {
            Array.Fill(reduced, true);
        }
        else
        {
            foreach (var given in axes.AsSpan())
            {
                var axis = given < 0 ? given + rank : given;
                if ((uint)axis >= (uint)rank)
                    throw new ShapeException($"{what}: axis {given} is out of range for an array of shape {source}.{where}");
                if (reduced[axis]) throw new ShapeException($"{what}: axis {given} is given twice, for an array of shape {source}.{where}");
                reduced[axis] = true;
            }
        }

        var dims = new int[rank];
        var kept = 0;
        for (var i = 0; i < rank; i++)
        {
            if (reduced[i] && !keepDims) continue;
            dims[kept++] = reduced[i] ? 1 : source[i];
        }
        var spec = new ReductionSpec(kind, source, reduced, new Shape(dims[..kept]), ddof);
        if (kind is Reduction.Max or Reduction.Min or Reduction.ArgMax or Reduction.ArgMin && spec.Count == 0 && spec.Result.Size > 0)
        {
            var along = axes.IsAll ? "" : $" along axis {axes}";
            throw new ShapeException($"{what}: shape {source} has no elements{along}, and {kind} has no value for none.{where}");
        }
        return spec;
    }
}
