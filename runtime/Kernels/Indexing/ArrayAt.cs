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
