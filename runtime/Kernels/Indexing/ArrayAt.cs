using System.Numerics;

namespace Kernels;

/// <summary>An array waiting for the slices of a functional update; what <see cref="NDArray{T}.At"/> gives.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct ArrayAt<T> : IEquatable<ArrayAt<T>>
{
    private readonly NDArray<T> _array;
    private readonly bool _isOwned;

    /// <param name="array">The array.</param>
    /// <param name="isOwned">Whether updates may write into its buffer: <see cref="CompilerServices.InPlace"/>.</param>
    internal ArrayAt(NDArray<T> array, bool isOwned = false) => (_array, _isOwned) = (array, isOwned);

    /// <summary>The region to update; slices as in <see cref="NDArray{T}"/>'s indexer.</summary>
    /// <param name="slices">One for each axis from the first.</param>
    /// <exception cref="IndexOutOfRangeException">An index or a range lies outside its axis.</exception>
    // The region is laid out in the buffer that the update will write, which is contiguous: a copy, or the array's own.
    public ArrayRegion<T> this[params ReadOnlySpan<Slice> slices] =>
        new(_array, Region.ResolveDense(_array.Shape, _isOwned ? _array.Offset : 0, slices), _isOwned);

    /// <summary>The subarray at an index of the first axis, to be updated.</summary>
    /// <param name="index">From 0 on.</param>
    /// <exception cref="IndexOutOfRangeException">The index is out of range, or the array has rank 0.</exception>
    // An int converts both to a slice and to an array of indices: neither would be better.
    public ArrayRegion<T> this[int index] =>
        // Loops over elements come here.
        _array.Rank == 1 && (uint)index < (uint)_array.Shape[0]
            ? new(_array, Region.Element(_isOwned ? _array.Offset + index : index), _isOwned)
            : this[[(Slice)index]];

    /// <summary>The subarrays of the first axis at the given indices, to be updated.</summary>
    /// <param name="indices">Of any shape; negative ones are out of range.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has rank 0.</exception>
    public ArrayRows<T> this[NDArray<int> indices] => Picked(indices);

    /// <inheritdoc cref="this[NDArray{int}]"/>
    public ArrayRows<T> this[NDArray<long> indices] => Picked(indices);

    /// <summary>The elements, or subarrays, at pairs of indices of the first two axes, to be updated.</summary>
    /// <param name="rows">Indices of the first axis.</param>
    /// <param name="columns">Indices of the second axis; both broadcast. Negative ones are out of range.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has fewer than two axes.</exception>
    /// <exception cref="ShapeException">The indices do not broadcast.</exception>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]        // x.At[i, j] of numbers is an element
    public ArrayRows<T> this[NDArray<int> rows, NDArray<int> columns] => Picked(rows, columns);

    /// <inheritdoc cref="this[NDArray{int}, NDArray{int}]"/>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]        // x.At[i, j] of numbers is an element
    public ArrayRows<T> this[NDArray<long> rows, NDArray<long> columns] => Picked(rows, columns);

    /// <summary>The elements, or subarrays, for which the mask is true, to be updated.</summary>
    /// <param name="mask">Of the shape of the array or of its leading axes.</param>
    /// <exception cref="IndexOutOfRangeException">The mask has another shape.</exception>
    public ArrayRows<T> this[NDArray<bool> mask]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(mask);
            var positions = IndexPositions.Of(mask, _array.Shape, "x.At[mask]");
            return new(_array, positions, new Shape([positions.Length]), mask.Rank, _isOwned);
        }
    }

    private ArrayRows<T> Picked<TIndex>(NDArray<TIndex> indices) where TIndex : struct, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (_array.Rank == 0) throw IndexErrors.TooMany(1, _array.Shape);
        return new(_array, IndexPositions.Of(indices, 0, _array.Shape, "x.At[indices]"), indices.Shape, 1, _isOwned);
    }

    private ArrayRows<T> Picked<TIndex>(NDArray<TIndex> rows, NDArray<TIndex> columns) where TIndex : struct, IBinaryInteger<TIndex>
    {
        var positions = IndexPositions.Pairs(rows, columns, _array.Shape, "x.At[rows, columns]", out var shape);
        return new(_array, positions, shape, 2, _isOwned);
    }

    /// <inheritdoc/>
    public bool Equals(ArrayAt<T> other) => ReferenceEquals(_array, other._array);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ArrayAt<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _array.GetHashCode();

    /// <summary>Whether both stand for the same array.</summary>
    public static bool operator ==(ArrayAt<T> left, ArrayAt<T> right) => left.Equals(right);

    /// <summary>Whether they stand for different arrays.</summary>
    public static bool operator !=(ArrayAt<T> left, ArrayAt<T> right) => !left.Equals(right);
}
