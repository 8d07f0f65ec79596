using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kernels;

/// <summary>Arrays of indices and masks as lists of checked positions.</summary>
internal static class IndexPositions
{
    /// <summary>The indices in C order, each within its axis.</summary>
    /// <exception cref="IndexOutOfRangeException">One is not; negative indices never are.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]        // one call has all the work
    public static int[] Of<TIndex>(NDArray<TIndex> indices, int axis, Shape shape, string operation) where TIndex : struct, IBinaryInteger<TIndex>
    {
        var extent = shape[axis];
        var dense = indices.OnHost().Contiguous();
        var span = dense.HostSpan;
        var positions = GC.AllocateUninitializedArray<int>(span.Length);
        for (var i = 0; i < span.Length; i++)
        {
            var index = long.CreateTruncating(span[i]);
            if ((ulong)index >= (ulong)extent) throw Outside(index, i, axis, shape, operation);
            positions[i] = (int)index;
        }
        GC.KeepAlive(dense);
        return positions;
    }

    /// <summary>The positions of pairs of indices in C order over the first two axes.</summary>
    /// <param name="rows">Indices of the first axis.</param>
    /// <param name="columns">Indices of the second axis.</param>
    /// <param name="shape">The array's.</param>
    /// <param name="operation">What messages name.</param>
    /// <param name="picked">The shape to which the indices broadcast.</param>
    /// <exception cref="IndexOutOfRangeException">One is not within its axis, or there are no two axes.</exception>
    /// <exception cref="ShapeException">The indices do not broadcast.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Pairs<TIndex>(NDArray<TIndex> rows, NDArray<TIndex> columns, Shape shape, string operation, out Shape picked) where TIndex : struct, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        if (shape.Rank < 2) throw IndexErrors.TooMany(2, shape);
        picked = CompilerServices.ShapeGuard.Broadcast(rows.Shape, columns.Shape, operation, "");
        var offsets = Of(rows, 0, shape, operation);
        var others = Of(columns, 1, shape, operation);
        for (var k = 0; k < offsets.Length; k++) offsets[k] *= shape[1];
        // A column of rows and a row of columns are few indices for many elements.
        return NDArray.Add(NDArray.FromArray(offsets, rows.Shape), NDArray.FromArray(others, columns.Shape)).ToArray();
    }

    /// <summary>The positions, in C order over the leading axes, where the mask is true.</summary>
    /// <exception cref="IndexOutOfRangeException">The mask's shape is not that of the array's leading axes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Of(NDArray<bool> mask, Shape shape, string operation)
    {
        if (mask.Rank > shape.Rank || !mask.Shape.AsSpan().SequenceEqual(shape.AsSpan()[..mask.Rank]))
            throw IndexErrors.Outside($"{operation}: a mask of shape {mask.Shape} does not fit the leading axes of an array of shape {shape}.");
        var dense = mask.OnHost().Contiguous();
        var span = dense.HostSpan;
        var positions = new int[span.Count(true)];
        // Eight at a time, since most masks are long runs of one value; the lowest byte is the first.
        var words = MemoryMarshal.Cast<bool, ulong>(span);
        var k = 0;
        for (var w = 0; w < words.Length; w++)
            for (var word = words[w]; word != 0; word &= word - 1) positions[k++] = w * 8 + (BitOperations.TrailingZeroCount(word) >> 3);
        for (var i = words.Length * 8; i < span.Length; i++)
            if (span[i]) positions[k++] = i;
        GC.KeepAlive(dense);
        return positions;
    }

    private static Exception Outside(long index, int position, int axis, Shape shape, string operation) =>
        IndexErrors.Outside($"{operation}: index {index}, number {position} of the indices, is out of range for axis {axis} of shape {shape}."
            + (index < 0 ? " Indices in arrays count from the start." : ""));
}
