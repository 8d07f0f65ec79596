using System.Collections;
using Kernels.Drivers;

namespace Kernels;

public sealed partial class NDArray<T> : IEnumerable<NDArray<T>>
{
    /// <summary>An array of rank 0 that holds the value.</summary>
    public static implicit operator NDArray<T>(T value) => new(new HostStorage<T>([value]), default);

    /// <summary>The one element: what <see cref="Item"/> gives.</summary>
    /// <exception cref="ShapeException">The array has no element, or more than one.</exception>
    public static explicit operator T(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Item();
    }

    /// <summary>The element of an array that has one, whatever its rank. Waits for queued work.</summary>
    /// <exception cref="ShapeException">The array has no element, or more than one.</exception>
    public T Item()
    {
        if (Size != 1)
            throw new ShapeException($"Item() needs an array of one element; this one has shape {Shape}, {Size} elements.");
        var host = OnHost();
        var value = host.HostData[host.Offset];
        GC.KeepAlive(host);
        return value;
    }

    /// <summary>The elements in C order, copied into a new array.</summary>
    public T[] ToArray()
    {
        var result = GC.AllocateUninitializedArray<T>((int)Size);
        if (IsContiguous) CopyTo(result);
        else NDArray.WriteTo(this, result, 0, Shape, Strides.Contiguous(Shape));
        return result;
    }

    /// <summary>Copies the elements, in C order, to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="Size"/>.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException($"CopyTo: {Size} elements of an array of shape {Shape} do not fit into a span of {destination.Length}.", nameof(destination));
        var dense = OnHost().Contiguous();
        MemoryCopy.Run(dense.HostSpan, destination);
        GC.KeepAlive(dense);
    }

    /// <summary>The elements in C order, to be read in place; copied first if this is a view with gaps or lives on another device.</summary>
    /// <remarks>The span stays valid and unchanged for as long as it is held, even after the array itself is gone.</remarks>
    public ReadOnlySpan<T> AsSpan()
    {
        var dense = OnHost().Contiguous();
        var span = ((HostStorage<T>)dense.Storage).Expose().AsSpan(dense.Offset, (int)Size);
        GC.KeepAlive(dense);
        return span;
    }

    /// <summary>The subarrays along the first axis, as views.</summary>
    /// <exception cref="ShapeException">The array has rank 0.</exception>
    public IEnumerator<NDArray<T>> GetEnumerator()
    {
        if (Rank == 0) throw new ShapeException("An array of rank 0 has no axis to enumerate; Item() gives its element.");
        return Rows(this);

        static IEnumerator<NDArray<T>> Rows(NDArray<T> x)
        {
            for (var i = 0; i < x.Shape[0]; i++) yield return x[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
