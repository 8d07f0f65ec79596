namespace Kernels.EndToEnd.Tests.Library;

public partial class SearchingTests
{
    [Jit]
    public static NDArray<double> Ranks(NDArray<double> a, NDArray<double> v) =>
        (Searchsorted(Sort(a), v * 2.0, SearchSide.Right) - Searchsorted(Sort(a), v)).As<double>() * 0.5;

    [Jit] public static NDArray<double> Curve(NDArray<double> x, NDArray<double> y) => Interp(x * 0.5, Cumsum(Abs(y) + 1.0), y) + Digitize(x, Sort(y)).As<double>();

    [Jit]
    public static (NDArray<long>, NDArray<float>) Shares(NDArray<float> x, int bins)
    {
        var (counts, edges) = Histogram(x * x, bins);
        return (counts * 2L, (edges[1..] + edges[..^1]) * 0.5f);
    }

    [Jit] public static NDArray<long> InRange(NDArray<float> x) => Histogram(x, 7, -1, 1).Counts + 1L;

    [Jit] public static NDArray<double> Weights(NDArray<int> x, NDArray<double> w) => Bincount(Abs(x), w * 2.0, 9) / (Bincount(Abs(x), minLength: 9) + 1L).As<double>();

    [Jit]
    public static NDArray<double> Distance(NDArray<double> x, NDArray<double> y)
    {
        var (u, v) = Meshgrid(x, y);
        var (p, q) = Meshgrid(y, x, GridIndexing.IJ);
        return Sqrt(u * u + v * v) - p * q;
    }

    [Vmap(Shared = ["a"])] public static NDArray<long> Places(NDArray<float> a, NDArray<float> v) => Searchsorted(a, v + 1f) * 2L;

    [Fact]
    public void Searches_stand_between_fused_loops()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> ranks = Ranks, curve = Curve, distance = Distance;
        foreach (var n in (int[])[1, 9, 300])
        {
            var (x, y) = (Arrays.Moderate<double>(1, n), Arrays.Moderate<double>(2, n + 3));
            Check.Bits(ranks(y, x), RanksJit(y, x));
            Check.Bits(curve(x, y), CurveJit(x, y));
            Check.Bits(distance(x, y), DistanceJit(x, y));
        }
    }

    [Fact]
    public void Counts_stand_between_fused_loops()
    {
        Func<NDArray<float>, int, (NDArray<long>, NDArray<float>)> shares = Shares;
        Func<NDArray<float>, NDArray<long>> inRange = InRange;
        Func<NDArray<int>, NDArray<double>, NDArray<double>> weights = Weights;
        foreach (var n in (int[])[1, 9, 3000])
        {
            var x = Arrays.Moderate<float>(1, n, 2);
            var (expected, actual) = (shares(x, 5), SharesJit(x, 5));
            Check.Bits(expected.Item1, actual.Item1);
            Check.Bits(expected.Item2, actual.Item2);
            Check.Bits(inRange(x), InRangeJit(x));
            Check.Bits(weights(Arrays.Moderate<int>(3, n), Arrays.Moderate<double>(4, n)), WeightsJit(Arrays.Moderate<int>(3, n), Arrays.Moderate<double>(4, n)));
        }
    }

    [Fact]
    public void A_batch_searches_one_vector()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<long>> places = Places;
        var (a, v) = (Sort(Arrays.Moderate<float>(1, 40)), Arrays.Moderate<float>(2, 5, 8));
        Check.Bits(Stack([.. v.Select(row => places(a, row))]), PlacesBatch(a, v));
    }
}
