using System.Numerics;

namespace Kernels;

public sealed partial class NDArray<T>
{
    /// <summary>The subarrays of the first axis at the given indices, copied: as NumPy's <c>x[indices]</c>.</summary>
    /// <param name="indices">Of any shape, which takes the place of the first axis. Negative indices are out of range, as everywhere in C#.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has rank 0; the message names index, axis and shape.</exception>
    [System.Runtime.CompilerServices.IndexerName("Element")]
    public NDArray<T> this[NDArray<int> indices]
    {
        get => Picked(indices);

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    /// <inheritdoc cref="this[NDArray{int}]"/>
    [System.Runtime.CompilerServices.IndexerName("Element")]
    public NDArray<T> this[NDArray<long> indices]
    {
        get => Picked(indices);

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    /// <summary>The elements, or subarrays, at pairs of indices of the first two axes, copied: as NumPy's <c>x[rows, columns]</c>.</summary>
    /// <param name="rows">Indices of the first axis.</param>
    /// <param name="columns">Indices of the second axis; both broadcast, and their shape takes the place of the two axes. Negative indices are out of range.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range, or the array has fewer than two axes.</exception>
    /// <exception cref="ShapeException">The indices do not broadcast.</exception>
    [System.Runtime.CompilerServices.IndexerName("Element"), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]        // x[i, j] of numbers is an element
    public NDArray<T> this[NDArray<int> rows, NDArray<int> columns]
    {
        get => Picked(rows, columns);

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    /// <inheritdoc cref="this[NDArray{int}, NDArray{int}]"/>
    [System.Runtime.CompilerServices.IndexerName("Element"), System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]        // x[i, j] of numbers is an element
    public NDArray<T> this[NDArray<long> rows, NDArray<long> columns]
    {
        get => Picked(rows, columns);

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    /// <summary>The elements, or subarrays, for which the mask is true, in C order, copied: as NumPy's <c>x[mask]</c>.</summary>
    /// <param name="mask">Of the shape of the array or of its leading axes, which become one.</param>
    /// <exception cref="IndexOutOfRangeException">The mask has another shape.</exception>
    [System.Runtime.CompilerServices.IndexerName("Element")]
    public NDArray<T> this[NDArray<bool> mask]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(mask);
            var positions = IndexPositions.Of(mask, Shape, "x[mask]");
            return NDArray.Gather(this, [], (int)mask.Size, Shape.AsSpan()[mask.Rank..], positions, new Shape([positions.Length]));
        }

        [Obsolete(Immutable, error: true)]
        set => throw new NotSupportedException(Immutable);
    }

    private NDArray<T> Picked<TIndex>(NDArray<TIndex> indices) where TIndex : struct, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (Rank == 0) throw IndexErrors.TooMany(1, Shape);
        return NDArray.Gather(this, 0, IndexPositions.Of(indices, 0, Shape, "x[indices]"), indices.Shape);
    }

    private NDArray<T> Picked<TIndex>(NDArray<TIndex> rows, NDArray<TIndex> columns) where TIndex : struct, IBinaryInteger<TIndex>
    {
        var positions = IndexPositions.Pairs(rows, columns, Shape, "x[rows, columns]", out var shape);
        return NDArray.Gather(this, [], Shape[0] * Shape[1], Shape.AsSpan()[2..], positions, shape);
    }
}
