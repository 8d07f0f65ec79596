using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The products summed over the last axes of both operands, as NumPy's <c>inner</c>.</summary>
    /// <param name="a">Shape (..., N), or a scalar.</param>
    /// <param name="b">Shape (..., N), or a scalar.</param>
    /// <returns>The leading axes of the first operand, then those of the second.</returns>
    /// <exception cref="ShapeException">The last axes differ.</exception>
    [Op("inner")]
    public static NDArray<T> Inner<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank == 0 || b.Rank == 0) return Multiply(a, b);
        if (a.Shape[^1] != b.Shape[^1]) throw new ShapeException($"Inner: shapes {a.Shape} and {b.Shape} do not fit: the last axes must be equal.");
        if (a.Rank == 1 && b.Rank == 1) return Dot(a, b);
        int[] left = a.Shape.AsSpan()[..^1].ToArray(), right = b.Shape.AsSpan()[..^1].ToArray();
        int rows = left.Aggregate(1, (x, y) => x * y), columns = right.Aggregate(1, (x, y) => x * y), n = a.Shape[^1];
        return Reshape(MatMul(Reshape(a, rows, n), Transpose(Reshape(b, columns, n))), [.. left, .. right]);
    }

    /// <summary>The Kronecker product: the second operand once for each element of the first, times that element.</summary>
    /// <param name="a">One operand.</param>
    /// <param name="b">The other; that of fewer axes gets unit axes in front.</param>
    /// <returns>Each extent the product of the operands' extents.</returns>
    [Op("kron")]
    public static NDArray<T> Kron<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var rank = Math.Max(a.Rank, b.Rank);
        int[] outer = new int[2 * rank], inner = new int[2 * rank], dims = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            (outer[2 * i], outer[2 * i + 1]) = (Extent(a, i), 1);
            (inner[2 * i], inner[2 * i + 1]) = (1, Extent(b, i));
            dims[i] = checked(Extent(a, i) * Extent(b, i));
        }
        return Reshape(Multiply(Reshape(a, outer), Reshape(b, inner)), dims);

        int Extent(NDArray<T> x, int axis) => axis < rank - x.Rank ? 1 : x.Shape[axis - rank + x.Rank];
    }

    /// <summary>The vector products along the last axes, as NumPy's <c>cross</c>.</summary>
    /// <param name="a">Shape (..., 3).</param>
    /// <param name="b">Shape (..., 3); both broadcast.</param>
    /// <returns>Shape (..., 3).</returns>
    /// <exception cref="ShapeException">A last axis has not three elements, or the shapes do not broadcast.</exception>
    [Op("cross")]
    public static NDArray<T> Cross<T>(NDArray<T> a, NDArray<T> b) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank == 0 || b.Rank == 0 || a.Shape[^1] != 3 || b.Shape[^1] != 3)
            throw new ShapeException($"Cross: shapes {a.Shape} and {b.Shape}; the last axis of both must have three elements.");
        return Stack([Component(1, 2), Component(2, 0), Component(0, 1)], -1);

        NDArray<T> Component(int i, int j) => Subtract(Multiply(a[Ellipsis, i], b[Ellipsis, j]), Multiply(a[Ellipsis, j], b[Ellipsis, i]));
    }

    /// <summary>A polynomial at each element, by Horner's rule, as NumPy's <c>polyval</c>.</summary>
    /// <param name="p">The coefficients, that of the highest power first; of none, zero.</param>
    /// <param name="x">Where it is evaluated, of any shape.</param>
    /// <returns>An array of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ShapeException">The coefficients are no vector.</exception>
    [Op("polyval")]
    public static NDArray<T> Polyval<T>(NDArray<T> p, NDArray<T> x) where T : INumber<T>
    {
        CheckVector(p, x, nameof(Polyval));
        KernelCounters.Launched();
        var coefficients = p.ToArray();
        var where = x.OnHost().Contiguous();
        var result = Uninitialized<T>(x.Shape, nameof(Polyval), out var data);
        var from = where.HostSpan;
        var i = 0;
        for (; i <= data.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var at = new Vector<T>(from[i..]);
            var value = Vector<T>.Zero;
            foreach (var c in coefficients) value = value * at + new Vector<T>(c);
            value.CopyTo(data[i..]);
        }
        for (; i < data.Length; i++)
        {
            var value = T.Zero;
            foreach (var c in coefficients) value = value * from[i] + c;
            data[i] = value;
        }
        GC.KeepAlive(where);
        return result.To(x.Device);
    }
}
