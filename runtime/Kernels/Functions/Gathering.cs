using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The subarrays at the given indices along an axis, as NumPy's <c>take</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="indices">From 0 to the extent of the axis; negative ones are out of range, as everywhere in C#.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector.</param>
    /// <returns>The shape of <paramref name="x"/> with the shape of the indices in place of the axis.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is out of range; the message names it, the axis and the shape.</exception>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    [Op("take")]
    public static NDArray<T> Take<T>(NDArray<T> x, NDArray<int> indices, int? axis = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var (array, along) = AlongAxis(x, axis, nameof(Take));
        return Gather(array, along, IndexPositions.Of(indices, along, array.Shape, nameof(Take)), indices.Shape);
    }

    /// <inheritdoc cref="Take{T}(NDArray{T}, NDArray{int}, int?)"/>
    [Op("take")]
    public static NDArray<T> Take<T>(NDArray<T> x, NDArray<long> indices, int? axis = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var (array, along) = AlongAxis(x, axis, nameof(Take));
        return Gather(array, along, IndexPositions.Of(indices, along, array.Shape, nameof(Take)), indices.Shape);
    }

    /// <summary>The subarrays along an axis for which the condition is true, as NumPy's <c>compress</c>.</summary>
    /// <param name="condition">A vector as long as the axis.</param>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector.</param>
    /// <exception cref="ShapeException">The axis is out of range, or the condition is no vector of its extent.</exception>
    public static NDArray<T> Compress<T>(NDArray<bool> condition, NDArray<T> x, int? axis = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var (array, along) = AlongAxis(x, axis, nameof(Compress));
        if (condition.Rank != 1 || condition.Shape[0] != array.Shape[along])
            throw new ShapeException($"Compress: a condition of shape {condition.Shape} does not fit axis {along} of an array of shape {array.Shape}.");
        var positions = IndexPositions.Of(condition, condition.Shape, nameof(Compress));
        return Gather(array, along, positions, new Shape([positions.Length]));
    }

    /// <summary>The indices of the elements that are not zero, as NumPy's <c>nonzero</c>.</summary>
    /// <param name="x">The array, of rank at least 1.</param>
    /// <returns>For each axis a vector with the index of each such element, in C order.</returns>
    /// <exception cref="ShapeException">The array has rank 0.</exception>
    public static NDArray<long>[] NonZero<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0) throw new ShapeException("NonZero: an array of rank 0 has no axes.");
        var dense = x.OnHost().Contiguous();
        var span = dense.HostSpan;
        var found = new List<int>();
        for (var i = 0; i < span.Length; i++)
            if (!EqualityComparer<T>.Default.Equals(span[i], default!)) found.Add(i);
        GC.KeepAlive(dense);
        var result = new NDArray<long>[x.Rank];
        var below = 1;
        for (var axis = x.Rank - 1; axis >= 0; axis--)
        {
            var along = Uninitialized<long>(new Shape([found.Count]), nameof(NonZero), out var data);
            for (var k = 0; k < found.Count; k++) data[k] = found[k] / below % x.Shape[axis];
            result[axis] = along;
            below *= Math.Max(x.Shape[axis], 1);
        }
        return result;
    }

    /// <summary>Copies the subarrays at checked positions along an axis; <paramref name="shape"/> takes the axis' place.</summary>
    internal static NDArray<T> Gather<T>(NDArray<T> x, int axis, int[] positions, Shape shape) =>
        Gather(x, x.Shape.AsSpan()[..axis], x.Shape[axis], x.Shape.AsSpan()[(axis + 1)..], positions, shape);

    /// <summary>The same for an array whose axes are those of <paramref name="outer"/>, some that are <paramref name="extent"/> together, and those of <paramref name="inner"/>.</summary>
    internal static NDArray<T> Gather<T>(NDArray<T> x, ReadOnlySpan<int> outer, int extent, ReadOnlySpan<int> inner, int[] positions, Shape shape)
    {
        KernelCounters.Launched();
        var source = x.OnHost().Contiguous();
        var result = Uninitialized<T>(new Shape([.. outer, .. shape.Dims, .. inner]), "Take", out var data);
        int rows = 1, size = 1;
        foreach (var d in outer) rows *= d;
        foreach (var d in inner) size *= d;
        Pick(source.HostSpan, data, positions, rows, extent, size);
        GC.KeepAlive(source);
        return result.To(x.Device);
    }

    // One call has all the work, so it is not left to the JIT's tiers, which go by calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pick<T>(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> positions, int rows, int extent, int size)
    {
        for (var row = 0; row < rows; row++)
        {
            var part = from.Slice(row * extent * size, extent * size);
            if (size == 1)
            {
                var picked = to[..positions.Length];
                for (var k = 0; k < picked.Length; k++) picked[k] = part[positions[k]];
            }
            else
            {
                for (var k = 0; k < positions.Length; k++) part.Slice(positions[k] * size, size).CopyTo(to[(k * size)..]);
            }
            to = to[(positions.Length * size)..];
        }
    }

    private static (NDArray<T> Array, int Axis) AlongAxis<T>(NDArray<T> x, int? axis, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        return axis is { } given ? (x, AxisOf(given, x.Rank, operation, x.Shape)) : (Ravel(x), 0);
    }
}
