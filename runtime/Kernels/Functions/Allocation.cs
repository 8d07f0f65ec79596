namespace Kernels;

public static partial class NDArray
{
    /// <summary>A new array on the CPU whose elements the caller writes to <paramref name="data"/> before anybody else sees it.</summary>
    internal static NDArray<T> Uninitialized<T>(Shape shape, string operation, out Span<T> data)
    {
        if (!ElementType<T>.IsSupported) throw ElementType<T>.NotSupported();
        var storage = (HostStorage<T>)Device.Cpu.Allocate<T>(shape.CheckedSize(operation));
        data = storage.Elements;
        return new NDArray<T>(storage, shape);
    }

    /// <summary>Arrays of one shape, one after the other.</summary>
    internal static NDArray<T> StackRows<T>(ReadOnlySpan<NDArray<T>> rows, Shape inner, string operation)
    {
        var result = Uninitialized<T>(new Shape([rows.Length, .. inner.Dims]), operation, out var data);
        var size = (int)inner.Size;
        for (var i = 0; i < rows.Length; i++)
            WriteTo(rows[i], data, i * size, inner.Dims, Strides.Contiguous(inner.Dims));
        return result;
    }

    /// <summary>Writes an array's elements into a buffer at the given layout of the same extents.</summary>
    internal static void WriteTo<T>(NDArray<T> x, Span<T> data, int offset, ReadOnlySpan<int> dims, ReadOnlySpan<int> strides)
    {
        var host = x.OnHost();
        RegionLoop.Run<T, Replace<T>>(dims, host.HostData, host.Offset, host.GetStrides(), data, offset, strides);
        GC.KeepAlive(host);
    }
}
