using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>The positions of elements along an axis, which generated code compares: the triangles of a matrix are such comparisons.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Positions
{
    /// <summary>0, 1, ... along an axis that counts from the end; all other axes have extent 1, so that it broadcasts against the array.</summary>
    /// <param name="x">The array; its elements are not read.</param>
    /// <param name="axis">-1 for the columns of matrices, -2 for their rows.</param>
    /// <param name="batched">The leading axes that belong to batches.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <exception cref="ShapeException">The array has fewer than two axes.</exception>
    public static NDArray<int> Along<T>(NDArray<T> x, int axis, int batched, string expression)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank - batched < 2) throw new ShapeException($"{expression}: an array of shape {x.Shape} has no rows and columns; it takes two axes at least.");
        var extent = x.Shape[x.Rank + axis];
        var dims = new int[x.Rank];
        dims.AsSpan().Fill(1);
        dims[x.Rank + axis] = extent;
        var result = NDArray.Uninitialized<int>(new Shape(dims), expression, out var positions);
        for (var i = 0; i < positions.Length; i++) positions[i] = i;
        return result.To(x.Device);
    }
}
