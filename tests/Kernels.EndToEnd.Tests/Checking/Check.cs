using System.Numerics;

namespace Kernels.EndToEnd.Tests;

/// <summary>Holds fused kernels against the bodies that they were made from.</summary>
internal static class Check
{
    /// <summary>Bit for bit the same, over all shapes and layouts.</summary>
    public static void Elementwise<T, R>(Func<NDArray<T>, NDArray<R>> eager, Func<NDArray<T>, NDArray<R>> fused)
        where T : unmanaged where R : unmanaged
    {
        foreach (var x in Arrays.All<T>(1)) Bits(eager(x), fused(x), $"x {x.Shape}");
    }

    /// <inheritdoc cref="Elementwise{T, R}"/>
    public static void Elementwise<A, B, R>(Func<NDArray<A>, NDArray<B>, NDArray<R>> eager, Func<NDArray<A>, NDArray<B>, NDArray<R>> fused)
        where A : unmanaged where B : unmanaged where R : unmanaged
    {
        foreach (var (x, y) in Arrays.All<A>(1).Zip(Arrays.All<B>(2))) Bits(eager(x, y), fused(x, y), $"x {x.Shape}, y {y.Shape}");
        foreach (var x in Arrays.All<A>(1))
        {
            var scalar = Arrays.Vector<B>(9, 4)[3];
            Bits(eager(x, scalar), fused(x, scalar), $"x {x.Shape}, y ()");
        }

        foreach (var y in Arrays.All<B>(2))
        {
            var scalar = Arrays.Vector<A>(9, 3)[4];
            Bits(eager(scalar, y), fused(scalar, y), $"x (), y {y.Shape}");
        }

        NDArray<A> column = Arrays.Vector<A>(13, 5).Reshape(13, 1), planes = Arrays.Vector<A>(4 * 13, 5).Reshape(4, 13, 1);
        NDArray<B> row = Arrays.Vector<B>(37, 6), rows = Arrays.Vector<B>(13 * 37, 6).Reshape(13, 37);
        Bits(eager(column, row), fused(column, row), "column, row");
        Bits(eager(planes, rows), fused(planes, rows), "planes, rows");
        Bits(eager(planes, row), fused(planes, row), "planes, row");
        Bits(eager(column, rows.T[..1].T), fused(column, rows.T[..1].T), "column, column");
    }

    /// <inheritdoc cref="Elementwise{T, R}"/>
    public static void Elementwise<A, B, C, R>(Func<NDArray<A>, NDArray<B>, NDArray<C>, NDArray<R>> eager, Func<NDArray<A>, NDArray<B>, NDArray<C>, NDArray<R>> fused)
        where A : unmanaged where B : unmanaged where C : unmanaged where R : unmanaged
    {
        foreach (var ((x, y), z) in Arrays.All<A>(1).Zip(Arrays.All<B>(2)).Zip(Arrays.All<C>(3)))
            Bits(eager(x, y, z), fused(x, y, z), $"x {x.Shape}");
    }

    /// <summary>Close, over all shapes of rank at least <paramref name="rank"/> that have elements, with moderate values.</summary>
    public static void Reduction<T, R>(Func<NDArray<T>, NDArray<R>> eager, Func<NDArray<T>, NDArray<R>> fused, int rank = 0)
        where T : unmanaged, INumber<T> where R : unmanaged, INumber<R>
    {
        foreach (var shape in (int[][])[[], [1], [7], [8], [17], [1000], [4097], [1, 1], [3, 1], [1, 5], [5, 16], [16, 33], [33, 257], [3, 4, 5], [2, 3, 70], [2, 3, 4, 5]])
        {
            if (shape.Length < rank) continue;
            var x = Arrays.Moderate<T>(7, shape);
            Close(eager(x), fused(x), $"{x.Shape}");
            Close(eager(x.T), fused(x.T), $"transposed {x.Shape}");
            if (shape.Length == 0) continue;
            var reversed = Flip(x);
            Close(eager(reversed), fused(reversed), $"reversed {x.Shape}");
            var wide = Stack([x, x], axis: x.Rank)[Ellipsis, 1];
            Close(eager(wide), fused(wide), $"strided {x.Shape}");
        }
    }

    public static void Bits<T>(NDArray<T> expected, NDArray<T> actual, string where = "")
    {
        Assert.True(expected.Shape == actual.Shape, $"shape {actual.Shape} instead of {expected.Shape}: {where}");
        T[] e = expected.ToArray(), a = actual.ToArray();
        for (var i = 0; i < e.Length; i++)
            if (!Same(e[i], a[i])) Assert.Fail($"{a[i]} instead of {e[i]} at {i} of {e.Length}: {where}");
    }

    public static void Close<T>(NDArray<T> expected, NDArray<T> actual, string where = "") where T : INumber<T>
    {
        Assert.True(expected.Shape == actual.Shape, $"shape {actual.Shape} instead of {expected.Shape}: {where}");
        T[] e = expected.ToArray(), a = actual.ToArray();
        var tolerance = typeof(T) == typeof(float) ? 2e-5 : typeof(T) == typeof(double) ? 1e-12 : 0;
        for (var i = 0; i < e.Length; i++)
        {
            var (x, y) = (double.CreateChecked(e[i]), double.CreateChecked(a[i]));
            if (!x.Equals(y) && !(Math.Abs(x - y) <= tolerance * (1 + Math.Abs(x)))) Assert.Fail($"{a[i]} instead of {e[i]} at {i} of {e.Length}: {where}");
        }
    }

    // NaNs are equal whatever their payload; 0 and -0 are not.
    private static bool Same<T>(T x, T y) => (x, y) switch
    {
        (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b)),
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b)),
        _ => Equals(x, y),
    };
}
