using Kernels.CompilerServices;

namespace Kernels;

/// <summary>Which axis of a grid its first coordinate runs along.</summary>
public enum GridIndexing
{
    /// <summary>The columns: x to the right, y downwards.</summary>
    XY,

    /// <summary>The rows, as the indices of a matrix.</summary>
    IJ,
}

public static partial class NDArray
{
    /// <summary>The coordinates of a grid, as NumPy's <c>meshgrid</c>.</summary>
    /// <param name="x">The first coordinate's values.</param>
    /// <param name="y">The second coordinate's values.</param>
    /// <param name="indexing">Which axis the first coordinate runs along.</param>
    /// <returns>Both coordinates of each point, views of one shape: (N, M) for M and N values, or (M, N) by <see cref="GridIndexing.IJ"/>.</returns>
    /// <exception cref="ShapeException">An operand is no vector.</exception>
    [Op("meshgrid")]
    public static (NDArray<T> X, NDArray<T> Y) Meshgrid<T>(NDArray<T> x, NDArray<T> y, GridIndexing indexing = GridIndexing.XY)
    {
        CheckVector(x, y, nameof(Meshgrid));
        CheckVector(y, x, nameof(Meshgrid));
        return indexing == GridIndexing.XY
            ? (BroadcastTo(x, y.Shape[0], x.Shape[0]), BroadcastTo(ExpandDims(y, 1), y.Shape[0], x.Shape[0]))
            : (BroadcastTo(ExpandDims(x, 1), x.Shape[0], y.Shape[0]), BroadcastTo(y, x.Shape[0], y.Shape[0]));
    }
}
