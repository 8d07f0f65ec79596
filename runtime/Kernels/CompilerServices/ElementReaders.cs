using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Reads single elements of an array of one axis: little enough for registers in a loop over scalars.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Bounds: the constructor checks that the first and the last element lie in the buffer, which moves only with the reference to it; an
/// index is checked against the length. Until an element is read, the pool must not have seen the buffer as dead: hence the array.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VectorReader<T>
{
    private readonly ref T _first;
    private readonly int _length;
    private readonly int _stride;
    private readonly NDArray<T> _array;

    /// <param name="array">An array in host memory; of one with another rank, elements are read the long way.</param>
    internal VectorReader(NDArray<T> array)
    {
        _array = array;
        _first = ref Unsafe.NullRef<T>();
        if (array.Rank != 1 || array.Size == 0) return;
        _stride = array.StridesOrNull is { } strides ? strides[0] : 1;
        _length = array.Shape[0];
        var data = array.HostData;
        _ = data[array.Offset + (_length - 1) * _stride];
        _first = ref data[array.Offset];
    }

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_length) return Other(i);
            var element = Unsafe.Add(ref _first, (nint)i * _stride);
            GC.KeepAlive(_array);
            return element;
        }
    }

    // Leads to the error, or to the one element that another rank may have there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Other(int i) => _array[i].Item();
}

/// <summary>Reads single elements of an array of two axes.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Bounds: as <see cref="VectorReader{T}"/>, for both indices; the constructor checks the corners.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MatrixReader<T>
{
    private readonly ref T _first;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rowStride;
    private readonly int _columnStride;
    private readonly NDArray<T> _array;

    /// <param name="array">An array in host memory; of one with another rank, elements are read the long way.</param>
    internal MatrixReader(NDArray<T> array)
    {
        _array = array;
        _first = ref Unsafe.NullRef<T>();
        if (array.Rank != 2 || array.Size == 0) return;
        (_rows, _columns) = (array.Shape[0], array.Shape[1]);
        (_rowStride, _columnStride) = array.StridesOrNull is { } both ? (both[0], both[1]) : (_columns, 1);
        var data = array.HostData;
        int down = (_rows - 1) * _rowStride, right = (_columns - 1) * _columnStride;
        _ = data[array.Offset + down];
        _ = data[array.Offset + right];
        _ = data[array.Offset + down + right];
        _first = ref data[array.Offset];
    }

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_rows || (uint)j >= (uint)_columns) return Other(i, j);
            var element = Unsafe.Add(ref _first, (nint)i * _rowStride + (nint)j * _columnStride);
            GC.KeepAlive(_array);
            return element;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Other(int i, int j) => _array[i, j].Item();
}
