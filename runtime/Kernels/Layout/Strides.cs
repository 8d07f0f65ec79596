namespace Kernels;

/// <summary>Arithmetic on strides, all in elements.</summary>
internal static class Strides
{
    /// <summary>The strides of a C-contiguous array.</summary>
    public static int[] Contiguous(ReadOnlySpan<int> dims)
    {
        var strides = new int[dims.Length];
        FillContiguous(dims, strides);
        return strides;
    }

    public static void FillContiguous(ReadOnlySpan<int> dims, Span<int> strides)
    {
        var stride = 1;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            // An empty array may have extents whose product does not fit; its strides are never used.
            stride = unchecked(stride * dims[i]);
        }
    }

    /// <summary>Null where the strides are those of a contiguous array (axes of extent 1 have no say), else the strides themselves.</summary>
    public static int[]? Normalise(ReadOnlySpan<int> dims, int[] strides) => AreContiguous(dims, strides) ? null : strides;

    public static bool AreContiguous(ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        if (dims.Contains(0)) return true;
        var stride = 1;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            if (dims[i] == 1) continue;
            if (strides[i] != stride) return false;
            stride *= dims[i];
        }
        return true;
    }

    /// <summary>Merges neighbouring axes that both operands walk as one and drops axes of extent 1; returns the number of axes left.</summary>
    public static int Collapse(Span<int> dims, Span<int> a, Span<int> b)
    {
        var rank = 0;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            if (rank > 0 && a[rank - 1] == (long)a[i] * dims[i] && b[rank - 1] == (long)b[i] * dims[i])
            {
                dims[rank - 1] *= dims[i];
                a[rank - 1] = a[i];
                b[rank - 1] = b[i];
            }
            else
            {
                (dims[rank], a[rank], b[rank]) = (dims[i], a[i], b[i]);
                rank++;
            }
        }
        return rank;
    }
}
