using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The diagonals over two axes, as NumPy's <c>diagonal</c>: a view.</summary>
    /// <param name="x">Of two axes at least.</param>
    /// <param name="offset">How far from the main diagonal; positive above it.</param>
    /// <param name="axis1">The axis of the rows.</param>
    /// <param name="axis2">The axis of the columns.</param>
    /// <returns>The shape without the two axes, and the diagonal as the last one.</returns>
    /// <exception cref="ShapeException">An axis is out of range, or both are the same.</exception>
    [Op("diagonal")]
    public static NDArray<T> Diagonal<T>(NDArray<T> x, int offset = 0, int axis1 = 0, int axis2 = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var row = AxisOf(axis1, x.Rank, nameof(Diagonal), x.Shape);
        var column = AxisOf(axis2, x.Rank, nameof(Diagonal), x.Shape);
        if (row == column) throw new ShapeException($"Diagonal: axis {axis1} is given twice, for an array of shape {x.Shape}.");
        long rows = x.Shape[row], columns = x.Shape[column];
        var length = (int)Math.Max(0, Math.Min(rows + Math.Min(offset, 0L), columns - Math.Max(offset, 0L)));
        var own = x.GetStrides();
        List<int> dims = [], strides = [];
        for (var i = 0; i < x.Rank; i++)
        {
            if (i == row || i == column) continue;
            dims.Add(x.Shape[i]);
            strides.Add(own[i]);
        }
        var start = length == 0 ? x.Offset : x.Offset + (offset >= 0 ? offset * own[column] : -offset * own[row]);
        return x.View(new Shape([.. dims, length]), [.. strides, own[row] + own[column]], start);
    }

    /// <summary>Of a vector the matrix with it on a diagonal, of a matrix its diagonal, as NumPy's <c>diag</c>.</summary>
    /// <param name="x">A vector or a matrix.</param>
    /// <param name="k">How far from the main diagonal; positive above it.</param>
    /// <returns>Of a matrix a view.</returns>
    /// <exception cref="ShapeException">The array is neither.</exception>
    [Op("diag")]
    public static NDArray<T> Diag<T>(NDArray<T> x, int k = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 2) return Diagonal(x, k);
        if (x.Rank != 1) throw new ShapeException($"Diag: an array of shape {x.Shape} is neither a vector nor a matrix.");
        var n = checked(x.Shape[0] + Math.Abs(k));
        var result = Uninitialized<T>(new Shape([n, n]), nameof(Diag), out var data);
        data.Clear();
        if (x.Size > 0) WriteTo(x, data, k >= 0 ? k : -k * n, x.Shape.Dims, [n + 1]);
        return result.To(x.Device);
    }

    /// <summary>The sums of diagonals, as NumPy's <c>trace</c>.</summary>
    /// <param name="x">Of two axes at least.</param>
    /// <param name="offset">How far from the main diagonal; positive above it.</param>
    /// <param name="axis1">The axis of the rows.</param>
    /// <param name="axis2">The axis of the columns.</param>
    /// <exception cref="ShapeException">An axis is out of range, or both are the same.</exception>
    [Op("trace")]
    public static NDArray<T> Trace<T>(NDArray<T> x, int offset = 0, int axis1 = 0, int axis2 = 1) where T : INumber<T> =>
        Sum(Diagonal(x, offset, axis1, axis2), -1);
}
