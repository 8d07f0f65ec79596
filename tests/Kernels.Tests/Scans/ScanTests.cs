using System.Numerics;
using Kernels.Drivers.Scans;

namespace Kernels.Tests.Scans;

public class ScanTests
{
    private static readonly int[][] s_shapes =
        [[0], [1], [5], [17], [4097], [0, 3], [3, 0], [1, 7], [3, 5], [4, 9], [9, 4], [5, 33], [130, 65], [2, 3, 4], [3, 4, 70], [2, 0, 3], [2, 3, 4, 5]];

    [Fact]
    public void Sums_and_products_are_those_of_a_loop_along_every_axis()
    {
        foreach (var shape in s_shapes)
        {
            var random = new Random(shape.Length);
            var floats = Random(shape, () => (float)((random.NextDouble() * 4) - 2));
            for (var axis = -shape.Length; axis < shape.Length; axis++)
            {
                foreach (var x in Layouts(floats))
                {
                    Assert.Equal(Naive(x, axis, (a, b) => a + b), NDArray.Cumsum(x, axis).ToArray());
                    Assert.Equal(Naive(x, axis, (a, b) => a * b), NDArray.Cumprod(x, axis).ToArray());
                    Assert.Equal(Naive(x, axis, float.Max), NDArray.Cummax(x, axis).ToArray());
                    Assert.Equal(Naive(x, axis, float.Min), NDArray.Cummin(x, axis).ToArray());
                    Assert.Equal(x.Shape, NDArray.Cumsum(x, axis).Shape);
                }
                Check(Random(shape, () => random.Next(int.MinValue, int.MaxValue)), axis);
                Check(Random(shape, () => random.NextInt64()), axis);
                Check(Random(shape, () => (byte)random.Next(256)), axis);
                Check(Random(shape, random.NextDouble), axis);
            }
        }

        static void Check<T>(NDArray<T> x, int axis) where T : INumber<T>
        {
            Assert.Equal(Naive(x, axis, (a, b) => a + b), NDArray.Cumsum(x, axis).ToArray());
            Assert.Equal(Naive(x, axis, (a, b) => a * b), NDArray.Cumprod(x, axis).ToArray());
            Assert.Equal(Naive(x, axis, T.Max), NDArray.Cummax(x, axis).ToArray());
        }
    }

    [Fact]
    public void Without_an_axis_the_array_is_a_vector()
    {
        NDArray<int> x = [[1, 2, 3], [4, 5, 6]];
        Assert.Equal([1, 3, 6, 10, 15, 21], NDArray.Cumsum(x).ToArray());
        Assert.Equal([6], NDArray.Cumsum(x).Shape);
        Assert.Equal([1, 5, 7, 12, 15, 21], NDArray.Cumsum(x.T).ToArray());
        Assert.Equal([7f], NDArray.Cumsum((NDArray<float>)7f).ToArray());
        Assert.Equal([0], NDArray.Cumprod(NDArray.Zeros<float>(3, 0)).Shape);
    }

    [Fact]
    public void NaN_stays_from_where_it_occurs()
    {
        var x = NDArray.Create(1.0, 3.0, double.NaN, 2.0, 5.0);
        Assert.Equal([1, 3, double.NaN, double.NaN, double.NaN], NDArray.Cummax(x).ToArray());
        Assert.Equal([1, 1, double.NaN, double.NaN, double.NaN], NDArray.Cummin(x).ToArray());
        Assert.Equal([1, 4, double.NaN, double.NaN, double.NaN], NDArray.Cumsum(x).ToArray());
        // In vectors too.
        var columns = NDArray.BroadcastTo(NDArray.ExpandDims(x, 1), 5, 40);
        Assert.Equal(NDArray.BroadcastTo(NDArray.ExpandDims(NDArray.Cummax(x), 1), 5, 40).ToArray(), NDArray.Cummax(columns, 0).ToArray());
    }

    [Fact]
    public void Large_arrays_are_the_same_for_any_number_of_threads()
    {
        var random = new Random(3);
        foreach (var shape in (int[][])[[600, 700], [3, 100_000], [100_000, 3], [5, 300, 301], [400_000]])
        {
            var x = Random(shape, () => (float)random.NextDouble() - 0.3f);
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var expected = ScanDriver.Run<float, RunningSum<float>>(x, axis, "Cumsum", 1).ToArray();
                Assert.Equal(Naive(x, axis, (a, b) => a + b), expected);
                foreach (var threads in (int[])[2, 3, 8]) Assert.Equal(expected, ScanDriver.Run<float, RunningSum<float>>(x, axis, "Cumsum", threads).ToArray());
            }
        }
    }

    [Fact]
    public void An_axis_out_of_range_is_named()
    {
        var x = NDArray.Zeros<float>(2, 3);
        Assert.Contains("Cumsum: axis 2 is out of range for an array of shape (2, 3)", Assert.Throws<ShapeException>(() => NDArray.Cumsum(x, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Cummin: axis -3", Assert.Throws<ShapeException>(() => NDArray.Cummin(x, -3)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => NDArray.Cumprod((NDArray<int>)3, 0));
        Assert.Throws<ArgumentNullException>(() => NDArray.Cumsum<float>(null!));
    }

    private static NDArray<T> Random<T>(int[] shape, Func<T> next)
    {
        var size = shape.Aggregate(1, (a, b) => a * b);
        return NDArray.FromArray([.. Enumerable.Range(0, size).Select(_ => next())], Shape.Create(shape));
    }

    private static IEnumerable<NDArray<float>> Layouts(NDArray<float> x)
    {
        yield return x;
        yield return NDArray.Flip(x);
        yield return x.T.Contiguous().T;
        yield return NDArray.Stack([x, x], axis: x.Rank)[NDArray.Ellipsis, 1];
    }

    private static T[] Naive<T>(NDArray<T> x, int axis, Func<T, T, T> combine)
    {
        var along = axis < 0 ? axis + x.Rank : axis;
        var result = x.ToArray();
        var inner = x.Shape.AsSpan()[(along + 1)..].ToArray().Aggregate(1, (a, b) => a * b);
        var n = x.Shape[along];
        for (var i = 0; i < result.Length; i++)
            if (i / inner % n > 0) result[i] = combine(result[i - inner], result[i]);
        return result;
    }
}
