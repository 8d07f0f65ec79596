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
        var shape = JoinedShape(arrays, axis, out var along);
        if (arrays[0].Device is not CpuDevice) return ConcatenateOnDevice(arrays, along, shape[along]);
        var result = Uninitialized<T>(shape, nameof(Concatenate), out var data);
        var strides = Strides.Contiguous(shape.Dims);
        var position = 0;
        foreach (var array in arrays)
        {
            WriteTo(array, data, position * strides[along], array.Shape, strides);
            position += array.Shape[along];
        }
        return result;
    }

    /// <summary>The shape of a concatenation.</summary>
    /// <exception cref="ShapeException">The shapes do not fit, or there is no such axis.</exception>
    internal static Shape JoinedShape<T>(ReadOnlySpan<NDArray<T>> arrays, int axis, out int along) => JoinedShape(Shapes(arrays, nameof(Concatenate)), axis, out along);

    /// <inheritdoc cref="JoinedShape{T}"/>
    internal static Shape JoinedShape(ReadOnlySpan<Shape> shapes, int axis, out int along)
    {
        var first = shapes[0];
        along = AxisOf(axis, first.Rank, nameof(Concatenate), first);
        var total = 0L;
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i];
            var fits = shape.Rank == first.Rank;
            for (var d = 0; fits && d < first.Rank; d++) fits = d == along || shape[d] == first[d];
            if (!fits)
                throw new ShapeException($"Concatenate along axis {along}: array {i} of shape {shape} does not fit array 0 of shape {first}.");
            total += shape[along];
        }
        if (total > Array.MaxLength)
            throw new ShapeException($"Concatenate along axis {along}: the result would have an extent of {total}.");
        var dims = first.AsSpan().ToArray();
        dims[along] = (int)total;
        return new Shape(dims);
    }

    /// <summary>Arrays of one shape joined along a new axis.</summary>
    /// <param name="arrays">At least one.</param>
    /// <param name="axis">Where the new axis is in the result; negative counts from the end.</param>
    /// <exception cref="InvalidOperationException">The arrays are on different devices.</exception>
    /// <exception cref="ShapeException">The shapes differ, or there is no such axis; the message names the array.</exception>
    [Op("stack")]
    public static NDArray<T> Stack<T>(ReadOnlySpan<NDArray<T>> arrays, int axis = 0)
    {
        var shape = StackedShape(arrays, axis, out var along);
        if (arrays[0].Device is not CpuDevice) return StackOnDevice(arrays, along);
        var result = Uninitialized<T>(shape, nameof(Stack), out var data);
        var strides = Strides.Contiguous(shape.Dims);
        int[] inner = [.. strides[..along], .. strides[(along + 1)..]];
        for (var i = 0; i < arrays.Length; i++)
            WriteTo(arrays[i], data, i * strides[along], arrays[i].Shape, inner);
        return result;
    }

    /// <summary>The shape of a stack.</summary>
    /// <exception cref="ShapeException">The shapes differ, or there is no such axis.</exception>
    internal static Shape StackedShape<T>(ReadOnlySpan<NDArray<T>> arrays, int axis, out int along) => StackedShape(Shapes(arrays, nameof(Stack)), axis, out along);

    /// <inheritdoc cref="StackedShape{T}"/>
    internal static Shape StackedShape(ReadOnlySpan<Shape> shapes, int axis, out int along)
    {
        var first = shapes[0];
        along = AxisOf(axis, first.Rank + 1, nameof(Stack), first);
        for (var i = 1; i < shapes.Length; i++)
            if (shapes[i] != first)
                throw new ShapeException($"Stack: array {i} of shape {shapes[i]} does not fit array 0 of shape {first}.");
        return new Shape([.. first.Dims[..along], shapes.Length, .. first.Dims[along..]]);
    }

    private static NDArray<T> StackOnDevice<T>(ReadOnlySpan<NDArray<T>> arrays, int along) =>
        Concatenate<T>([.. arrays.ToArray().Select(array => ExpandDims(array, along))], along);

    // Of arrays on one device.
    private static Shape[] Shapes<T>(ReadOnlySpan<NDArray<T>> arrays, string operation)
    {
        if (arrays.IsEmpty) throw new ShapeException($"{operation} needs at least one array.");
        var shapes = new Shape[arrays.Length];
        for (var i = 0; i < shapes.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(arrays[i], nameof(arrays));
            if (!ReferenceEquals(arrays[i].Device, arrays[0].Device)) throw Device.Mixed(operation, arrays[0].Device, arrays[i].Device);
            shapes[i] = arrays[i].Shape;
        }
        return shapes;
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
