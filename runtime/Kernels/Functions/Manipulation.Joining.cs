using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Arrays joined along an axis that they have.</summary>
    /// <param name="arrays">At least one; all of one shape but for the axis.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <exception cref="InvalidOperationException">The arrays are on different devices.</exception>
    /// <exception cref="ShapeException">The shapes do not fit, or there is no such axis; the message names the array.</exception>
    [Op("concatenate")]
    public static NDArray<T> Concatenate<T>(ReadOnlySpan<NDArray<T>> arrays, int axis = 0)
    {
        var first = First(arrays, nameof(Concatenate));
        var along = AxisOf(axis, first.Rank, nameof(Concatenate), first.Shape);
        var total = 0L;
        for (var i = 0; i < arrays.Length; i++)
        {
            var shape = arrays[i].Shape;
            var fits = shape.Rank == first.Rank;
            for (var d = 0; fits && d < first.Rank; d++) fits = d == along || shape[d] == first.Shape[d];
            if (!fits)
                throw new ShapeException($"Concatenate along axis {along}: array {i} of shape {shape} does not fit array 0 of shape {first.Shape}.");
            total += shape[along];
        }
        if (total > Array.MaxLength)
            throw new ShapeException($"Concatenate along axis {along}: the result would have an extent of {total}.");
        if (first.Device is not CpuDevice) return ConcatenateOnDevice(arrays, along, (int)total);
        var dims = first.Shape.AsSpan().ToArray();
        dims[along] = (int)total;
        var result = Uninitialized<T>(new Shape(dims), nameof(Concatenate), out var data);
        var strides = Strides.Contiguous(dims);
        var position = 0;
        foreach (var array in arrays)
        {
            WriteTo(array, data, position * strides[along], array.Shape, strides);
            position += array.Shape[along];
        }
        return result;
    }

    /// <summary>Arrays of one shape joined along a new axis.</summary>
    /// <param name="arrays">At least one.</param>
    /// <param name="axis">Where the new axis is in the result; negative counts from the end.</param>
    /// <exception cref="InvalidOperationException">The arrays are on different devices.</exception>
    /// <exception cref="ShapeException">The shapes differ, or there is no such axis; the message names the array.</exception>
    [Op("stack")]
    public static NDArray<T> Stack<T>(ReadOnlySpan<NDArray<T>> arrays, int axis = 0)
    {
        var first = First(arrays, nameof(Stack));
        var along = AxisOf(axis, first.Rank + 1, nameof(Stack), first.Shape);
        for (var i = 1; i < arrays.Length; i++)
            if (arrays[i].Shape != first.Shape)
                throw new ShapeException($"Stack: array {i} of shape {arrays[i].Shape} does not fit array 0 of shape {first.Shape}.");
        if (first.Device is not CpuDevice) return Concatenate<T>([.. arrays.ToArray().Select(array => ExpandDims(array, along))], along);
        int[] dims = [.. first.Shape.Dims[..along], arrays.Length, .. first.Shape.Dims[along..]];
        var result = Uninitialized<T>(new Shape(dims), nameof(Stack), out var data);
        var strides = Strides.Contiguous(dims);
        int[] inner = [.. strides[..along], .. strides[(along + 1)..]];
        for (var i = 0; i < arrays.Length; i++)
            WriteTo(arrays[i], data, i * strides[along], first.Shape, inner);
        return result;
    }

    private static NDArray<T> First<T>(ReadOnlySpan<NDArray<T>> arrays, string operation)
    {
        if (arrays.IsEmpty) throw new ShapeException($"{operation} needs at least one array.");
        foreach (var array in arrays)
        {
            ArgumentNullException.ThrowIfNull(array, nameof(arrays));
            if (!ReferenceEquals(array.Device, arrays[0].Device)) throw Device.Mixed(operation, arrays[0].Device, array.Device);
        }
        return arrays[0];
    }

    // A device copies whole arrays one behind the other, so the axis goes to the front; the result is a view of that.
    private static NDArray<T> ConcatenateOnDevice<T>(ReadOnlySpan<NDArray<T>> arrays, int along, int extent)
    {
        var device = arrays[0].Device;
        var inner = MoveAxis(arrays[0], along, 0).Shape.Dims;
        var shape = new Shape([extent, .. inner[1..]]);
        var storage = device.Allocate<T>(shape.CheckedSize(nameof(Concatenate)));
        var start = 0;
        foreach (var array in arrays)
        {
            device.Copy(MoveAxis(array, along, 0), storage, start);
            start += (int)array.Size;
        }
        return MoveAxis(new NDArray<T>(storage, shape), 0, along);
    }
}
