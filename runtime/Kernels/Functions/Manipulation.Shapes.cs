using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The array with its axes in reverse order, or in the order given; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axes">For each axis of the result, the axis of <paramref name="x"/> that it is; none reverses all.</param>
    /// <exception cref="ShapeException"><paramref name="axes"/> is no permutation of the axes.</exception>
    [Op("transpose")]
    public static NDArray<T> Transpose<T>(NDArray<T> x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        var rank = x.Rank;
        Span<int> order = rank <= 16 ? stackalloc int[rank] : new int[rank];
        if (axes.IsEmpty)
        {
            for (var i = 0; i < rank; i++) order[i] = rank - 1 - i;
        }
        else
        {
            if (axes.Length != rank)
                throw new ShapeException($"Transpose: {axes.Length} axes given for an array of shape {x.Shape}, which has {rank}.");
            for (var i = 0; i < rank; i++)
            {
                order[i] = AxisOf(axes[i], rank, nameof(Transpose), x.Shape);
                if (order[..i].Contains(order[i]))
                    throw new ShapeException($"Transpose: axis {axes[i]} is given twice, for an array of shape {x.Shape}.");
            }
        }
        return Permuted(x, order);
    }

    /// <summary>The elements in another shape, in C order; a view where the layout allows it.</summary>
    /// <param name="x">The array.</param>
    /// <param name="shape">The extents; one may be -1 and follows from the others.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    [Op("reshape")]
    public static NDArray<T> Reshape<T>(NDArray<T> x, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Reshaping.Reshape(x, Reshaping.Infer(x.Shape, shape));
    }

    /// <summary>The elements as a vector, in C order; a view where the layout allows it.</summary>
    /// <param name="x">The array.</param>
    [Op("ravel")]
    public static NDArray<T> Ravel<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Reshaping.Reshape(x, new Shape([(int)x.Size]));
    }

    /// <summary>The array with new axes of extent 1; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">Where the new axes are in the result.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("expand_dims")]
    public static NDArray<T> ExpandDims<T>(NDArray<T> x, Axes axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        var rank = x.Rank + axis.Count;
        var added = AxisSet(axis, rank, nameof(ExpandDims), x.Shape);
        var dims = new int[rank];
        var strides = new int[rank];
        var own = x.GetStrides();
        for (int i = 0, from = 0; i < rank; i++)
            (dims[i], strides[i]) = added[i] ? (1, 0) : (x.Shape[from], own[from++]);
        return x.View(new Shape(dims), strides, x.Offset);
    }

    /// <summary>The array without axes of extent 1; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes to drop; by default all of extent 1.</param>
    /// <exception cref="ShapeException">An axis is out of range, given twice, or its extent is not 1.</exception>
    [Op("squeeze")]
    public static NDArray<T> Squeeze<T>(NDArray<T> x, Axes axis = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        var dropped = axis.IsAll ? x.Shape.Select(d => d == 1).ToArray() : AxisSet(axis, x.Rank, nameof(Squeeze), x.Shape);
        List<int> dims = [], strides = [];
        var own = x.GetStrides();
        for (var i = 0; i < dropped.Length; i++)
        {
            if (!dropped[i])
            {
                dims.Add(x.Shape[i]);
                strides.Add(own[i]);
            }
            else if (x.Shape[i] != 1)
            {
                throw new ShapeException($"Squeeze: axis {i} of shape {x.Shape} has extent {x.Shape[i]}, not 1.");
            }
        }
        return x.View(new Shape([.. dims]), [.. strides], x.Offset);
    }

    /// <summary>The array stretched to a shape after NumPy's rules; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="shape">The shape.</param>
    /// <exception cref="ShapeException">The array does not broadcast to it.</exception>
    [Op("broadcast_to")]
    public static NDArray<T> BroadcastTo<T>(NDArray<T> x, params Shape shape)
    {
        ArgumentNullException.ThrowIfNull(x);
        shape.CheckedSize(nameof(BroadcastTo));
        var strides = Broadcasting.StridesFor(x, shape)
            ?? throw new ShapeException($"BroadcastTo: an array of shape {x.Shape} does not broadcast to shape {shape}.");
        return x.View(shape, strides, x.Offset);
    }

    /// <summary>The array with its elements in reverse order along some axes; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axes; by default all.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("flip")]
    public static NDArray<T> Flip<T>(NDArray<T> x, Axes axis = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        var flipped = AxisSet(axis, x.Rank, nameof(Flip), x.Shape);
        if (x.Size == 0) return x;
        var strides = x.GetStrides().ToArray();
        var offset = x.Offset;
        for (var i = 0; i < strides.Length; i++)
        {
            if (!flipped[i]) continue;
            offset += strides[i] * (x.Shape[i] - 1);
            strides[i] = -strides[i];
        }
        return x.View(x.Shape, strides, offset);
    }

    /// <summary>The array with one axis moved and the others in their order; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="source">The axis.</param>
    /// <param name="destination">Where it is in the result.</param>
    /// <exception cref="ShapeException">An axis is out of range.</exception>
    [Op("move_axis")]
    public static NDArray<T> MoveAxis<T>(NDArray<T> x, int source, int destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        var from = AxisOf(source, x.Rank, nameof(MoveAxis), x.Shape);
        var to = AxisOf(destination, x.Rank, nameof(MoveAxis), x.Shape);
        var order = Enumerable.Range(0, x.Rank).ToList();
        order.RemoveAt(from);
        order.Insert(to, from);
        return Permuted(x, order.ToArray());
    }

    /// <summary>The array with two axes exchanged; a view.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis1">One axis.</param>
    /// <param name="axis2">The other.</param>
    /// <exception cref="ShapeException">An axis is out of range.</exception>
    [Op("swap_axes")]
    public static NDArray<T> SwapAxes<T>(NDArray<T> x, int axis1, int axis2)
    {
        ArgumentNullException.ThrowIfNull(x);
        var first = AxisOf(axis1, x.Rank, nameof(SwapAxes), x.Shape);
        var second = AxisOf(axis2, x.Rank, nameof(SwapAxes), x.Shape);
        var order = Enumerable.Range(0, x.Rank).ToArray();
        (order[first], order[second]) = (order[second], order[first]);
        return Permuted(x, order);
    }

    private static NDArray<T> Permuted<T>(NDArray<T> x, ReadOnlySpan<int> order)
    {
        if (order.Length < 2) return x;
        var own = x.GetStrides();
        var dims = new int[order.Length];
        var strides = new int[order.Length];
        for (var i = 0; i < order.Length; i++) (dims[i], strides[i]) = (x.Shape[order[i]], own[order[i]]);
        return x.View(new Shape(dims), strides, x.Offset);
    }
}
