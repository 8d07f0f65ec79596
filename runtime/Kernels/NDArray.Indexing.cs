using System.Runtime.CompilerServices;

namespace Kernels;

public sealed partial class NDArray<T>
{
    private const string Immutable = "An NDArray is immutable: write a = a.At[i].Set(value), which gives a new array.";

    /// <summary>Functional updates: <c>x.At[1..].Set(0f)</c> is a new array that differs from <c>x</c> there.</summary>
    public ArrayAt<T> At => new(this);

    /// <summary>The subarray at <paramref name="index"/> of the first axis, a view; of a vector, an array of rank 0.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range, or the array has rank 0.</exception>
    [IndexerName("Element")]
    public NDArray<T> this[int index]
    {
        get
        {
            var dims = Shape.Dims;
            if (dims.Length == 0) throw IndexErrors.TooMany(1, Shape);
            if ((uint)index >= (uint)dims[0]) throw IndexErrors.Index(index, 0, Shape);
            if (dims.Length == 1) return new NDArray<T>(Storage, default, null, Offset + index * (_strides is null ? 1 : _strides[0]));
            var inner = new Shape(dims[1..]);
            if (_strides is null) return new NDArray<T>(Storage, inner, null, Offset + index * (int)inner.Size);
            return View(inner, _strides[1..], Offset + index * _strides[0]);
        }

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    /// <summary>The part that the slices select, a view: indices drop their axis, ranges keep it, as in C# and NumPy.</summary>
    /// <param name="slices">One for each axis from the first; axes left over are taken whole.</param>
    /// <exception cref="IndexOutOfRangeException">An index or a range lies outside its axis, or there are more than axes;
    /// the message names index, axis and shape.</exception>
    [IndexerName("Element")]
    public NDArray<T> this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            var region = Region.Resolve(Shape, GetStrides(), Offset, slices);
            return View(region.Shape, region.Strides, region.Offset);
        }

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }
}
