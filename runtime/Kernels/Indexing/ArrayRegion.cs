using System.Numerics;

namespace Kernels;

/// <summary>A region of an array, to be updated functionally: <c>x.At[1..].Set(value)</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Every update gives a new array and leaves this one as it is. The value broadcasts to the region.</remarks>
public readonly struct ArrayRegion<T> : IEquatable<ArrayRegion<T>>
{
    private readonly NDArray<T> _array;
    private readonly Region _region;
    private readonly bool _isOwned;

    /// <param name="array">The array.</param>
    /// <param name="region">The region, as it lies in a dense copy of the array, or if it is owned, in its own buffer.</param>
    /// <param name="isOwned">Whether updates may write into the array's buffer: <see cref="CompilerServices.InPlace"/>.</param>
    internal ArrayRegion(NDArray<T> array, Region region, bool isOwned = false) => (_array, _region, _isOwned) = (array, region, isOwned);

    internal NDArray<T> Array => _array;

    internal Shape Shape => _region.Shape;

    /// <summary>The same region of an array that may be written: itself, or a copy.</summary>
    internal ArrayRegion<T> Owned()
    {
        if (_isOwned) return this;
        var copy = CompilerServices.InPlace.Copy(_array);
        return new ArrayRegion<T>(copy, _region.Moved(copy.Offset), isOwned: true);
    }

    /// <summary>The region itself: what indexing with the same slices gives.</summary>
    public NDArray<T> Get()
    {
        if (_isOwned) return _array.View(_region.Shape, _region.Strides, _region.Offset);
        var dense = _array.Contiguous();
        return dense.View(_region.Shape, _region.Strides, dense.Offset + _region.Offset);
    }

    /// <summary>A copy of the array with the region replaced.</summary>
    /// <param name="value">What goes there; it broadcasts to the region's shape.</param>
    /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
    public NDArray<T> Set(NDArray<T> value) => Update<Replace<T>>(value, nameof(Set));

    /// <summary>A copy of the array with every element of the region set to a value.</summary>
    /// <param name="value">What goes there.</param>
    public NDArray<T> Set(T value) => Update<Replace<T>>(value, nameof(Set));

    internal NDArray<T> Update<TOp>(NDArray<T> value, string name) where TOp : struct, ICombine<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_isOwned) return CompilerServices.InPlace.Update<T, TOp>(_array, _region, value, name);
        var strides = RegionUpdate.Strides(_array.Shape, _region.Shape, value, name);
        var result = _array.CopyOnHost();
        var source = value.OnHost();
        RegionLoop.Run<T, TOp>(_region.Shape.Dims, source.HostData, source.Offset, strides, result.HostData, result.Offset + _region.Offset, _region.Strides);
        GC.KeepAlive(source);
        return result.To(_array.Device);
    }

    internal NDArray<T> Update<TOp>(T value, string name) where TOp : struct, ICombine<T> =>
        _isOwned && _region.Shape.Rank == 0
            ? CompilerServices.InPlace.Update<T, TOp>(_array, _region.Offset, value)
            : Update<TOp>((NDArray<T>)value, name);

    /// <inheritdoc/>
    public bool Equals(ArrayRegion<T> other) =>
        ReferenceEquals(_array, other._array) && _region.Offset == other._region.Offset && _region.Shape == other._region.Shape
        && _region.Strides.AsSpan().SequenceEqual(other._region.Strides);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ArrayRegion<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_array, _region.Offset, _region.Shape);

    /// <summary>Whether both are the same region of the same array.</summary>
    public static bool operator ==(ArrayRegion<T> left, ArrayRegion<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ArrayRegion<T> left, ArrayRegion<T> right) => !left.Equals(right);
}

/// <summary>The arithmetic updates of a region; <c>bool</c> has none.</summary>
public static class ArrayRegionExtensions
{
    /// <summary>The updates that combine a region's elements with a value. Integers wrap; NaN wins in Min and Max, as in <see cref="Math"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="region">The region.</param>
    extension<T>(ArrayRegion<T> region) where T : INumber<T>
    {
        /// <summary>A copy of the array with a value added to the region.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        public NDArray<T> Add(NDArray<T> value) => region.Update<Plus<T>>(value, nameof(Add));

