using System.Numerics;

namespace Kernels;

/// <summary>Elements or subarrays of an array, picked by indices or a mask, to be updated functionally: <c>x.At[indices].Add(value)</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Every update gives a new array. Where an index occurs several times, its updates are applied one after the other: sums accumulate, and
/// of several values that are set the last one stays.</remarks>
public readonly struct ArrayRows<T> : IEquatable<ArrayRows<T>>
{
    private readonly NDArray<T> _array;
    private readonly int[] _positions;
    private readonly Shape _shape;
    private readonly int _leading;
    private readonly bool _isOwned;

    /// <param name="array">The array.</param>
    /// <param name="positions">Checked positions in C order over the leading axes.</param>
    /// <param name="shape">What takes the place of these axes in the shape of a value.</param>
    /// <param name="leading">The number of these axes.</param>
    /// <param name="isOwned">Whether updates may write into the array's buffer: <see cref="CompilerServices.InPlace"/>.</param>
    internal ArrayRows(NDArray<T> array, int[] positions, Shape shape, int leading, bool isOwned) =>
        (_array, _positions, _shape, _leading, _isOwned) = (array, positions, shape, leading, isOwned);

    /// <summary>A copy of the array with the elements replaced.</summary>
    /// <param name="value">What goes there; it broadcasts to the shape that indexing gives.</param>
    /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
    public NDArray<T> Set(NDArray<T> value) => Update<Replace<T>>(value, nameof(Set));

    /// <summary>A copy of the array with the elements set to a value.</summary>
    /// <param name="value">What goes there.</param>
    public NDArray<T> Set(T value) => Update<Replace<T>>(value, nameof(Set));

    internal NDArray<T> Update<TOp>(NDArray<T> value, string name) where TOp : struct, ICombine<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var inner = _array.Shape.Dims[_leading..];
        var picked = new Shape([.. _shape.Dims, .. inner]);
        RegionUpdate.Check(_array.Shape, picked, value.Shape, name);
        var result = _isOwned ? _array : _array.CopyOnHost();
        // In C order over all picked elements; a value that is stretched is laid out, and one that the target shares is read before it is written.
        var spread = NDArray.BroadcastTo(value.OnHost(), picked);
        var source = spread.IsContiguous && !ReferenceEquals(spread.Storage, result.Storage) ? spread : spread.CopyOnHost();
        var size = 1;
        foreach (var d in inner) size *= d;
        result.Storage.Own();
        var from = source.HostSpan;
        var to = result.HostData.AsSpan(result.Offset, (int)result.Size);
        if (size == 1)
        {
            for (var k = 0; k < _positions.Length; k++)
            {
                ref var element = ref to[_positions[k]];
                element = TOp.Combine(element, from[k]);
            }
        }
        else
        {
            for (var k = 0; k < _positions.Length; k++)
            {
                var target = to.Slice(_positions[k] * size, size);
                var values = from.Slice(k * size, size);
                for (var i = 0; i < target.Length; i++) target[i] = TOp.Combine(target[i], values[i]);
            }
        }
        GC.KeepAlive(source);
        return result.To(_array.Device);
    }

    /// <inheritdoc/>
    public bool Equals(ArrayRows<T> other) => ReferenceEquals(_array, other._array) && _positions.AsSpan().SequenceEqual(other._positions) && _shape == other._shape;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ArrayRows<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_array, _positions.Length, _shape);

    /// <summary>Whether both are the same elements of the same array.</summary>
    public static bool operator ==(ArrayRows<T> left, ArrayRows<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ArrayRows<T> left, ArrayRows<T> right) => !left.Equals(right);
}

/// <summary>The arithmetic updates of picked elements; <c>bool</c> has none.</summary>
public static class ArrayRowsExtensions
{
    /// <summary>The updates that combine elements with a value, once for each time that an index occurs. Integers wrap; NaN wins in Min and Max.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The elements.</param>
    extension<T>(ArrayRows<T> rows) where T : INumber<T>
    {
        /// <summary>A copy of the array with a value added to the elements.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        public NDArray<T> Add(NDArray<T> value) => rows.Update<Plus<T>>(value, nameof(Add));

        /// <summary>A copy of the array with a value subtracted from the elements.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        public NDArray<T> Subtract(NDArray<T> value) => rows.Update<Minus<T>>(value, nameof(Subtract));

        /// <summary>A copy of the array with the elements multiplied by a value.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        public NDArray<T> Multiply(NDArray<T> value) => rows.Update<Times<T>>(value, nameof(Multiply));

        /// <summary>A copy of the array with the elements divided by a value; integers truncate.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public NDArray<T> Divide(NDArray<T> value) => rows.Update<Over<T>>(value, nameof(Divide));

        /// <summary>A copy of the array with the smaller of element and value.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        public NDArray<T> Min(NDArray<T> value) => rows.Update<Smaller<T>>(value, nameof(Min));

        /// <summary>A copy of the array with the larger of element and value.</summary>
        /// <param name="value">It broadcasts to the shape that indexing gives.</param>
        /// <exception cref="ShapeException">The value does not broadcast to that shape.</exception>
        public NDArray<T> Max(NDArray<T> value) => rows.Update<Larger<T>>(value, nameof(Max));
    }
}
