using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using Kernels.CompilerServices;

namespace Kernels.Ilgpu;

// Matrix products: one thread for each element of the result.
public sealed partial class IlgpuDevice
{
    internal override NDArray<T> MatMul<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec)
    {
        if (a is NDArray<float> f && b is NDArray<float> g) return (NDArray<T>)(object)Product(f, g, spec);
        if (a is NDArray<double> d && b is NDArray<double> e) return (NDArray<T>)(object)Product(d, e, spec);
        if (a is NDArray<int> i && b is NDArray<int> j) return (NDArray<T>)(object)Product(i, j, spec);
        if (a is NDArray<long> k && b is NDArray<long> l) return (NDArray<T>)(object)Product(k, l, spec);
        if (a is NDArray<byte> m && b is NDArray<byte> n) return (NDArray<T>)(object)Product(m, n, spec);
        throw new NotSupportedException($"MatMul: there are no products of {typeof(T).Name} on {Name}.");
    }

    private NDArray<T> Product<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec)
        where T : unmanaged, INumber<T>
    {
        var size = checked((int)spec.Result.Size);
        var result = AllocateCore<T>(size);
        if (size > 0)
        {
            var left = Matrices(a, spec.Batch, spec.M, spec.K, isVector: a.Rank == 1, isRow: true, out var leftAxes);
            var right = Matrices(b, spec.Batch, spec.K, spec.N, isVector: b.Rank == 1, isRow: false, out var rightAxes);
            var run = Own("MatMul", typeof(T), x => x.LoadAutoGroupedKernel<Index1D, int, int, int, ArrayView<T>, MatrixAxes, ArrayView<T>, MatrixAxes, ArrayView<T>>(MatMulKernels.Product));
            var (m, n, k) = (spec.M, spec.N, spec.K);
            Queue(stream => run(stream, size, m, n, k, left.View<T>(), leftAxes, right.View<T>(), rightAxes, result.View<T>()));
            GC.KeepAlive(left);
            GC.KeepAlive(right);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return new NDArray<T>(result, spec.Result);
    }

    /// <summary>The operand as a stack of matrices whose batch axis has one stride; copied if its layout has no such view.</summary>
    private IIlgpuStorage Matrices<T>(NDArray<T> x, Shape batch, int rows, int columns, bool isVector, bool isRow, out MatrixAxes axes)
    {
        var strides = x.GetStrides();
        var (row, column) = isVector ? (isRow ? (0, strides[0]) : (strides[0], 0)) : (strides[^2], strides[^1]);
        if (x.Rank <= 2)
        {
            // The same matrix for the whole batch.
            axes = new MatrixAxes { Offset = x.Offset, Batch = 0, Row = row, Column = column };
            return (IIlgpuStorage)x.Storage;
        }
        int[] dims = [.. batch.Dims, rows, columns];
        var broadcast = new int[dims.Length];
        NestStrides.Fill(x.Shape.AsSpan(), strides, dims, broadcast);
        axes = new MatrixAxes { Batch = rows * columns, Row = columns, Column = 1 };
        return Gather(x, broadcast, dims);
    }
}

/// <summary>Where the elements of a stack of matrices lie.</summary>
public struct MatrixAxes
{
    internal int Offset;
    internal int Batch;
    internal int Row;
    internal int Column;
}

/// <summary>Matrix products.</summary>
internal static class MatMulKernels
{
    public static void Product<T>(Index1D t, int m, int n, int k, ArrayView<T> a, MatrixAxes left, ArrayView<T> b, MatrixAxes right, ArrayView<T> result)
        where T : unmanaged, INumber<T>
    {
        var matrix = t / n;
        var column = t - (matrix * n);
        var batch = matrix / m;
        var row = matrix - (batch * m);
        var i = left.Offset + (batch * left.Batch) + (row * left.Row);
        var j = right.Offset + (batch * right.Batch) + (column * right.Column);
        var sum = T.Zero;
        for (var p = 0; p < k; p++)
        {
            sum += a[i] * b[j];
            i += left.Column;
            j += right.Row;
        }
        result[t] = sum;
    }
}