        /// <summary>A copy of the array with a value added to every element of the region.</summary>
        /// <param name="value">What is added.</param>
        public NDArray<T> Add(T value) => region.Update<Plus<T>>(value, nameof(Add));

        /// <summary>A copy of the array with a value subtracted from the region.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        public NDArray<T> Subtract(NDArray<T> value) => region.Update<Minus<T>>(value, nameof(Subtract));

        /// <summary>A copy of the array with a value subtracted from every element of the region.</summary>
        /// <param name="value">What is subtracted.</param>
        public NDArray<T> Subtract(T value) => region.Update<Minus<T>>(value, nameof(Subtract));

        /// <summary>A copy of the array with the region multiplied by a value.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        public NDArray<T> Multiply(NDArray<T> value) => region.Update<Times<T>>(value, nameof(Multiply));

        /// <summary>A copy of the array with every element of the region multiplied by a value.</summary>
        /// <param name="value">The factor.</param>
        public NDArray<T> Multiply(T value) => region.Update<Times<T>>(value, nameof(Multiply));

        /// <summary>A copy of the array with the region divided by a value; integers truncate.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public NDArray<T> Divide(NDArray<T> value) => region.Update<Over<T>>(value, nameof(Divide));

        /// <summary>A copy of the array with every element of the region divided by a value; integers truncate.</summary>
        /// <param name="value">The divisor.</param>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public NDArray<T> Divide(T value) => region.Update<Over<T>>(value, nameof(Divide));

        /// <summary>A copy of the array with the smaller of element and value in the region.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        public NDArray<T> Min(NDArray<T> value) => region.Update<Smaller<T>>(value, nameof(Min));

        /// <summary>A copy of the array with the smaller of element and value in the region.</summary>
        /// <param name="value">The upper bound.</param>
        public NDArray<T> Min(T value) => region.Update<Smaller<T>>(value, nameof(Min));

        /// <summary>A copy of the array with the larger of element and value in the region.</summary>
        /// <param name="value">It broadcasts to the region's shape.</param>
        /// <exception cref="ShapeException">The value does not broadcast to the region.</exception>
        public NDArray<T> Max(NDArray<T> value) => region.Update<Larger<T>>(value, nameof(Max));

        /// <summary>A copy of the array with the larger of element and value in the region.</summary>
        /// <param name="value">The lower bound.</param>
        public NDArray<T> Max(T value) => region.Update<Larger<T>>(value, nameof(Max));
    }

    /// <summary>The updates of complex numbers.</summary>
    /// <param name="region">The region.</param>
    extension(ArrayRegion<Complex> region)
    {
        /// <summary>A copy of the array with a value added to the region.</summary>
        /// <param name="value">What is added.</param>
        public NDArray<Complex> Add(NDArray<Complex> value) => region.Set(region.Get() + value);

        /// <summary>A copy of the array with a value added to the region.</summary>
        /// <param name="value">What is added.</param>
        public NDArray<Complex> Add(Complex value) => region.Set(region.Get() + value);

        /// <summary>A copy of the array with a value subtracted from the region.</summary>
        /// <param name="value">What is subtracted.</param>
        public NDArray<Complex> Subtract(NDArray<Complex> value) => region.Set(region.Get() - value);

        /// <summary>A copy of the array with a value subtracted from the region.</summary>
        /// <param name="value">What is subtracted.</param>
        public NDArray<Complex> Subtract(Complex value) => region.Set(region.Get() - value);

        /// <summary>A copy of the array with a value multiplied into the region.</summary>
        /// <param name="value">What multiplies.</param>
        public NDArray<Complex> Multiply(NDArray<Complex> value) => region.Set(region.Get() * value);

        /// <summary>A copy of the array with a value multiplied into the region.</summary>
        /// <param name="value">What multiplies.</param>
        public NDArray<Complex> Multiply(Complex value) => region.Set(region.Get() * value);

        /// <summary>A copy of the array with a value divided into the region.</summary>
        /// <param name="value">What divides.</param>
        public NDArray<Complex> Divide(NDArray<Complex> value) => region.Set(region.Get() / value);

        /// <summary>A copy of the array with a value divided into the region.</summary>
        /// <param name="value">What divides.</param>
        public NDArray<Complex> Divide(Complex value) => region.Set(region.Get() / value);
    }
}
