using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

public class ReductionDriverTests
{
    private static readonly int[][] Shapes =
    [
        [], [1], [3], [7], [64], [100], [2048], [2049], [5000], [3, 4], [4, 3], [300, 3], [3, 300], [5, 700], [700, 5], [2, 3, 4],
        [50, 3, 7], [3, 50, 7], [6, 1, 5], [70, 9, 1], [2, 3, 4, 5], [3, 1100], [70, 600], [3000, 2],
    ];

    [Fact]
    public void Sums_over_any_axes_and_layouts_are_those_of_a_double_loop()
    {
        foreach (var (x, axes, keep) in Cases(5, i => (float)((i * 37) % 1013) / 8))
        {
            var expected = Naive.Reduce(Views.Elements(x).Select(v => (double)v).ToArray(), x.Shape, axes, keep, out var shape, v => v.Sum());
            var actual = Reductions.Reduce<float, float>(x, Reduction.Sum, axes, keep, "Sum(x)", "");
            Check(expected, shape, actual, 1e-6);
        }
    }

    [Fact]
    public void Means_variances_and_extremes_are_those_of_a_double_loop()
    {
        foreach (var (x, axes, keep) in Cases(6, i => 100 + Math.Sin(i) * 10))
        {
            var elements = Views.Elements(x);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out var shape, v => v.Average()), shape, Reductions.Reduce<double, double>(x, Reduction.Mean, axes, keep, "", ""), 1e-13);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, Variance), shape, Reductions.Reduce<double, double>(x, Reduction.Var, axes, keep, "", ""), 1e-10);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Max()), shape, Reductions.Reduce<double, double>(x, Reduction.Max, axes, keep, "", ""), 0);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Min()), shape, Reductions.Reduce<double, double>(x, Reduction.Min, axes, keep, "", ""), 0);
        }

        static double Variance(double[] v)
        {
            var mean = v.Average();
            return v.Sum(x => (x - mean) * (x - mean)) / v.Length;
        }
    }

    [Fact]
    public void Integers_wrap_and_their_means_are_double()
    {
        foreach (var (x, axes, keep) in Cases(7, i => i * 1_000_003))
        {
            var elements = Views.Elements(x);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out var shape, v => v.Aggregate(0, (a, b) => unchecked(a + b))), shape, Reductions.Reduce<int, int>(x, Reduction.Sum, axes, keep, "", ""));
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Aggregate(1, (a, b) => unchecked(a * b))), shape, Reductions.Reduce<int, int>(x, Reduction.Prod, axes, keep, "", ""));
            Check(Naive.Reduce(elements.Select(v => (double)v).ToArray(), x.Shape, axes, keep, out shape, v => v.Average()), shape, Reductions.Reduce<int, double>(x, Reduction.Mean, axes, keep, "", ""), 1e-12);
        }
        foreach (var (x, axes, keep) in Cases(8, i => (byte)(i * 7)))
        {
            var elements = Views.Elements(x);
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out var shape, v => v.Aggregate((byte)0, (a, b) => (byte)(a + b))), shape, Reductions.Reduce<byte, byte>(x, Reduction.Sum, axes, keep, "", ""));
            Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Max()), shape, Reductions.Reduce<byte, byte>(x, Reduction.Max, axes, keep, "", ""));
        }
        foreach (var (x, axes, keep) in Cases(9, i => (long)i << 40))
            Check(Naive.Reduce(Views.Elements(x), x.Shape, axes, keep, out var shape, v => v.Aggregate(0L, (a, b) => unchecked(a + b))), shape, Reductions.Reduce<long, long>(x, Reduction.Sum, axes, keep, "", ""));
    }

    [Fact]
    public void The_first_extreme_element_is_found_and_the_first_NaN_wins()
    {
        foreach (var withNaN in new[] { false, true })
        {
            foreach (var (x, axes, keep) in Cases(10, i => withNaN && i % 97 == 5 ? float.NaN : (float)(i * 31 % 57)))
            {
                var elements = Views.Elements(x);
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out var shape, v => (long)First(v, (a, b) => a > b)), shape, Reductions.Reduce<float, long>(x, Reduction.ArgMax, axes, keep, "", ""));
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => (long)First(v, (a, b) => a < b)), shape, Reductions.Reduce<float, long>(x, Reduction.ArgMin, axes, keep, "", ""));
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Any(float.IsNaN) ? float.NaN : v.Max()), shape, Reductions.Reduce<float, float>(x, Reduction.Max, axes, keep, "", ""));
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.Any(float.IsNaN) ? float.NaN : v.Min()), shape, Reductions.Reduce<float, float>(x, Reduction.Min, axes, keep, "", ""));
            }
        }

        static int First(float[] v, Func<float, float, bool> better)
        {
            var best = 0;
            for (var i = 1; i < v.Length; i++)
                if (!float.IsNaN(v[best]) && (float.IsNaN(v[i]) || better(v[i], v[best]))) best = i;
            return best;
        }
    }

    [Fact]
    public void Any_and_all_fold_bools()
    {
        foreach (var threshold in new[] { 0, 3, 200, 1000 })
        {
            foreach (var (x, axes, keep) in Cases(11, i => i * 7919 % 1000 < threshold))
            {
                var elements = Views.Elements(x);
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out var shape, v => v.Any(b => b)), shape, Reductions.Reduce<bool, bool>(x, Reduction.Any, axes, keep, "", ""));
                Check(Naive.Reduce(elements, x.Shape, axes, keep, out shape, v => v.All(b => b)), shape, Reductions.Reduce<bool, bool>(x, Reduction.All, axes, keep, "", ""));
            }
        }
    }

    [Fact]
    public void A_fused_body_gives_the_bits_of_the_eager_one()
    {
        var random = new Random(12);
        foreach (var kind in new[] { Reduction.Sum, Reduction.Mean, Reduction.Var, Reduction.Max })
        {
            for (var round = 0; round < 60; round++)
            {
                var dims = Views.RandomDims(random);
                var x = Views.Random(random, Views.Narrowed(random, dims), i => MathF.Sin(i));
                var y = Views.Random(random, Views.Narrowed(random, dims), i => MathF.Cos(i));
                var axes = RandomAxes(random, dims.Length);
                var values = new float[new Shape(dims).Size];
                var (u, v) = (Views.Elements(x, dims), Views.Elements(y, dims));
                for (var i = 0; i < values.Length; i++) values[i] = 2 * u[i] + v[i];
                var eager = Reductions.Reduce<float, float>(new NDArray<float>(new HostStorage<float>(values), new Shape(dims)), kind, axes, false, "", "");

                var nest = new LoopNest(Bodies.Axpy, new Shape(dims));
                nest.In(x);
                nest.In(y);
                nest.Scalar(2f);
                var fused = nest.Reduce<float, float>(kind, axes, false);
                Assert.Equal(eager.Shape, fused.Shape);
                Assert.Equal(Views.Elements(eager).Select(BitConverter.SingleToInt32Bits), Views.Elements(fused).Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Fact]
    public void Sums_are_far_more_accurate_than_a_loop()
    {
        var data = new float[1_000_000];
        Array.Fill(data, 0.1f);
        var exact = 0.1f * 1_000_000d;
        var x = new NDArray<float>(new HostStorage<float>(data), [1_000_000]);
        Assert.Equal(exact, Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Sum, default, false, "", ""))[0], exact * 1e-6);
        var tall = new NDArray<float>(x.Storage, [500_000, 2]);
        Assert.All(Views.Elements(Reductions.Reduce<float, float>(tall, Reduction.Sum, 0, false, "", "")), v => Assert.Equal(exact / 2, v, exact * 1e-6));
    }

    [Fact]
    public void A_variance_survives_a_large_mean()
    {
        var data = Enumerable.Range(0, 100_000).Select(i => 1e9 + i % 2).ToArray();
        foreach (var shape in new Shape[] { [100_000], [50_000, 2], [2, 50_000] })
        {
            var x = new NDArray<double>(new HostStorage<double>(data), shape);
            Assert.Equal(0.25, Views.Elements(Reductions.Reduce<double, double>(x, Reduction.Var, default, false, "", ""))[0], 1e-9);
        }
        var small = new NDArray<double>(new HostStorage<double>([1, 2, 3, 4]), [4]);
        Assert.Equal(5 / 3d, Views.Elements(Reductions.Reduce<double, double>(small, Reduction.Var, 0, false, "", "", ddof: 1))[0], 1e-15);
    }

    [Fact]
    public void Nothing_sums_to_zero_and_has_no_maximum()
    {
        var x = new NDArray<float>(new HostStorage<float>([]), [0, 3]);
        Assert.Equal([0f, 0f, 0f], Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Sum, 0, false, "", "")));
        Assert.Equal([1f], Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Prod, default, false, "", "")));
        Assert.True(float.IsNaN(Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Mean, default, false, "", ""))[0]));
        Assert.True(float.IsNaN(Views.Elements(Reductions.Reduce<float, float>(x, Reduction.Var, default, false, "", ""))[0]));
        Assert.Equal(0, Reductions.Reduce<float, float>(x, Reduction.Max, 1, false, "", "").Size);
        var error = Assert.Throws<ShapeException>(() => Reductions.Reduce<float, float>(x, Reduction.Max, 0, false, "Max(x)", "Model.cs:7"));
        Assert.Equal("Max(x): shape (0, 3) has no elements along axis 0, and Max has no value for none. (Model.cs:7)", error.Message);
        error = Assert.Throws<ShapeException>(() => Reductions.Reduce<float, long>(x, Reduction.ArgMin, default, false, "", ""));
        Assert.Equal("ArgMin: shape (0, 3) has no elements, and ArgMin has no value for none.", error.Message);
    }

    [Fact]
    public void A_wrong_axis_is_named()
    {
        var x = new NDArray<float>(new HostStorage<float>(new float[6]), [2, 3]);
        var error = Assert.Throws<ShapeException>(() => Reductions.Reduce<float, float>(x, Reduction.Sum, 2, false, "Sum(x)", ""));
        Assert.Equal("Sum(x): axis 2 is out of range for an array of shape (2, 3).", error.Message);
        error = Assert.Throws<ShapeException>(() => Reductions.Reduce<float, float>(x, Reduction.Sum, Axes.Create([0, -2]), false, "Sum(x)", ""));
        Assert.Equal("Sum(x): axis -2 is given twice, for an array of shape (2, 3).", error.Message);
    }

    private static IEnumerable<(NDArray<T> X, Axes Axes, bool Keep)> Cases<T>(int seed, Func<int, T> value)
    {
        var random = new Random(seed);
        foreach (var dims in Shapes)
        {
            for (var mask = 0; mask <= 1 << dims.Length; mask++)
            {
                var axes = mask == 1 << dims.Length
                    ? default
                    : Axes.Create([.. Enumerable.Range(0, dims.Length).Where(i => (mask >> i & 1) != 0).Select(i => i % 2 == 0 ? i : i - dims.Length)]);
                yield return (Views.Random(random, dims, value), axes, random.Next(2) == 0);
            }
        }
    }

    private static Axes RandomAxes(Random random, int rank) =>
        random.Next(4) == 0 ? default : Axes.Create([.. Enumerable.Range(0, rank).Where(_ => random.Next(2) == 0)]);

    private static void Check<T>(T[] expected, int[] shape, NDArray<T> actual)
    {
        Assert.Equal(shape, actual.Shape.AsSpan().ToArray());
        Assert.Equal(expected, Views.Elements(actual));
    }

    private static void Check<T>(double[] expected, int[] shape, NDArray<T> actual, double tolerance)
    {
        Assert.Equal(shape, actual.Shape.AsSpan().ToArray());
        var elements = Views.Elements(actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], Convert.ToDouble(elements[i], null), Math.Abs(expected[i]) * tolerance);
    }
}
