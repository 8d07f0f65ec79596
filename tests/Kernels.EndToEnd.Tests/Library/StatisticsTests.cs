namespace Kernels.EndToEnd.Tests.Library;

public partial class StatisticsTests
{
    [Jit] public static NDArray<float> Centred(NDArray<float> x) => (x - Median(x, axis: 0)) / (Quantile(x * 2f, 0.75, axis: 1, keepDims: true) + 10f) + Percentile(x, 10.0);

    [Jit] public static NDArray<double> Whole(NDArray<int> x) => Median(x, axis: -1) * 2.0 + Quantile(x, 0.3) + Average(x.As<double>(), Abs(x).As<double>() + 1.0, axis: 1);

    [Jit] public static NDArray<double> Weighted(NDArray<double> x, NDArray<double> w) => Average(x * 2.0, Exp(w), axis: 1) + Average(x, x * x + 1.0);

    [Jit] public static NDArray<double> Related(NDArray<double> x) => Cov(x * 2.0) - CorrCoef(x) + Inner(x, x) * 0.1;

    [Jit] public static NDArray<float> Repeated(NDArray<float> x, int n) => Tile(x + 1f, 2, n) * 2f + Repeat(Repeat(x, n, axis: 1), 2, axis: 0);

    [Jit] public static NDArray<float> Turned(NDArray<float> x) => Rot90(x * 2f) + Rot90(x, 3) * Rot90(Rot90(x, 2), k: -1);

    [Jit] public static NDArray<double> Tensors(NDArray<double> x, NDArray<double> v) => Cross(x, v * 2.0) + Polyval(v, x) - Sum(Kron(x, v));

    [Jit] public static NDArray<float> Ordered(NDArray<float> x) => TakeAlongAxis(x * 2f, ArgSort(x, axis: 0), axis: 0) + Take(x, Lexsort(x.T), axis: 0);

    [Jit] public static NDArray<int> Distinct(NDArray<int> x) => Unique(x / 2) * 3;

    [Jit]
    public static NDArray<double> Settled(NDArray<double> x)
    {
        var y = x;
        for (var i = 0; i < 100; i++)
        {
            var next = 0.5 * y;
            if (AllClose(next, y, atol: 1e-3)) break;
            y = next;
        }

        return y;
    }

    [Vmap(Shared = ["w"])]
    public static NDArray<float> Example(NDArray<float> x, NDArray<float> w) =>
        Median(x, axis: 0) + Quantile(x, 0.25) + Average(x, w, axis: 0) + Tile(x, 2)[0, ..5] + Repeat(x, 2, axis: 0)[1] + Rot90(x)[.., 0][..1] + Polyval(w, x)[0];

    [Fact]
    public void Statistics_stand_between_fused_loops()
    {
        Func<NDArray<float>, NDArray<float>> centred = Centred;
        Func<NDArray<int>, NDArray<double>> whole = Whole;
        Func<NDArray<double>, NDArray<double>, NDArray<double>> weighted = Weighted;
        Func<NDArray<double>, NDArray<double>> related = Related, settled = Settled;
        foreach (var (rows, columns) in new[] { (2, 2), (5, 9), (64, 33), (300, 4) })
        {
            var x = Arrays.Moderate<double>(1, rows, columns);
            Check.Bits(centred(x.As<float>()), CentredJit(x.As<float>()));
            Check.Close(whole(x.As<int>()), WholeJit(x.As<int>()));
            Check.Close(weighted(x, Arrays.Moderate<double>(2, columns)), WeightedJit(x, Arrays.Moderate<double>(2, columns)));
            Check.Bits(related(x), RelatedJit(x));
            Check.Bits(settled(x), SettledJit(x));
        }
    }

    [Fact]
    public void Arrangements_stand_between_fused_loops()
    {
        Func<NDArray<float>, int, NDArray<float>> repeated = Repeated;
        Func<NDArray<float>, NDArray<float>> turned = Turned, ordered = Ordered;
        Func<NDArray<double>, NDArray<double>, NDArray<double>> tensors = Tensors;
        Func<NDArray<int>, NDArray<int>> distinct = Distinct;
        foreach (var n in (int[])[1, 3, 40])
        {
            var x = Arrays.Moderate<float>(n, n, n);
            Check.Bits(repeated(x, 3), RepeatedJit(x, 3));
            Check.Bits(turned(x), TurnedJit(x));
            Check.Bits(ordered(x), OrderedJit(x));
            Check.Close(tensors(Arrays.Moderate<double>(n, n, 3), Arrays.Moderate<double>(2, 3)), TensorsJit(Arrays.Moderate<double>(n, n, 3), Arrays.Moderate<double>(2, 3)));
            Check.Bits(distinct(x.As<int>()), DistinctJit(x.As<int>()));
        }
    }

    [Fact]
    public void A_batch_takes_each_example()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> example = Example;
        var (x, w) = (Arrays.Moderate<float>(3, 6, 7, 5), Abs(Arrays.Moderate<float>(4, 7)));
        Check.Close(Stack([.. x.Select(e => example(e, w))]), ExampleBatch(x, w));
    }
}
