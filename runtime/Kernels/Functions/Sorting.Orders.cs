using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The order of columns by several keys, as NumPy's <c>lexsort</c>: the last row decides first; of equal columns the first comes first.</summary>
    /// <param name="keys">Shape (K, N), a row for each key.</param>
    /// <returns>N positions.</returns>
    /// <exception cref="ShapeException">It is no matrix, or has no rows.</exception>
    [Op("lexsort")]
    public static NDArray<long> Lexsort<T>(NDArray<T> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Rank != 2 || keys.Shape[0] == 0) throw new ShapeException($"Lexsort: keys of shape {keys.Shape}; it takes a matrix with a row for each key.");
        var order = ArgSort(keys[0]);
        for (var k = 1; k < keys.Shape[0]; k++) order = Take(order, ArgSort(Take(keys[k], order)));
        return order;
    }

    /// <summary>The elements in ascending order, each once, as NumPy's <c>unique</c>; one NaN, if any, is last.</summary>
    /// <param name="x">The array, of any shape.</param>
    /// <returns>A vector.</returns>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    [Op("unique")]
    public static NDArray<T> Unique<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Size == 0) return Zeros<T>(0).To(x.Device);
        var sorted = Sort(Ravel(x.OnHost()));
        var elements = sorted.HostSpan;
        var unique = new T[elements.Length];
        var count = 0;
        // Equals holds for two NaNs too; -0 and 0 are equal.
        foreach (var element in elements)
            if (count == 0 || !EqualityComparer<T>.Default.Equals(unique[count - 1], element)) unique[count++] = element;
        GC.KeepAlive(sorted);
        return Create<T>(unique.AsSpan(0, count)).To(x.Device);
    }

    /// <summary>The elements at indices along an axis that differ from row to row, as NumPy's <c>take_along_axis</c>: what <see cref="ArgSort{T}(NDArray{T}, int)"/> gives, sorts.</summary>
    /// <param name="x">The array.</param>
    /// <param name="indices">Of as many axes; the others broadcast. Negative ones are out of range.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The shape that both broadcast to, along the axis that of the indices.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is out of range.</exception>
    /// <exception cref="ShapeException">The axis is out of range, or the other axes do not broadcast.</exception>
    [Op("take_along_axis")]
    public static NDArray<T> TakeAlongAxis<T>(NDArray<T> x, NDArray<int> indices, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        var along = AxisOf(axis, x.Rank, nameof(TakeAlongAxis), x.Shape);
        return TakeRows(x, IndexPositions.Of(indices, along, x.Shape, nameof(TakeAlongAxis)), indices.Shape, along);
    }

    /// <inheritdoc cref="TakeAlongAxis{T}(NDArray{T}, NDArray{int}, int)"/>
    [Op("take_along_axis")]
    public static NDArray<T> TakeAlongAxis<T>(NDArray<T> x, NDArray<long> indices, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        var along = AxisOf(axis, x.Rank, nameof(TakeAlongAxis), x.Shape);
        return TakeRows(x, IndexPositions.Of(indices, along, x.Shape, nameof(TakeAlongAxis)), indices.Shape, along);
    }

    // The positions are checked, in C order over the indices' shape.
    private static NDArray<T> TakeRows<T>(NDArray<T> x, int[] positions, Shape indices, int along)
    {
        if (indices.Rank != x.Rank) throw new ShapeException($"TakeAlongAxis: indices of shape {indices} for an array of shape {x.Shape}; they must have as many axes.");
        KernelCounters.Launched();
        int[] shape = x.Shape.Dims.ToArray(), others = indices.Dims.ToArray();
        shape[along] = others[along] = 1;
        var outer = ShapeGuard.Broadcast(new Shape(shape), new Shape(others), "TakeAlongAxis(x, indices)", "").Dims.ToArray();
        int[] source = [.. outer], target = [.. outer];
        (source[along], target[along]) = (x.Shape[along], indices[along]);
        var rows = MoveAxis(BroadcastTo(x.OnHost(), Shape.Create(source)), along, -1).Contiguous();
        var picks = MoveAxis(BroadcastTo(FromArray(positions, indices), Shape.Create(target)), along, -1).Contiguous();
        var result = Uninitialized<T>(picks.Shape, nameof(TakeAlongAxis), out var data);
        var from = rows.HostSpan;
        var at = picks.HostSpan;
        int n = x.Shape[along], k = indices[along];
        for (var i = 0; i < data.Length; i++) data[i] = from[i / k * n + at[i]];
        GC.KeepAlive(rows);
        GC.KeepAlive(picks);
        return MoveAxis(result, -1, along).To(x.Device);
    }
}
