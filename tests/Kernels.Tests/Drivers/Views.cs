namespace Kernels.Tests.Drivers;

/// <summary>Arrays of arbitrary layout, and their elements read the plain way.</summary>
internal static class Views
{
    /// <summary>A view of the shape with random strides: permuted axes, gaps, reversed axes, an offset.</summary>
    public static NDArray<T> Random<T>(Random random, int[] dims, Func<int, T> value)
    {
        var order = Enumerable.Range(0, dims.Length).ToArray();
        if (random.Next(2) == 0) random.Shuffle(order);
        var strides = new int[dims.Length];
        int stride = 1, offset = random.Next(3);
        foreach (var axis in order.Reverse())
        {
            var gap = random.Next(3) == 0 ? 2 : 1;
            strides[axis] = stride * gap;
            stride *= Math.Max(1, dims[axis]) * gap;
            if (random.Next(4) != 0 || dims[axis] == 0) continue;
            offset += strides[axis] * (dims[axis] - 1);
            strides[axis] = -strides[axis];
        }
        var data = new T[stride + offset + random.Next(3)];
        for (var i = 0; i < data.Length; i++) data[i] = value(i);
        return new NDArray<T>(new HostStorage<T>(data), new Shape(dims), null, 0) is var whole && IsPlain(dims, strides)
            ? new NDArray<T>(whole.Storage, new Shape(dims), null, offset)
            : new NDArray<T>(whole.Storage, new Shape(dims), strides, offset);
    }

    /// <summary>Extents that broadcast to the given ones: some of 1, leading ones dropped.</summary>
    public static int[] Narrowed(Random random, int[] dims) => random.Next(3) switch
    {
        0 => dims,
        1 => [.. dims.Select(d => random.Next(2) == 0 ? 1 : d)],
        _ => [.. dims.Skip(random.Next(dims.Length + 1)).Select(d => random.Next(4) == 0 ? 1 : d)],
    };

    public static int[] RandomDims(Random random)
    {
        int[] extents = [1, 2, 3, 5, 8, 17, 33, 70, 300, 5000];
        var dims = new int[random.Next(5)];
        long size = 1;
        for (var i = 0; i < dims.Length; i++)
        {
            do dims[i] = extents[random.Next(extents.Length)];
            while (size * dims[i] > 6_000);
            size *= dims[i];
        }
        return dims;
    }

    /// <summary>The elements in C order, broadcast to a shape.</summary>
    public static T[] Elements<T>(NDArray<T> x, ReadOnlySpan<int> shape)
    {
        var data = ((HostStorage<T>)x.Storage).Data;
        long size = 1;
        foreach (var d in shape) size *= d;
        var result = new T[size];
        for (var i = 0; i < size; i++)
        {
            long rest = i, at = x.Offset, plain = 1;
            for (var axis = 1; axis <= shape.Length; axis++)
            {
                var index = rest % shape[^axis];
                rest /= shape[^axis];
                if (axis > x.Rank) continue;
                var d = x.Shape[x.Rank - axis];
                var stride = x.StridesOrNull is { } strides ? strides[x.Rank - axis] : plain;
                plain *= d;
                if (d > 1) at += index * stride;
            }
            result[i] = data[at];
        }
        return result;
    }

    public static T[] Elements<T>(NDArray<T> x) => Elements(x, x.Shape.AsSpan());

    private static bool IsPlain(int[] dims, int[] strides)
    {
        var stride = 1;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            if (dims[i] != 1 && strides[i] != stride) return false;
            stride *= dims[i];
        }
        return true;
    }
}
