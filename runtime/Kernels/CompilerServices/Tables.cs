using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Kernels.CompilerServices;

/// <summary>Ordinary arrays, spans and lists that a kernel reads elements of, as arrays of the runtime.</summary>
/// <remarks>What lies in a managed array is seen where it lies: a kernel only reads it, and what it returns is never a view of it (<see cref="Copy"/>).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tables
{
    /// <summary>The elements of an array.</summary>
    /// <exception cref="ArgumentNullException">There is no array.</exception>
    public static NDArray<T> Of<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NDArray<T>(new HostStorage<T>(values), [values.Length]);
    }

    /// <summary>The elements of an array of two axes, copied.</summary>
    /// <inheritdoc cref="Of{T}(T[])"/>
    public static NDArray<T> Of<T>(T[,] values) => NDArray.FromArray(values);

    /// <summary>The elements of an immutable array.</summary>
    /// <inheritdoc cref="Of{T}(T[])"/>
    public static NDArray<T> Of<T>(System.Collections.Immutable.ImmutableArray<T> values) => Of(ImmutableCollectionsMarshal.AsArray(values)!);

    /// <summary>The elements of a span, copied.</summary>
    public static NDArray<T> Of<T>(ReadOnlySpan<T> values) => NDArray.Create(values);

    /// <summary>The elements of a span, copied.</summary>
    public static NDArray<T> Of<T>(Span<T> values) => NDArray.Create<T>(values);

    /// <summary>The elements of a list, copied.</summary>
    /// <inheritdoc cref="Of{T}(T[])"/>
    public static NDArray<T> Of<T>(IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return NDArray.FromArray<T>([.. values]);
    }

    /// <summary>The elements of a vector at the indices for which the mask is true, and zeros elsewhere.</summary>
    /// <exception cref="IndexOutOfRangeException">One of these indices is out of range.</exception>
    public static NDArray<T> Pick<T>(NDArray<T> table, NDArray<int> indices, NDArray<bool> mask)
    {
        var (shape, values) = (ShapeGuard.Broadcast(indices.Shape, mask.Shape, "x[indices]", ""), table.OnHost().Contiguous());
        var (at, taken) = (NDArray.BroadcastTo(indices, shape).OnHost().Contiguous(), NDArray.BroadcastTo(mask, shape).OnHost().Contiguous());
        var result = NDArray.Uninitialized<T>(shape, "x[indices]", out var data);
        var from = values.HostSpan;
        var positions = at.HostSpan;
        var truths = taken.HostSpan;
        for (var k = 0; k < data.Length; k++)
        {
            if (truths[k] && (uint)positions[k] >= (uint)from.Length) throw IndexErrors.Index(positions[k], 0, table.Shape);
            data[k] = truths[k] ? from[positions[k]] : default!;
        }

        GC.KeepAlive(values);
        GC.KeepAlive(at);
        GC.KeepAlive(taken);
        return result;
    }

    /// <summary>An array of its own, for what goes on as an array: no one can write into it.</summary>
    public static NDArray<T> Copy<T>(NDArray<T> table) => table.CopyOnHost();
}
