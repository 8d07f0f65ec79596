namespace Kernels.CompilerServices;

/// <summary>An array as a nest sees it, whatever its element type.</summary>
internal interface INestArray
{
    Storage Storage { get; }

    Shape Shape { get; }

    int[]? StridesOrNull { get; }

    int Offset { get; }

    /// <summary>The managed array behind the storage; null on other devices.</summary>
    Array? HostData { get; }

    Type ElementType { get; }

    int ElementSize { get; }

    /// <summary>Adds the array to a nest; where it does not broadcast to the nest's shape, an element in its place, which nothing that counts depends on.</summary>
    void AddTo(ref LoopNest nest);

    /// <summary>Adds the array to a row nest.</summary>
    RowValue AddTo(RowNest nest);

    /// <summary>A view of what a region of a nest reads or writes of the array, which broadcasts to the nest's shape.</summary>
    INestArray Part(in NestRegion region);
}

/// <summary>One array operand of a nest, for devices that run the nest themselves.</summary>
internal readonly struct NestOperand(INestArray array, Shape nest, bool isOutput)
{
    /// <summary>The <see cref="NDArray{T}"/>.</summary>
    public INestArray Array { get; } = array;

    public bool IsOutput { get; } = isOutput;

    public Storage Storage => Array.Storage;

    /// <summary>Index in the storage of the element at [0, ..., 0].</summary>
    public int Offset => Array.Offset;

    public Type ElementType => Array.ElementType;

    public int ElementSize => Array.ElementSize;

    /// <summary>Whether the operand has the nest's shape and is contiguous: element i of the nest is at <see cref="Offset"/> + i.</summary>
    public bool IsContiguous => Array.StridesOrNull is null && Array.Shape == nest;

    /// <summary>Strides in elements over the axes of the nest's shape; 0 where the operand is broadcast.</summary>
    public int[] BroadcastStrides()
    {
        var strides = new int[nest.Rank];
        NestStrides.Fill(Array.Shape.AsSpan(), Array.StridesOrNull, nest.AsSpan(), strides);
        return strides;
    }
}

/// <summary>Strides of a view under a larger shape.</summary>
internal static class NestStrides
{
    /// <summary>Writes the strides that walk <paramref name="dims"/> over the axes of <paramref name="target"/>.</summary>
    /// <exception cref="InvalidOperationException">The shapes do not broadcast: a guard was forgotten.</exception>
    public static void Fill(ReadOnlySpan<int> dims, ReadOnlySpan<int> stridesOrEmpty, ReadOnlySpan<int> target, Span<int> strides)
    {
        var lead = target.Length - dims.Length;
        if (lead < 0) throw Unfit(dims, target);
        strides[..lead].Clear();
        var contiguous = 1;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            var d = dims[i];
            var stride = stridesOrEmpty.IsEmpty ? contiguous : stridesOrEmpty[i];
            if (d == target[lead + i]) strides[lead + i] = d == 1 ? 0 : stride;
            else if (d == 1) strides[lead + i] = 0;
            else throw Unfit(dims, target);
            contiguous = unchecked(contiguous * d);
        }
    }

    /// <summary>The least and the largest of the offsets that strides reach from one on, over extents of at least 1; in the strides' unit.</summary>
    public static (long Low, long High) Reach(long offset, ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        long low = offset, high = offset;
        for (var i = 0; i < dims.Length; i++)
        {
            var reach = (long)strides[i] * (dims[i] - 1);
            if (reach < 0) low += reach;
            else high += reach;
        }
        return (low, high);
    }

    private static InvalidOperationException Unfit(ReadOnlySpan<int> dims, ReadOnlySpan<int> target) =>
        new($"An operand of shape {new Shape(dims.ToArray())} reached a loop nest of shape {new Shape(target.ToArray())}.");
}
