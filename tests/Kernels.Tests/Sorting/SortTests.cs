using Kernels.Drivers.Sorting;
using Kernels.Tests.Drivers;

namespace Kernels.Tests.Sorting;

public class SortTests
{
    // Below and above where each dtype's sort changes its ways.
    private static readonly int[] s_lengths = [0, 1, 2, 3, 17, 24, 25, 47, 48, 63, 64, 255, 256, 257, 300, 511, 512, 1000, 4099, 20_011];

    public static TheoryData<int> Lengths => [.. s_lengths];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Vectors_come_out_in_the_order_of_the_runtime(int n)
    {
        var random = new Random(n);
        Check(Values(n, () => (float)(random.NextDouble() - 0.5) * MathF.Pow(10, random.Next(-30, 30))));
        Check(Values(n, () => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))));
        Check(Values(n, () => random.Next(int.MinValue, int.MaxValue)));
        Check(Values(n, () => random.NextInt64(long.MinValue, long.MaxValue)));
        Check(Values(n, () => (byte)random.Next(256)));
        Check(Values(n, () => random.Next(2) == 1));
        // Few digits differ.
        Check(Values(n, () => random.Next(-3, 3)));
        Check(Values(n, () => (float)random.Next(-3, 3)));
        Check(Values(n, () => (double)random.Next(1000)));
        Check(Values(n, () => 7L << 40));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(5)]
    [InlineData(5000)]
    public void NaN_of_either_sign_is_last_and_infinities_are_at_the_ends(int n)
    {
        var random = new Random(5);
        float[] special = [float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7f800001), float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 0f];
        var x = Values(n, () => special[random.Next(special.Length)]);
        var numbers = x.Where(v => !float.IsNaN(v)).Order().ToArray();
        foreach (var threads in (int[])[1, 3])
        {
            var sorted = SortDriver.Sort(NDArray.Create<float>(x), threads).ToArray();
            Assert.Equal(numbers, sorted[..numbers.Length]);
            Assert.All(sorted[numbers.Length..], v => Assert.True(float.IsNaN(v)));
            var doubles = NDArray.Sort(NDArray.Create<double>([.. x.Select(v => (double)v)])).ToArray();
            Assert.Equal(numbers.Select(v => (double)v), doubles[..numbers.Length]);
            Assert.All(doubles[numbers.Length..], v => Assert.True(double.IsNaN(v)));
        }
    }

    [Fact]
    public void Negative_zero_is_before_zero()
    {
        Assert.Equal([-1f, -0f, -0f, 0f, 0f, 1f], NDArray.Sort(NDArray.Create(0f, -0f, 1f, -1f, 0f, -0f)).ToArray());
        Assert.Equal([1, 1, 0, 0], NDArray.Sort(NDArray.Create(0.0, -0.0, 0.0, -0.0)).ToArray().Select(v => double.IsNegative(v) ? 1 : 0));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Positions_are_stable(int n)
    {
        var random = new Random(n + 1);
        CheckPositions(Values(n, () => (float)random.Next(-20, 20)));
        CheckPositions(Values(n, () => (double)random.Next(-20, 20)));
        CheckPositions(Values(n, () => random.Next(-20, 20)));
        CheckPositions(Values(n, () => random.NextInt64(-20, 20) << 33));
        CheckPositions(Values(n, () => (byte)random.Next(20)));
        CheckPositions(Values(n, () => random.Next(2) == 1));
    }

    [Fact]
    public void Large_vectors_are_the_same_for_any_number_of_threads()
    {
        var random = new Random(8);
        var x = NDArray.Create<float>(Values(300_001, () => (float)(random.NextDouble() - 0.5)));
        var wide = NDArray.Create<double>(Values(200_001, () => random.NextDouble() - 0.5));
        var expected = x.ToArray();
        Array.Sort(expected);
        var (first, firstWide) = (SortDriver.ArgSort(x, 1).ToArray(), SortDriver.ArgSort(wide, 1).ToArray());
        foreach (var threads in (int[])[1, 2, 3, 8])
        {
            Assert.Equal(expected, SortDriver.Sort(x, threads).ToArray());
            Assert.Equal(first, SortDriver.ArgSort(x, threads).ToArray());
            Assert.Equal(firstWide, SortDriver.ArgSort(wide, threads).ToArray());
        }
        Assert.Equal(expected, first.Select(i => x[(int)i].Item()));
    }

    [Fact]
    public void Every_axis_of_every_layout()
    {
        var random = new Random(9);
        for (var round = 0; round < 60; round++)
        {
            var dims = Views.RandomDims(random);
            if (dims.Length == 0) continue;
            var axis = random.Next(-dims.Length, dims.Length);
            var x = Views.Random(random, dims, _ => random.Next(50));
            var (sorted, positions) = (NDArray.Sort(x, axis), x.ArgSort(axis));
            Assert.Equal(dims, sorted.Shape.AsSpan().ToArray());
            var rows = Views.Elements(NDArray.MoveAxis(x, axis, -1));
            var n = dims[axis < 0 ? axis + dims.Length : axis];
            Assert.Equal(rows.Chunk(n).SelectMany(row => row.Order()), Views.Elements(NDArray.MoveAxis(sorted, axis, -1)));
            Assert.Equal(rows.Chunk(n).SelectMany(row => row.Index().OrderBy(p => p.Item).Select(p => (long)p.Index)), Views.Elements(NDArray.MoveAxis(positions, axis, -1)));
        }
    }

    // numpy.sort([[3, 1], [2, 2], [1, 9]], axis=0), and argsort.
    [Fact]
    public void The_first_axis_as_in_NumPy()
    {
        NDArray<int> x = [[3, 1], [2, 2], [1, 9]];
        Assert.True(x.Sort(axis: 0).ArrayEqual([[1, 1], [2, 2], [3, 9]]));
        Assert.True(x.ArgSort(axis: 0).ArrayEqual([[2, 0], [1, 1], [0, 2]]));
        Assert.True(NDArray.Sort(x).ArrayEqual([[1, 3], [2, 2], [1, 9]]));
        Assert.Equal([0, 3], NDArray.Sort(NDArray.Zeros<float>(0, 3), axis: 0).Shape.AsSpan().ToArray());
    }

    [Fact]
    public void An_axis_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ShapeException>(() => NDArray.Sort(NDArray.Zeros<int>(2, 3), axis: 2));
        Assert.Contains("Sort: axis 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => NDArray.ArgSort((NDArray<int>)1));
        Assert.Throws<ArgumentNullException>(() => NDArray.Sort<int>(null!));
    }

    private static T[] Values<T>(int n, Func<T> value) => [.. Enumerable.Range(0, n).Select(_ => value())];

    private static void Check<T>(T[] x) where T : IComparable<T>
    {
        var expected = (T[])x.Clone();
        Array.Sort(expected);
        Assert.Equal(expected, NDArray.Sort(NDArray.Create<T>(x)).ToArray());
    }

    private static void CheckPositions<T>(T[] x) =>
        Assert.Equal(x.Index().OrderBy(p => p.Item).Select(p => (long)p.Index), NDArray.ArgSort(NDArray.Create<T>(x)).ToArray());
}
