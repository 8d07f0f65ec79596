using System.Diagnostics;

namespace Kernels;

/// <summary>An immutable n-dimensional array: shape, strides and offset over a buffer on a device.</summary>
/// <typeparam name="T">The element type: <c>float</c>, <c>double</c>, <c>int</c>, <c>long</c>, <c>byte</c> or <c>bool</c>.</typeparam>
/// <remarks>Slices, transposes, reshapes and broadcasts are views that share the buffer; nothing can write to it.</remarks>
public sealed partial class NDArray<T>
{
    // Strides in elements; null when the array is contiguous in C order, which is the common case and costs no memory.
    private readonly int[]? _strides;

    internal NDArray(Storage<T> storage, Shape shape, int[]? strides = null, int offset = 0)
    {
        Debug.Assert(strides is null || strides.Length == shape.Rank);
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
}
