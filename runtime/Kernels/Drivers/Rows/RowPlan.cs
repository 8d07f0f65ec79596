using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>How a <see cref="RowNest"/> is cut into blocks of rows.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Length">The elements of a row.</param>
/// <param name="Block">The rows of a block.</param>
internal sealed record RowPlan(long Rows, int Length, int Block)
{
    // What a block touches should stay in L1 beside the bodies' own splats; a row alone may take an L2.
    private const int BlockBytes = 24 * 1024;
    private const int RowBytes = 384 * 1024;

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

    /// <summary>The plan, or null where blocks of rows are no way to run the nest.</summary>
    public static RowPlan? Create(RowNest nest)
    {
        var (dims, rank) = (nest.Shape.AsSpan().ToArray(), nest.Shape.Rank);
        if (rank == 0 || nest.Axes.IsAll || nest.Axes.Count == 0) return null;

        var folded = new bool[rank];
        foreach (var axis in nest.Axes.AsSpan()) folded[axis < 0 ? axis + rank : axis] = true;
        long rows = 1, length = 1;
        for (var i = 0; i < rank; i++)
        {
            if (i > 0 && folded[i - 1] && !folded[i]) return null;
            if (folded[i]) length *= dims[i];
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

        // A body wants a vector at least; where rows are short, several rows are one.
        var block = Math.Max(Math.Max(1, BlockBytes / bytes), (widest + length - 1) / length);
        return block > rows ? rows * length < widest ? null : new RowPlan(rows, (int)length, (int)rows) : new RowPlan(rows, (int)length, (int)block);
    }
}
