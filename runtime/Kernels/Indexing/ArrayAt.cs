namespace Kernels;

/// <summary>An array waiting for the slices of a functional update; what <see cref="NDArray{T}.At"/> gives.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct ArrayAt<T> : IEquatable<ArrayAt<T>>
{
    private readonly NDArray<T> _array;

    internal ArrayAt(NDArray<T> array) => _array = array;

    /// <summary>The region to update; slices as in <see cref="NDArray{T}"/>'s indexer.</summary>
    /// <param name="slices">One for each axis from the first.</param>
    /// <exception cref="IndexOutOfRangeException">An index or a range lies outside its axis.</exception>
    // The region is laid out in the copy that the update will write, which is contiguous.
    public ArrayRegion<T> this[params ReadOnlySpan<Slice> slices] =>
        new(_array, Region.Resolve(_array.Shape, Strides.Contiguous(_array.Shape.Dims), 0, slices));

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
