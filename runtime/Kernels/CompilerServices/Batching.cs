using System.ComponentModel;
using System.Numerics;

namespace Kernels.CompilerServices;

/// <summary>What batched kernels need to know at run time, since the ranks of their examples are not known while compiling.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Batching
{
    /// <summary>All axes from <paramref name="first"/> on, of an array of <paramref name="rank"/> axes.</summary>
    public static Axes AxesFrom(int first, int rank)
    {
        var axes = new int[Math.Max(0, rank - first)];
        for (var k = 0; k < axes.Length; k++) axes[k] = first + k;
        return Axes.Create(axes);
    }

    /// <summary>The position of an axis of an example that counts from the end.</summary>
    /// <param name="axis">The axis, negative.</param>
    /// <param name="depth">The leading axes that belong to batches.</param>
    /// <param name="rank">All axes, those of batches too.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <exception cref="ShapeException">An example has no such axis.</exception>
    public static int Axis(int axis, int depth, int rank, string expression) => axis + rank >= depth ? axis + rank
        : throw new ShapeException($"{expression}: axis {axis} is out of range for an example of rank {rank - depth}.");

    /// <summary>The number of elements of an example: those of the axes from <paramref name="first"/> on.</summary>
    public static long Size<T>(NDArray<T> x, int first)
    {
        ArgumentNullException.ThrowIfNull(x);
        long size = 1;
        for (var axis = first; axis < x.Rank; axis++) size *= x.Shape[axis];
        return size;
    }

    /// <summary>Unit axes behind the leading one, until the examples have as many axes as the longest of <paramref name="ranks"/>: a view.</summary>
    public static NDArray<T> Align<T>(NDArray<T> x, params ReadOnlySpan<int> ranks) => Align(x, 1, ranks);

    /// <summary>Unit axes behind the <paramref name="depth"/> leading ones, until the examples have as many axes as the longest of
    /// <paramref name="ranks"/>: a view.</summary>
    public static NDArray<T> Align<T>(NDArray<T> x, int depth, ReadOnlySpan<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(x);
        var rank = x.Rank - depth;
        foreach (var other in ranks) rank = Math.Max(rank, other);
        while (x.Rank - depth < rank) x = NDArray.ExpandDims(x, depth);
        return x;
    }

    /// <summary>The array for each of <paramref name="count"/> examples: a view.</summary>
    public static NDArray<T> Repeat<T>(NDArray<T> x, int count)
    {
        ArgumentNullException.ThrowIfNull(x);
        return NDArray.BroadcastTo(x, Shape.Create([count, .. x.Shape.AsSpan()]));
    }

    /// <summary>Each example under another shape; one extent may be -1.</summary>
    public static NDArray<T> Reshape<T>(NDArray<T> x, params ReadOnlySpan<int> example)
    {
        ArgumentNullException.ThrowIfNull(x);
        return NDArray.Reshape(x, [x.Shape[0], .. example]);
    }

    /// <summary>The axes of each example in reverse order: a view.</summary>
    public static NDArray<T> Transpose<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var axes = new int[x.Rank];
        for (var k = 1; k < axes.Length; k++) axes[k] = axes.Length - k;
        return NDArray.Transpose(x, axes);
    }

    /// <summary>The matrix product of each example, of which either operand may be shared. Vectors are rows on the left and columns on the right.</summary>
    /// <exception cref="ShapeException">The examples do not fit.</exception>
    public static NDArray<T> MatMul<T>(NDArray<T> left, NDArray<T> right, bool leftMapped, bool rightMapped) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var leftRank = left.Rank - (leftMapped ? 1 : 0);
        var rightRank = right.Rank - (rightMapped ? 1 : 0);
        if (leftRank == 0 || rightRank == 0) throw new ShapeException($"MatMul: the examples of shapes {left.Shape} and {right.Shape} have no axes to multiply along.");
        if (leftRank == 1) left = NDArray.ExpandDims(left, left.Rank - 1);
        if (rightRank == 1) right = NDArray.ExpandDims(right, right.Rank);
        if (leftMapped) left = Align(left, right.Rank - (rightMapped ? 1 : 0));
        if (rightMapped) right = Align(right, left.Rank - (leftMapped ? 1 : 0));
        var product = NDArray.MatMul(left, right);
        if (rightRank == 1) product = NDArray.Squeeze(product, -1);
        return leftRank == 1 ? NDArray.Squeeze(product, rightRank == 1 ? -1 : -2) : product;
    }

    /// <summary>The solutions of each example, of whose operands either may be shared.</summary>
    /// <param name="a">The matrices.</param>
    /// <param name="b">The right sides: vectors, if examples have one axis.</param>
    /// <param name="left">The leading axes of <paramref name="a"/> that belong to batches.</param>
    /// <param name="right">Those of <paramref name="b"/>.</param>
    /// <exception cref="ShapeException">The examples do not fit.</exception>
    /// <exception cref="LinAlgException">A matrix is singular.</exception>
    public static NDArray<T> Solve<T>(NDArray<T> a, NDArray<T> b, int left, int right)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int stackA = a.Rank - left - 2, axes = b.Rank - right == 1 ? 1 : 2, stackB = b.Rank - right - axes;
        for (var k = Math.Max(0, right - left) + Math.Max(0, stackB - Math.Max(0, stackA)); stackA >= 0 && k > 0; k--) a = NDArray.ExpandDims(a, left);
        for (var k = Math.Max(0, left - right) + Math.Max(0, stackA - Math.Max(0, stackB)); stackB >= 0 && k > 0; k--) b = NDArray.ExpandDims(b, right);
        return MatrixStack.Solve(a, b, vectors: axes == 1);
    }

    /// <summary>The sign of determinants and the logarithm of their absolute values, along a new first axis.</summary>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    public static NDArray<T> SlogDet<T>(NDArray<T> a) where T : IFloatingPointIeee754<T>
    {
        var (sign, logarithm) = Linalg.SlogDet(a);
        return NDArray.Stack([sign, logarithm]);
    }

    /// <summary>What a function gives for each example, along a new leading axis.</summary>
    /// <param name="count">The number of examples.</param>
    /// <param name="function">Gives the result for an example; all have one shape.</param>
    /// <exception cref="ShapeException">There is no example, whose result would say the shape, or results differ in theirs.</exception>
    public static NDArray<T> Each<T>(int count, Func<int, NDArray<T>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (count == 0) throw new ShapeException("A batch without examples does not say which shape their results would have.");
        var results = new NDArray<T>[count];
        for (var k = 0; k < count; k++) results[k] = function(k);
        return NDArray.Stack(results);
    }

    /// <summary>Each example repeated as a whole along each of its axes.</summary>
    /// <param name="x">The examples.</param>
    /// <param name="depth">The leading axes that belong to batches.</param>
    /// <param name="reps">How often along each axis of an example.</param>
    public static NDArray<T> Tile<T>(NDArray<T> x, int depth, ReadOnlySpan<int> reps)
    {
        var examples = Align(x, depth, [reps.Length]);
        int[] all = [.. Enumerable.Repeat(1, examples.Rank - reps.Length), .. reps];
        return NDArray.Tile(examples, all);
    }

    /// <summary>A vector as it broadcasts along an axis of an array; what has the array's shape already stays as it is.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="x">The array; its elements are not read.</param>
    /// <param name="axis">The axis of an example; without one, the shapes must be equal.</param>
    /// <param name="depth">The leading axes of <paramref name="x"/> that belong to batches.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <exception cref="ShapeException">There is no such axis, or the vector has another length.</exception>
    public static NDArray<T> AlignAxis<T>(NDArray<T> vector, NDArray<T> x, int? axis, int depth, string expression)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(x);
        var example = x.Shape.AsSpan()[depth..];
        if (vector.Shape.AsSpan().SequenceEqual(example)) return vector;
        var shape = new Shape(example.ToArray());
        if (axis is not { } given) throw new ShapeException($"{expression}: weights of shape {vector.Shape} for an array of shape {shape}; without an axis the shapes must be equal.");
        var along = NDArray.AxisOf(given, shape.Rank, expression, shape);
        if (vector.Rank != 1 || vector.Shape[0] != shape[along])
            throw new ShapeException($"{expression}: weights of shape {vector.Shape} do not fit axis {along} of an array of shape {shape}.");
        var dims = new int[shape.Rank];
        dims.AsSpan().Fill(1);
        dims[along] = shape[along];
        return NDArray.Reshape(vector, dims);
    }
}
