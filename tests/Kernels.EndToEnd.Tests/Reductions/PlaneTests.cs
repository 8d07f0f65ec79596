using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Nests over rows of a few elements, which run plane by plane; eager bodies are the reference, bit for bit.</summary>
public partial class PlaneTests
{
    [Jit]
    public static NDArray<float> Distances(NDArray<float> p, NDArray<float> q)
    {
        var d = p[.., NewAxis, ..] - q[NewAxis];
        return Sqrt(Sum(d * d, axis: -1));
    }

    [Jit]
    public static (NDArray<double>, NDArray<double>, NDArray<long>) Spread(NDArray<double> x, NDArray<double> w)
    {
        var y = x * w;
        var mean = Mean(y, axis: -1);
        return (mean * mean, Var(y - mean[.., NewAxis], axis: -1), ArgMax(y, axis: -1));
    }

    [Jit] public static NDArray<float> Norms(NDArray<float> x) => Sqrt(Sum(x * x, axis: [1, 2])) + 1f;

    [Jit] public static NDArray<int> Range(NDArray<int> x) => Max(x * 3, axis: -1) - Min(x * 3, axis: -1);

    [Jit] public static NDArray<float> OfColumns(NDArray<float> x, NDArray<float> y) => Sqrt(Sum(x * y, axis: 0));

    [Fact]
    public void Distances_of_points()
    {
        foreach (var (n, m, d) in new[] { (70, 64, 3), (5, 1000, 2), (3, 997, 3), (2, 5000, 16), (200, 7, 1), (4, 2000, 15), (1, 3, 3), (0, 70, 3), (4, 70, 17) })
        {
            var (p, q) = (Arrays.Moderate<float>(1, n, d), Arrays.Moderate<float>(2, m, d));
            Check.Bits(Distances(p, q), DistancesJit(p, q), $"{n} x {m} points of {d}");
        }
    }

    [Jit] public static NDArray<float> DistancesTo(NDArray<float> p, NDArray<float> q) => Sqrt(Sum(Square(q[NewAxis] - p[.., NewAxis]), axis: -1));

    [Jit] public static NDArray<double> Weighted(NDArray<double> x, NDArray<double> w, double scale) => Mean(x * w * scale, axis: -1) - scale;

    [Jit] public static NDArray<long> Least(NDArray<long> x) => Min(x, axis: -1);

    [Jit] public static NDArray<float> Ratios(NDArray<float> x, NDArray<float> y) => Max(x, axis: -1) / Prod(x - y, axis: -1);

    // Whatever stays the same along a plane, and however many vectors there are: whole turns, turns that overlap, several blocks.
    [Theory, InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Points_of_a_few_coordinates(int d)
    {
        foreach (var n in new[] { 64, 65, 127, 128, 190, 1000, 5003 })
        {
            var what = $"{n} points of {d}";
            var (few, many) = (Arrays.Moderate<float>(13, 3, d), Arrays.Moderate<float>(14, n, d));
            Check.Bits(Distances(few, many), DistancesJit(few, many), what);
            Check.Bits(DistancesTo(few, many), DistancesToJit(few, many), what);
            Check.Bits(Distances(many[..64], many[..64]), DistancesJit(many[..64], many[..64]), what);
            var (x, w) = (Arrays.Moderate<double>(15, n, d), Arrays.Moderate<double>(16, n, d));
            Check.Bits(Weighted(x, w, 1.7), WeightedJit(x, w, 1.7), what);
            Check.Bits(Weighted(x, w[0], 1.7), WeightedJit(x, w[0], 1.7), what);
            Check.Bits(Weighted(x[0], w, 1.7), WeightedJit(x[0], w, 1.7), what);
            Check.Bits(Weighted(x[..1, ..1], w, 1.7), WeightedJit(x[..1, ..1], w, 1.7), what);
            var k = (x * 1e6).As<long>();
            Check.Bits(Least(k), LeastJit(k), what);
            Check.Bits(Ratios(many, Flip(many)), RatiosJit(many, Flip(many)), what);
        }
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Points_that_are_no_numbers_or_far_away(int d)
    {
        float[] odd = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 1e-20f, 1e19f, 1f];
        var q = Create([.. Enumerable.Range(0, 300 * d).Select(i => odd[i * 7 % 11 % odd.Length])]).Reshape(300, d);
        var p = Create([.. Enumerable.Range(0, 10 * d).Select(i => odd[i / d])]).Reshape(10, d);
        Check.Bits(Distances(p, q), DistancesJit(p, q), "");
        Check.Bits(DistancesTo(p, q), DistancesToJit(p, q), "");
    }

    [Fact]
    public void Several_reductions_and_what_goes_on_from_them()
    {
        foreach (var shape in new int[][] { [64, 3], [1000, 5], [129, 16], [63, 4], [3, 70, 6], [100, 1] })
        {
            var x = Arrays.Moderate<double>(3, shape);
            foreach (var w in new[] { Arrays.Moderate<double>(4, shape[^1]), Arrays.Moderate<double>(5, 1), Arrays.Moderate<double>(6, shape) })
            {
                var (eager, fused) = (Spread(x, w), SpreadJit(x, w));
                Check.Bits(eager.Item1, fused.Item1, "");
                Check.Bits(eager.Item2, fused.Item2, "");
                Check.Bits(eager.Item3, fused.Item3, "");
            }
        }
    }

    [Fact]
    public void Several_folded_axes_and_views()
    {
        var x = Arrays.Moderate<float>(7, 300, 3, 2);
        Check.Bits(Norms(x), NormsJit(x), "");
        var turned = Transpose(Arrays.Moderate<float>(8, 2, 3, 300), [2, 1, 0]);
        Check.Bits(Norms(turned), NormsJit(turned), "transposed");
        Check.Bits(Norms(Flip(x)[3..]), NormsJit(Flip(x)[3..]), "backwards");
        var k = (Arrays.Moderate<float>(9, 500, 4) * 50f).As<int>();
        Check.Bits(Range(k), RangeJit(k), "");
    }

    [Fact]
    public void A_reduction_that_a_loop_goes_on_from_is_one_launch()
    {
        var x = Arrays.Moderate<float>(10, 300, 3);
        var before = (KernelCounters.Launches, KernelCounters.BuffersRented);
        _ = DistancesJit(x, x);
        Assert.Equal((before.Launches + 1, before.BuffersRented + 1), (KernelCounters.Launches, KernelCounters.BuffersRented));
    }

    [Fact]
    public void Over_other_axes_its_values_are_still_folded_as_they_come()
    {
        var (x, y) = (Arrays.Moderate<float>(11, 200, 300), Arrays.Moderate<float>(12, 200, 300));
        var before = KernelCounters.BuffersRented;
        var fused = OfColumnsJit(x * x, y * y);
        Assert.Equal(before + 4, KernelCounters.BuffersRented);
        Check.Bits(OfColumns(x * x, y * y), fused, "");
    }
}
