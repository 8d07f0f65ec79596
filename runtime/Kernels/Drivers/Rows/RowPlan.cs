using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Rows;

/// <summary>How a <see cref="RowNest"/> is cut into blocks of rows.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Length">The elements of a row.</param>
/// <param name="Kept">The axes before the folded ones.</param>
/// <param name="Block">The rows of a block.</param>
/// <param name="Planes">Whether a block lies plane by plane: the first elements of all its rows, then the second ones, and so on. Rows of a few
/// elements are no loops; planes are.</param>
/// <param name="Aligned">Whether each block is a run along the last of the rows' axes, or an even part of one.</param>
internal sealed record RowPlan(long Rows, int Length, int Kept, int Block, bool Planes = false, bool Aligned = false)
{
    // What a block touches should stay in L1 beside the bodies' own splats; a row alone may take an L2.
    private const int BlockBytes = 24 * 1024;
    private const int RowBytes = 384 * 1024;

    // Of planes: so many that what all rows of a run share is packed once.
    private const int PlanesBytes = 128 * 1024;
    private const int FewestInPlane = 64;

    // Folding what lies in L1.
    private const double FoldTime = 0.05;

    /// <summary>About the nanoseconds that one thread takes for the nest.</summary>
    public double Time(RowNest nest)
    {
        var time = 0.0;
        foreach (var stage in nest.Stages)
        {
            time += stage switch
            {
                RowLoop { IsRow: false } loop => loop.Kernel.Time(Rows * Length, loop.Inputs.Concat(loop.Outputs).Sum(v => v.ElementSize)),
                RowLoop loop => loop.Kernel.Time(Rows, loop.Outputs.Count),
                RowReduce => Rows * Length * FoldTime,
                _ => 0,
            };
        }
        return time;
    }

    /// <summary>The bytes that an element of the nest reads and writes in memory.</summary>
    public int Bytes(RowNest nest) => nest.Values.Where(v => !v.IsRow && (v.Keep || v is { IsInput: true, Operand: { } x } && x.Shape.Size * 2 > Rows * Length)).Sum(v => v.ElementSize);

    /// <summary>The plan, or null where blocks of rows are no way to run the nest.</summary>
    public static RowPlan? Create(RowNest nest)
    {
        var (dims, rank) = (nest.Shape.AsSpan().ToArray(), nest.Shape.Rank);
        if (rank == 0 || nest.Axes.IsAll || nest.Axes.Count == 0) return null;

        var (folded, kept) = (new bool[rank], rank);
        foreach (var axis in nest.Axes.AsSpan()) folded[axis < 0 ? axis + rank : axis] = true;
        long rows = 1, length = 1;
        for (var i = 0; i < rank; i++)
        {
            if (i > 0 && folded[i - 1] && !folded[i]) return null;
            if (folded[i]) (length, kept) = (length * dims[i], Math.Min(kept, i));
            else rows *= dims[i];
        }
        if (rows == 0 || length == 0 || rows > int.MaxValue || length * rows > int.MaxValue) return null;

        // An element of each full value, and of each value of a row where it may be spread over the row.
        var bytes = length * nest.Values.Sum(v => (long)v.ElementSize);
        if (bytes > RowBytes) return null;
        var widest = 1;
        foreach (var value in nest.Values)
        {
            if (value is { IsInput: true, Operand: { } array } && !ReferenceEquals(array.Storage.Device, Device.Cpu)) return null;
        }
        foreach (var loop in nest.Stages.OfType<RowLoop>())
        {
            // A bias, say, that made the shape larger after all.
            if (loop.Elements is { } elements && !elements.Equals(nest.Shape)) return null;
            widest = Math.Max(widest, Hardware.VectorBytes / loop.Kernel.ElementSize);
        }

        if (length <= ReductionAxes.ShortRow && rows >= FewestInPlane && !nest.Values.Any(v => v is { IsRow: false, IsInput: false, Keep: true }))
            return InPlanes(rows, (int)length, kept, bytes, kept > 0 ? dims[kept - 1] : 1);

        // A body wants a vector at least; where rows are short, several rows are one.
        var block = Math.Max(Math.Max(1, BlockBytes / bytes), (widest + length - 1) / length);
        return block > rows ? rows * length < widest ? null : new RowPlan(rows, (int)length, kept, (int)rows) : new RowPlan(rows, (int)length, kept, (int)block);
    }

    private static RowPlan InPlanes(long rows, int length, int kept, long bytes, int run)
    {
        var most = (int)Math.Min(Math.Max(PlanesBytes / bytes, FewestInPlane), rows);
        for (var parts = (run + most - 1) / most; run / parts >= FewestInPlane; parts++)
            if (run % parts == 0) return new(rows, length, kept, run / parts, Planes: true, Aligned: true);
        return new(rows, length, kept, most, Planes: true);
    }
}
