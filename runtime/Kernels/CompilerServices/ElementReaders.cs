using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Reads single elements of an array of one axis: little enough for registers in a loop over scalars.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Bounds: the constructor checks that the first and the last element lie in the buffer, which moves only with the reference to it; an index is checked against
/// the length, which is 0 where the array has no elements at as many indices. Until an element is read, the pool must not have seen the buffer as dead: hence the
/// array. What is wrong ends in a throw, not in a call that might come back, so that a loop keeps its registers.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VectorReader<T>
{
    private readonly ref T _first;
    private readonly int _length;
    private readonly int _stride;
    private readonly NDArray<T> _array;

    /// <param name="array">An array in host memory.</param>
    internal VectorReader(NDArray<T> array)
    {
        _array = array;
        _first = ref Unsafe.NullRef<T>();
        if (!ElementAccess.HasElements(array, axes: 1)) return;
        _length = array.Shape[0];
        _stride = array.StridesOrNull is { } strides ? strides[0] : 1;
        _first = ref ElementAccess.First(array);
    }

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_length) throw ElementAccess.ReadError(_array, i);
            var element = Unsafe.Add(ref _first, (nint)i * _stride);
            GC.KeepAlive(_array);
            return element;
        }
    }
}

/// <summary>Reads single elements of an array of two axes.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Bounds: as <see cref="VectorReader{T}"/>, for both indices.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MatrixReader<T>
{
    private readonly ref T _first;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _rowStride;
    private readonly int _columnStride;
    private readonly NDArray<T> _array;

    /// <param name="array">An array in host memory.</param>
    internal MatrixReader(NDArray<T> array)
    {
        _array = array;
        _first = ref Unsafe.NullRef<T>();
        if (!ElementAccess.HasElements(array, axes: 2)) return;
        (_rows, _columns) = (array.Shape[0], array.Shape[1]);
        (_rowStride, _columnStride) = array.StridesOrNull is { } both ? (both[0], both[1]) : (_columns, 1);
        _first = ref ElementAccess.First(array);
    }

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_rows || (uint)j >= (uint)_columns) throw ElementAccess.ReadError(_array, i, j);
            var element = Unsafe.Add(ref _first, (nint)i * _rowStride + (nint)j * _columnStride);
            GC.KeepAlive(_array);
            return element;
        }
    }
}

/// <summary>Reads single elements of an array of three axes.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Bounds: as <see cref="VectorReader{T}"/>, for all indices.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VolumeReader<T>
{
    private readonly ref T _first;
    private readonly int _planes;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _planeStride;
    private readonly int _rowStride;
    private readonly int _columnStride;
    private readonly NDArray<T> _array;

    /// <param name="array">An array in host memory.</param>
    internal VolumeReader(NDArray<T> array)
    {
        _array = array;
        _first = ref Unsafe.NullRef<T>();
        if (!ElementAccess.HasElements(array, axes: 3)) return;
        (_planes, _rows, _columns) = (array.Shape[0], array.Shape[1], array.Shape[2]);
        (_planeStride, _rowStride, _columnStride) = array.StridesOrNull is { } all ? (all[0], all[1], all[2]) : (_rows * _columns, _columns, 1);
        _first = ref ElementAccess.First(array);
    }

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j, int k]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_planes || (uint)j >= (uint)_rows || (uint)k >= (uint)_columns) throw ElementAccess.ReadError(_array, i, j, k);
            var element = Unsafe.Add(ref _first, (nint)i * _planeStride + (nint)j * _rowStride + (nint)k * _columnStride);
            GC.KeepAlive(_array);
            return element;
        }
    }
}
