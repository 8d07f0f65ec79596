namespace Kernels;

public static partial class NDArray
{
    /// <summary>The axis counted from the start.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    internal static int AxisOf(int axis, int rank, string operation, Shape shape)
    {
        var position = axis < 0 ? axis + rank : axis;
        return (uint)position < (uint)rank ? position : throw new ShapeException(
            $"{operation}: axis {axis} is out of range for an array of shape {shape}" + (rank == shape.Rank ? "." : $" and a result of rank {rank}."));
    }

    /// <summary>For every axis, whether it is among the given ones.</summary>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    internal static bool[] AxisSet(Axes axes, int rank, string operation, Shape shape)
    {
        var set = new bool[rank];
        if (axes.IsAll) Array.Fill(set, true);
        foreach (var axis in axes.AsSpan())
        {
            var position = AxisOf(axis, rank, operation, shape);
            if (set[position]) throw new ShapeException($"{operation}: axis {axis} is given twice, for an array of shape {shape}.");
            set[position] = true;
        }
        return set;
    }
}
