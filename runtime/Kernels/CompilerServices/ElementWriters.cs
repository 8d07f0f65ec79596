using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Reads and writes single elements of an array of one axis that a loop updates: <c>x = x.At[i].Set(value)</c> at every turn, without an array for each.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The array is dense and the span has its elements: an index is checked against the array's lengths, as <see cref="VectorReader{T}"/> does, and what follows
/// from it against the span's. Until an element is used, the pool must not have seen the buffer as dead: hence the array.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VectorWriter<T>
{
    private readonly Span<T> _elements;
    private readonly int _length;
    private readonly int _inner;
    private readonly NDArray<T> _array;
    private readonly Device _device;

    /// <param name="array">An array that the calling method made and that no one else can see.</param>
    internal VectorWriter(NDArray<T> array)
    {
        _device = array.Device;
        _array = InPlace.Writable(array);
        if (_array.Rank < 1) return;
        _elements = ElementAccess.All(_array);
        _length = _array.Shape[0];
        _inner = ElementAccess.Inner(_array, axes: 1);
    }

    /// <summary>The array's shape.</summary>
    public Shape Shape => _array.Shape;

    /// <summary>The number of its axes.</summary>
    public int Rank => _array.Rank;

    /// <summary>The array with all updates, on the device of the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public NDArray<T> ToArray() => _array.To(_device);

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_length || _inner != 1) throw ElementAccess.ReadError(_array, i);
            var element = _elements[i];
            GC.KeepAlive(_array);
            return element;
        }
    }

    /// <summary>Replaces the element; where the array has more axes, all elements at the index.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range, or the array has fewer axes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int i, T value) => Update<Replace<T>>(i, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Update<TOp>(int i, T value) where TOp : struct, ICombine<T>
    {
        if ((uint)i >= (uint)_length) throw ElementAccess.UpdateError(_array, i);
        var at = i;
        if (_inner == 1)
        {
            ref var element = ref _elements[at];
            element = TOp.Combine(element, value);
        }
        else
        {
            for (var n = 0; n < _inner; n++) _elements[at * _inner + n] = TOp.Combine(_elements[at * _inner + n], value);
        }
        GC.KeepAlive(_array);
    }
}

/// <summary>Reads and writes single elements of an array of two axes that a loop updates.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>As <see cref="VectorWriter{T}"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MatrixWriter<T>
{
    private readonly Span<T> _elements;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _inner;
    private readonly NDArray<T> _array;
    private readonly Device _device;

    /// <param name="array">An array that the calling method made and that no one else can see.</param>
    internal MatrixWriter(NDArray<T> array)
    {
        _device = array.Device;
        _array = InPlace.Writable(array);
        if (_array.Rank < 2) return;
        _elements = ElementAccess.All(_array);
        (_rows, _columns) = (_array.Shape[0], _array.Shape[1]);
        _inner = ElementAccess.Inner(_array, axes: 2);
    }

    /// <summary>The array's shape.</summary>
    public Shape Shape => _array.Shape;

    /// <summary>The number of its axes.</summary>
    public int Rank => _array.Rank;

    /// <summary>The array with all updates, on the device of the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public NDArray<T> ToArray() => _array.To(_device);

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_rows || (uint)j >= (uint)_columns || _inner != 1) throw ElementAccess.ReadError(_array, i, j);
            var element = _elements[i * _columns + j];
            GC.KeepAlive(_array);
            return element;
        }
    }

    /// <summary>Replaces the element; where the array has more axes, all elements at the index.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has fewer axes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int i, int j, T value) => Update<Replace<T>>(i, j, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Update<TOp>(int i, int j, T value) where TOp : struct, ICombine<T>
    {
        if ((uint)i >= (uint)_rows || (uint)j >= (uint)_columns) throw ElementAccess.UpdateError(_array, i, j);
        var at = i * _columns + j;
        if (_inner == 1)
        {
            ref var element = ref _elements[at];
            element = TOp.Combine(element, value);
        }
        else
        {
            for (var n = 0; n < _inner; n++) _elements[at * _inner + n] = TOp.Combine(_elements[at * _inner + n], value);
        }
        GC.KeepAlive(_array);
    }
}

/// <summary>Reads and writes single elements of an array of three axes that a loop updates.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>As <see cref="VectorWriter{T}"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct VolumeWriter<T>
{
    private readonly Span<T> _elements;
    private readonly int _planes;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _inner;
    private readonly NDArray<T> _array;
    private readonly Device _device;

    /// <param name="array">An array that the calling method made and that no one else can see.</param>
    internal VolumeWriter(NDArray<T> array)
    {
        _device = array.Device;
        _array = InPlace.Writable(array);
        if (_array.Rank < 3) return;
        _elements = ElementAccess.All(_array);
        (_planes, _rows, _columns) = (_array.Shape[0], _array.Shape[1], _array.Shape[2]);
        _inner = ElementAccess.Inner(_array, axes: 3);
    }

    /// <summary>The array's shape.</summary>
    public Shape Shape => _array.Shape;

    /// <summary>The number of its axes.</summary>
    public int Rank => _array.Rank;

    /// <summary>The array with all updates, on the device of the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public NDArray<T> ToArray() => _array.To(_device);

    /// <summary>The element.</summary>
    /// <inheritdoc cref="Elements.At{T}(NDArray{T}, int)"/>
    public T this[int i, int j, int k]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)i >= (uint)_planes || (uint)j >= (uint)_rows || (uint)k >= (uint)_columns || _inner != 1) throw ElementAccess.ReadError(_array, i, j, k);
            var element = _elements[(i * _rows + j) * _columns + k];
            GC.KeepAlive(_array);
            return element;
        }
    }

    /// <summary>Replaces the element; where the array has more axes, all elements at the index.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has fewer axes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int i, int j, int k, T value) => Update<Replace<T>>(i, j, k, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Update<TOp>(int i, int j, int k, T value) where TOp : struct, ICombine<T>
    {
        if ((uint)i >= (uint)_planes || (uint)j >= (uint)_rows || (uint)k >= (uint)_columns) throw ElementAccess.UpdateError(_array, i, j, k);
        var at = (i * _rows + j) * _columns + k;
        if (_inner == 1)
        {
            ref var element = ref _elements[at];
            element = TOp.Combine(element, value);
        }
        else
        {
            for (var n = 0; n < _inner; n++) _elements[at * _inner + n] = TOp.Combine(_elements[at * _inner + n], value);
        }
        GC.KeepAlive(_array);
    }
}
