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
