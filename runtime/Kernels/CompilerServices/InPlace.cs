using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Updates of arrays that a generated method made itself: <c>x.At[region].Set(value)</c> without the copy.</summary>
/// <remarks>
/// <para>The compiler uses these where it has proved that nothing that shares the array's buffer is used afterwards. The array itself is not
/// used afterwards either, only the result. What can't be written in place (an array on a device, one with gaps) is copied as ever.</para>
/// <para>The value is read as if before the first write: one that overlaps the region otherwise than element for element is copied first.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InPlace
{
    /// <summary>A contiguous copy in a buffer of its own, on the same device.</summary>
    public static NDArray<T> Copy<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var storage = x.Device.Allocate<T>(x.Shape.CheckedSize(nameof(Copy)));
        x.Device.Copy(x, storage, 0);
        return new NDArray<T>(storage, x.Shape);
    }

    /// <summary>The array, to be updated in its own buffer: <c>InPlace.At(x)[1..].Set(value)</c>.</summary>
    /// <param name="x">An array that the calling method made, that it does not use again, and that no one else can see.</param>
    public static ArrayAt<T> At<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new ArrayAt<T>(x, isOwned: CanWrite(x));
    }

    /// <summary>The array with one element of its first axis replaced: <c>At(x)[i].Set(value)</c>, for loops over elements.</summary>
    /// <inheritdoc cref="At{T}(NDArray{T})"/>
    /// <param name="x">As for <see cref="At{T}(NDArray{T})"/>.</param>
    /// <param name="i">The index.</param>
    /// <param name="value">The element, or what all elements at the index become.</param>
    public static NDArray<T> Set<T>(NDArray<T> x, int i, T value)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 1 || (uint)i >= (uint)x.Shape[0] || !x.IsContiguous || x.Storage is not HostStorage<T> { Use: BufferUse.Own } storage) return At(x)[i].Set(value);
        storage.Data[x.Offset + i] = value;
        GC.KeepAlive(x);
        return x;
    }

    /// <summary><c>At(x)[region].Set(value)</c> once the folds that wait in a chain are done, of which the value may be one.</summary>
    /// <param name="region">The region.</param>
    /// <param name="value">What goes there; it broadcasts to the region's shape.</param>
    /// <param name="chain">What the turns of a loop left to do.</param>
    /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
    public static NDArray<T> Set<T>(ArrayRegion<T> region, NDArray<T> value, LoopChain chain)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(chain);
        if (region.Array.Storage is HostStorage<T> && value.Storage is HostStorage<T>)
        {
            _ = RegionUpdate.Strides(region.Array.Shape, region.Shape, value, nameof(ArrayRegion<>.Set));
            var owned = region.Owned();
            if (chain.TryAddAfter(owned.Array.HostData, () => owned.Set(value))) return owned.Array;
            region = owned;
        }
        chain.Run();
        return region.Set(value);
    }

    /// <summary>The array itself where it may be written, else a copy in host memory: for many updates of single elements.</summary>
    internal static NDArray<T> Writable<T>(NDArray<T> x)
    {
        if (!CanWrite(x)) return x.CopyOnHost();
        x.Storage.Own();
        return x;
    }

    /// <summary>Whether the elements lie in host memory, densely, where no user has a span of them. Of a buffer that a user gave up, all must be the array's:
    /// a part would hold the whole of it for as long as the result lives. Who then writes calls <see cref="Storage.Own"/> first.</summary>
    internal static bool CanWrite<T>(NDArray<T> x) => x.IsContiguous && x.Storage is HostStorage<T> storage && storage.Use switch
    {
        BufferUse.Own => true,
        BufferUse.Borrowed => IsWhole(x),
        _ => false,
    };

    /// <summary>Whether a dense array has all elements of its buffer.</summary>
    internal static bool IsWhole<T>(NDArray<T> x) => x.Offset == x.Storage.Start && x.Size == x.Storage.Length - x.Storage.Start;

    /// <summary>Writes into a region, laid out in the array's own buffer.</summary>
    internal static NDArray<T> Update<T, TOp>(NDArray<T> x, in Region region, NDArray<T> value, string method) where TOp : struct, ICombine<T>
    {
        var strides = RegionUpdate.Strides(x.Shape, region.Shape, value, method);
        var source = value.OnHost();
        if (ReferenceEquals(source.Storage, x.Storage) && !(source.Offset == region.Offset && strides.AsSpan().SequenceEqual(region.Strides)))
        {
            source = source.CopyOnHost();
            strides = RegionUpdate.Strides(x.Shape, region.Shape, source, method);
        }
        x.Storage.Own();
        RegionLoop.Run<T, TOp>(region.Shape.Dims, source.HostData, source.Offset, strides, x.HostData, region.Offset, region.Strides);
        GC.KeepAlive(source);
        GC.KeepAlive(x);
        return x;
    }

    /// <summary>Writes into one element, given by its index in the buffer.</summary>
    internal static NDArray<T> Update<T, TOp>(NDArray<T> x, int offset, T value) where TOp : struct, ICombine<T>
    {
        x.Storage.Own();
        ref var element = ref x.HostData[offset];
        element = TOp.Combine(element, value);
        GC.KeepAlive(x);
        return x;
    }
}
