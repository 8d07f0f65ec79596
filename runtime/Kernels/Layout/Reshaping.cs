namespace Kernels;

/// <summary>Reshaping, without a copy where strides can express it.</summary>
internal static class Reshaping
{
    /// <summary>The shape that extents ask for, one of which may be -1.</summary>
    /// <exception cref="ShapeException">The number of elements differs, or an extent is negative.</exception>
    public static Shape Infer(Shape from, ReadOnlySpan<int> extents)
    {
        var dims = extents.ToArray();
        var free = -1;
        var known = 1L;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == -1 && free < 0) free = i;
            else if (dims[i] < 0) throw Mismatch(from, dims);
            // Saturates: whatever exceeds every array can't match.
            else known = dims[i] == 0 ? 0 : Math.Min(known * dims[i], int.MaxValue + 1L);
        }
        if (free >= 0)
        {
            if (known == 0 || from.Size % known != 0) throw Mismatch(from, dims);
            dims[free] = (int)(from.Size / known);
        }
        else if (known != from.Size && !(dims.AsSpan().Contains(0) && from.Size == 0))
        {
            throw Mismatch(from, dims);
        }
        return new Shape(dims);
    }

    public static NDArray<T> Reshape<T>(NDArray<T> x, Shape shape)
    {
        if (shape == x.Shape) return x;
        if (x.IsContiguous) return new NDArray<T>(x.Storage, shape, null, x.Offset);
        if (TryStrides(x.Shape, x.GetStrides(), shape) is { } strides) return x.View(shape, strides, x.Offset);
        var dense = x.Contiguous();
        return new NDArray<T>(dense.Storage, shape, null, dense.Offset);
    }

    // Pairs groups of old and new axes with as many elements; a group can be cut anew only if its old axes are evenly spaced.
    private static int[]? TryStrides(Shape from, ReadOnlySpan<int> strides, Shape to)
    {
        List<int> oldDims = [], oldStrides = [];
        for (var i = 0; i < from.Rank; i++)
        {
            if (from[i] == 1) continue;
            oldDims.Add(from[i]);
            oldStrides.Add(strides[i]);
        }
        var result = new int[to.Rank];
        int old = 0, target = 0;
        while (old < oldDims.Count && target < to.Rank)
        {
            int oldStart = old, start = target;
            long oldSize = oldDims[old++], size = to[target++];
            while (oldSize != size)
            {
                if (size < oldSize) size *= to[target++];
                else oldSize *= oldDims[old++];
            }
            for (var k = oldStart; k + 1 < old; k++)
                if (oldStrides[k] != (long)oldDims[k + 1] * oldStrides[k + 1]) return null;
            var stride = oldStrides[old - 1];
            for (var k = target - 1; k >= start; k--)
            {
                result[k] = stride;
                stride *= to[k];
            }
        }
        return result;
    }

    private static ShapeException Mismatch(Shape from, int[] dims) =>
        new($"Reshape: an array of shape {from}, {from.Size} elements, has no shape {new Shape(dims)}.");
}
