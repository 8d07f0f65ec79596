using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers;

namespace Kernels;

/// <summary>An immutable n-dimensional array: shape, strides and offset over a buffer on a device.</summary>
/// <typeparam name="T">The element type: <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c>, <c>bool</c> or <c>Complex</c>;
/// <see cref="Complex64"/> can be stored, indexed and transformed by <see cref="Fft"/>, but not computed with yet.</typeparam>
/// <remarks>Slices, transposes, reshapes and broadcasts are views that share the buffer; nothing can write to it.
/// <para>Written as a collection expression of any depth: <c>NDArray&lt;int&gt; m = [[1, 2], [3, 4]];</c>. Enumerating walks the first axis.</para></remarks>
[CollectionBuilder(typeof(NDArrayBuilder), nameof(NDArrayBuilder.Create))]
[DebuggerDisplay("{DebuggerText,nq}")]
[DebuggerTypeProxy(typeof(NDArrayDebugView<>))]
public sealed partial class NDArray<T>
{
    // Strides in elements; null when the array is contiguous in C order, which is the common case and costs no memory.
    private readonly int[]? _strides;

    /// <summary>A contiguous array that begins where its buffer does.</summary>
    internal NDArray(Storage<T> storage, Shape shape) : this(storage, shape, null, storage.Start)
    {
    }

    internal NDArray(Storage<T> storage, Shape shape, int[]? strides, int offset)
    {
        Debug.Assert(strides is null || strides.Length == shape.Rank);
        if (!ElementType<T>.IsSupported) throw ElementType<T>.NotSupported();
        Storage = storage;
        Shape = shape;
        _strides = strides;
        Offset = offset;
    }

    internal Storage<T> Storage { get; }

    /// <summary>Index in <see cref="Storage"/> of the element at [0, ..., 0].</summary>
    internal int Offset { get; }

    /// <summary>Strides in elements, or null for a C-contiguous array.</summary>
    internal int[]? StridesOrNull => _strides;

    internal bool IsContiguous => _strides is null;

    /// <summary>The extents, one per axis.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes; 0 for a single element.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public long Size => Shape.Size;

    /// <summary>The device that holds the elements.</summary>
    public Device Device => Storage.Device;

    /// <summary>Whether <see cref="Delete"/> of this array, or of one that shares its elements, gave the elements up.</summary>
    public bool IsDeleted => Storage.IsReleased;

    /// <summary>Gives the elements up, so that the next result of this size has their memory at once: a loop over large arrays runs in the same few
    /// megabytes, in the caches, instead of waiting for the collector to find what it dropped. Never needed: an array that is dropped comes back too.</summary>
    /// <remarks>Views share their elements (slices, transposes, reshapes, and an array that a method returned as it got it): all of them are deleted.
    /// Only for an array that nobody reads any more, on this thread or another: who does gets an exception, or, if the read had begun, another's elements.
    /// A span from <see cref="AsSpan"/> stays valid. After JAX's <c>Array.delete</c>.</remarks>
    public void Delete() => Storage.Release();

    /// <summary>The array with its elements on another device; itself if they are there. Waits for queued work.</summary>
    /// <param name="device">Where the elements go.</param>
    [Op("to")]
    public NDArray<T> To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (ReferenceEquals(device, Device)) return this;
        var host = OnHost();
        if (device is CpuDevice) return host;
        var dense = host.Contiguous();
        var moved = new NDArray<T>(device.FromHost<T>(dense.HostSpan), Shape);
        GC.KeepAlive(dense);
        return moved;
    }

    /// <summary>The same elements in other clothes: normalises the strides.</summary>
    // Of an empty view no stride and no offset is ever used; one past the buffer would still trip a span.
    internal NDArray<T> View(Shape shape, int[] strides, int offset) =>
        shape.Dims.AsSpan().Contains(0) ? new(Storage, shape) : new(Storage, shape, Strides.Normalise(shape.Dims, strides), offset);

    /// <summary>The strides in elements, whether the array is contiguous or not.</summary>
    internal ReadOnlySpan<int> GetStrides() => _strides ?? Strides.Contiguous(Shape.Dims);

    /// <summary>The array on the CPU, in the same layout.</summary>
    internal NDArray<T> OnHost()
    {
        if (Storage is HostStorage<T>) return this;
        var host = Device.ToHost(Storage);
        return new NDArray<T>(host, Shape, _strides, Offset - Storage.Start + host.Start);
    }

    /// <summary>The buffer of an array on the CPU. Whoever reads it keeps the array alive to the end (<see cref="GC.KeepAlive"/>).</summary>
    internal T[] HostData => ((HostStorage<T>)Storage).Data;

    /// <summary>The elements of a contiguous array on the CPU; to be kept alive as for <see cref="HostData"/>.</summary>
    internal ReadOnlySpan<T> HostSpan
    {
        get
        {
            Debug.Assert(IsContiguous);
            return HostData.AsSpan(Offset, (int)Size);
        }
    }

    /// <summary>The array on its device with elements in C order without gaps: itself if it is so already.</summary>
    internal NDArray<T> Contiguous()
    {
        if (IsContiguous) return this;
        if (Storage is HostStorage<T>) return CopyOnHost();
        var storage = Device.Allocate<T>((int)Size);
        Device.Copy(this, storage, 0);
        return new NDArray<T>(storage, Shape);
    }

    /// <summary>A contiguous copy on the CPU, in a buffer of its own.</summary>
    internal NDArray<T> CopyOnHost()
    {
        var host = OnHost();
        var result = NDArray.Uninitialized<T>(Shape, "copy", out _);
        CopyDriver.Run(host, (HostStorage<T>)result.Storage, 0);
        return result;
    }
}
