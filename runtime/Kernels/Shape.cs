using System.Collections;
using System.Runtime.CompilerServices;

namespace Kernels;

/// <summary>The extents of an array, one per axis; rank 0 is a single element. Immutable, compared by value.</summary>
/// <remarks>Written as a collection expression, <c>Shape s = [2, 3];</c>, or as NumPy's tuples, <c>Shape s = (2, 3);</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly int[]? _dims;

    internal Shape(int[] dims) => _dims = dims;

    internal int[] Dims => _dims ?? [];

    /// <summary>The number of axes.</summary>
    public int Rank => _dims is null ? 0 : _dims.Length;

    /// <summary>The extent of an axis, counted from the end with <c>^</c>.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => Dims[axis];

    /// <summary>The number of elements: the product of all extents, 1 for rank 0.</summary>
    public long Size
    {
        get
        {
            long size = 1;
            foreach (var d in Dims) size *= d;
            return size;
        }
    }

    /// <summary>The number of elements, if an array can have so many.</summary>
    /// <param name="operation">What the message names: <c>Zeros</c>.</param>
    /// <exception cref="ShapeException">There are more than <see cref="Array.MaxLength"/>.</exception>
    internal int CheckedSize(string operation)
    {
        foreach (var d in Dims)
            if (d == 0) return 0;
        var size = 1L;
        foreach (var d in Dims)
            if ((size *= d) > Array.MaxLength)
                throw new ShapeException($"{operation}: an array of shape {this} has too many elements; the most is {Array.MaxLength}.");
        return (int)size;
    }

    /// <summary>The index of an element, by its position in row-major order.</summary>
    internal int[] IndexAt(int position)
    {
        var index = new int[Rank];
        for (var axis = Rank - 1; axis >= 0; axis--) (position, index[axis]) = Math.DivRem(position, Dims[axis]);
        return index;
    }

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The number of axes; makes <c>shape[^1]</c> work.</summary>
    public int Length => Rank;

    /// <summary>Copies the extents into a shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static Shape Create(ReadOnlySpan<int> extents)
    {
        foreach (var d in extents)
            ArgumentOutOfRangeException.ThrowIfNegative(d, nameof(extents));
        return new Shape(extents.ToArray());
    }

    /// <summary>The shape of a vector: <c>Full(n, 1.0)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative.</exception>
    public static implicit operator Shape(int extent) => Create([extent]);

    /// <summary>The shape of a matrix: <c>Full((rows, columns), 1.0)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static implicit operator Shape((int First, int Second) extents) => Create([extents.First, extents.Second]);

    /// <summary>A shape of rank 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public static implicit operator Shape((int First, int Second, int Third) extents) => Create([extents.First, extents.Second, extents.Third]);

    /// <summary>The extents, in order.</summary>
    public ReadOnlySpan<int> AsSpan() => Dims;

    /// <summary>The extents, in order; so that <c>x.Reshape(y.Shape)</c> reads as it should.</summary>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.Dims;

    /// <summary>The extents of a matrix: <c>var (rows, columns) = x.Shape</c>.</summary>
    /// <param name="extent0">The first.</param>
    /// <param name="extent1">The second.</param>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    public void Deconstruct(out int extent0, out int extent1) => (extent0, extent1) = (Extent(0, 2), Extent(1, 2));

    /// <summary>The extents of an array of rank 3.</summary>
    /// <param name="extent0">The first.</param>
    /// <param name="extent1">The second.</param>
    /// <param name="extent2">The third.</param>
    /// <exception cref="ShapeException">The rank is not 3.</exception>
    public void Deconstruct(out int extent0, out int extent1, out int extent2) => (extent0, extent1, extent2) = (Extent(0, 3), Extent(1, 3), Extent(2, 3));

    /// <summary>The extents of an array of rank 4.</summary>
    /// <param name="extent0">The first.</param>
    /// <param name="extent1">The second.</param>
    /// <param name="extent2">The third.</param>
    /// <param name="extent3">The fourth.</param>
    /// <exception cref="ShapeException">The rank is not 4.</exception>
    public void Deconstruct(out int extent0, out int extent1, out int extent2, out int extent3) =>
        (extent0, extent1, extent2, extent3) = (Extent(0, 4), Extent(1, 4), Extent(2, 4), Extent(3, 4));

    private int Extent(int axis, int rank) => CompilerServices.ShapeGuard.Extent(this, axis, rank);

    /// <inheritdoc/>
    public bool Equals(Shape other) => ReferenceEquals(_dims, other._dims) || AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var d in Dims) hash.Add(d);
        return hash.ToHashCode();
    }

    /// <summary>Whether both have the same extents.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether some extent or the rank differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>As NumPy writes it: <c>()</c>, <c>(3,)</c>, <c>(2, 3)</c>.</summary>
    public override string ToString() => Rank == 1 ? $"({Dims[0]},)" : $"({string.Join(", ", Dims)})";

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)Dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Dims.GetEnumerator();
}
