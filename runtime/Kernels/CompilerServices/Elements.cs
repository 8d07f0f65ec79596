using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Single elements, read by generated code in loops over scalars.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elements
{
    /// <summary>What reads elements of an array of one axis; of one on a device, from a copy.</summary>
    public static VectorReader<T> Vector<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VectorReader<T>(x.OnHost());
    }

    /// <summary>What reads elements of an array of two axes.</summary>
    public static MatrixReader<T> Matrix<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new MatrixReader<T>(x.OnHost());
    }

    /// <summary>What reads elements of an array of three axes.</summary>
    public static VolumeReader<T> Volume<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VolumeReader<T>(x.OnHost());
    }

    /// <summary>What reads and writes elements of an array of one axis; of one that can't be written, of a copy.</summary>
    /// <param name="x">An array that the calling method made, that it does not use again, and that no one else can see.</param>
    public static VectorWriter<T> OwnVector<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VectorWriter<T>(x);
    }

    /// <summary>What reads and writes elements of an array of two axes; of one that can't be written, of a copy.</summary>
    /// <inheritdoc cref="OwnVector{T}"/>
    public static MatrixWriter<T> OwnMatrix<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new MatrixWriter<T>(x);
    }

    /// <summary>What reads and writes elements of an array of three axes; of one that can't be written, of a copy.</summary>
    /// <inheritdoc cref="OwnVector{T}"/>
    public static VolumeWriter<T> OwnVolume<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new VolumeWriter<T>(x);
    }

    /// <summary>The element of an array of one axis.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range, or the array has no axis.</exception>
    /// <exception cref="ShapeException">The array has more than one axis, and more than one element at the index.</exception>
    public static T At<T>(NDArray<T> x, int i)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new ElementReader<T>(x.OnHost())[i];
    }

    /// <summary>The element of an array of two axes.</summary>
    /// <inheritdoc cref="At{T}(NDArray{T}, int)"/>
    public static T At<T>(NDArray<T> x, int i, int j)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new ElementReader<T>(x.OnHost())[i, j];
    }

    /// <summary>The element of an array of three axes.</summary>
    /// <inheritdoc cref="At{T}(NDArray{T}, int)"/>
    public static T At<T>(NDArray<T> x, int i, int j, int k)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x[i, j, k].Item();
    }
}

/// <summary>An array whose layout is at hand, to read single elements of it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ElementReader<T>
{
    private readonly NDArray<T> _array;
    private readonly T[] _data;
    private readonly int _offset;
    private readonly int _rank;
    private readonly int _length0;
    private readonly int _length1;
    private readonly int _stride0;
    private readonly int _stride1;

    /// <param name="array">An array in host memory.</param>
    internal ElementReader(NDArray<T> array)
    {
        _array = array;
        _data = array.HostData;
        _offset = array.Offset;
        _rank = array.Rank;
        if (_rank is not (1 or 2)) return;
        _length0 = array.Shape[0];
        if (_rank == 1)
        {
            _stride0 = array.StridesOrNull is { } strides ? strides[0] : 1;
            return;
        }
        _length1 = array.Shape[1];
        (_stride0, _stride1) = array.StridesOrNull is { } both ? (both[0], both[1]) : (_length1, 1);
    }

    /// <summary>The element of an array of one axis.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i]
    {
        get
        {
            // The long way leads to the error, or to the one element that another rank may have there.
            if ((uint)i >= (uint)_length0 || _rank != 1) return _array[i].Item();
            var element = _data[_offset + i * _stride0];
            // Until here the pool must not have seen the buffer as dead.
            GC.KeepAlive(_array);
            return element;
        }
    }

    /// <summary>The element of an array of two axes.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j]
    {
        get
        {
            if ((uint)i >= (uint)_length0 || (uint)j >= (uint)_length1) return _array[i, j].Item();
            var element = _data[_offset + i * _stride0 + j * _stride1];
            GC.KeepAlive(_array);
            return element;
        }
    }
}
