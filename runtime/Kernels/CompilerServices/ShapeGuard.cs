using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Checks that generated code makes before it touches memory. Errors name the expression, the shapes and the source line.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeGuard
{
    /// <summary>The shape that two operands broadcast to.</summary>
    /// <param name="left">The left operand's shape.</param>
    /// <param name="right">The right operand's shape.</param>
    /// <param name="expression">What the user wrote: <c>x + y</c>.</param>
    /// <param name="location">File and line: <c>Model.cs:12</c>; empty for an eager call.</param>
    /// <returns>One of the operands' shapes itself where they are equal, so that a result shares it.</returns>
    /// <exception cref="ShapeException">They do not broadcast.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Shape Broadcast(Shape left, Shape right, string expression, string location) =>
        left.Equals(right) ? left : BroadcastUnequal(left, right, expression, location);

    /// <summary>The shape that three operands broadcast to.</summary>
    /// <inheritdoc cref="Broadcast(Shape, Shape, string, string)"/>
    /// <param name="left">The first operand's shape.</param>
    /// <param name="middle">The second operand's shape.</param>
    /// <param name="right">The third operand's shape.</param>
    /// <param name="expression">What the user wrote.</param>
    /// <param name="location">File and line; empty for an eager call.</param>
    public static Shape Broadcast(Shape left, Shape middle, Shape right, string expression, string location) =>
        Broadcast(Broadcast(left, middle, expression, location), right, expression, location);

    /// <summary>An extent of a shape that is deconstructed.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="axis">Which extent.</param>
    /// <param name="rank">Into how many.</param>
    /// <exception cref="ShapeException">The shape has another rank.</exception>
    public static int Extent(Shape shape, int axis, int rank) => shape.Rank == rank ? shape[axis]
        : throw new ShapeException($"The shape {shape} has {shape.Rank} extents, and is deconstructed into {rank}.");

    /// <summary>Checks the operands of a matrix product as NumPy's <c>matmul</c> does, vectors and stacks of matrices included.</summary>
    /// <exception cref="ShapeException">They do not fit.</exception>
    internal static MatMulSpec MatMul(Shape left, Shape right, string expression, string location)
    {
        if (left.Rank == 0 || right.Rank == 0)
            throw new ShapeException($"{expression}: shapes {left} and {right} do not fit: each operand needs at least one axis, use * for a scalar.{At(location)}");
        var (m, k) = left.Rank == 1 ? (1, left[0]) : (left[left.Rank - 2], left[left.Rank - 1]);
        var (rows, n) = right.Rank == 1 ? (right[0], 1) : (right[right.Rank - 2], right[right.Rank - 1]);
        if (k != rows)
        {
            var have = left.Rank == 1 ? $"{k} elements" : $"{k} columns";
            var need = right.Rank == 1 ? $"{rows} elements" : $"{rows} rows";
            throw new ShapeException($"{expression}: shapes {left} and {right} do not fit: {have} against {need}.{At(location)}");
        }
        var batchLeft = new Shape(left.AsSpan()[..Math.Max(0, left.Rank - 2)].ToArray());
        var batchRight = new Shape(right.AsSpan()[..Math.Max(0, right.Rank - 2)].ToArray());
        if (!TryBroadcast(batchLeft.AsSpan(), batchRight.AsSpan(), out var batch, out _))
            throw new ShapeException($"{expression}: shapes {left} and {right} do not fit: the leading axes {batchLeft} and {batchRight} do not broadcast.{At(location)}");
        var result = new List<int>(batch);
        if (left.Rank > 1) result.Add(m);
        if (right.Rank > 1) result.Add(n);
        return new MatMulSpec(new Shape(batch), m, n, k, new Shape([.. result]));
    }

    /// <summary>The source line as it ends a message; nothing for an eager call.</summary>
    internal static string At(string location) => location.Length == 0 ? "" : $" ({location})";

    private static Shape BroadcastUnequal(Shape left, Shape right, string expression, string location)
    {
        // A scalar operand is frequent and costs no new shape.
        if (right.Rank == 0) return left;
        if (left.Rank == 0) return right;
        if (TryBroadcast(left.AsSpan(), right.AsSpan(), out var dims, out var axis))
        {
            if (left.AsSpan().SequenceEqual(dims)) return left;
            return right.AsSpan().SequenceEqual(dims) ? right : new Shape(dims);
        }
        var fromEnd = dims.Length - axis;
        throw new ShapeException(
            $"{expression}: shapes {left} and {right} do not broadcast (axis {axis}: {left[left.Rank - fromEnd]} and {right[right.Rank - fromEnd]}).{At(location)}");
    }

    /// <param name="left">The left extents.</param>
    /// <param name="right">The right extents.</param>
    /// <param name="dims">The extents that both broadcast to.</param>
    /// <param name="axis">The axis of the result at which they do not.</param>
    private static bool TryBroadcast(ReadOnlySpan<int> left, ReadOnlySpan<int> right, out int[] dims, out int axis)
    {
        dims = new int[Math.Max(left.Length, right.Length)];
        for (axis = dims.Length - 1; axis >= 0; axis--)
        {
            var i = axis - dims.Length + left.Length;
            var j = axis - dims.Length + right.Length;
            var a = i < 0 ? 1 : left[i];
            var b = j < 0 ? 1 : right[j];
            if (a != b && a != 1 && b != 1) return false;
            dims[axis] = a == 1 ? b : a;
        }
        return true;
    }
}
