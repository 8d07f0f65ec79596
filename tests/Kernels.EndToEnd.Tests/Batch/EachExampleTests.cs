namespace Kernels.EndToEnd.Tests.Batch;

/// <summary>Functions of the runtime that know no batches run once for each example.</summary>
public partial class EachExampleTests
{
    [Vmap] public static NDArray<double> Krons(NDArray<double> a, NDArray<double> b) => Kron(a, b) * 2.0;

    [Vmap] public static NDArray<double> Covariances(NDArray<double> x) => Cov(x) + Diag(Sum(x, 1));

    [Vmap(Shared = ["edges"])] public static NDArray<long> Places(NDArray<double> x, NDArray<double> edges) => Searchsorted(Sort(edges), x) + Bincount(x.As<int>(), minLength: 9)[..1];

    [Vmap] public static NDArray<long> OwnVector(NDArray<double> sorted, NDArray<double> x) => Searchsorted(sorted, x);

    [Vmap] public static NDArray<double> Norms(NDArray<double> x) => ExpandDims(Norm(Ravel(x), 3.0), 0);

    [Vmap] public static NDArray<double> OwnShift(NDArray<double> x, int by) => Roll(x, by, 0) + 1.0;

    [Vmap] public static NDArray<double> OwnQuantile(NDArray<double> x, double q) => Quantile(x, q, 0);

    [Vmap] public static NDArray<double> Spectrum(NDArray<double> x) => Abs(Fft.Rfft(x));

    [Vmap] public static NDArray<double> OwnKernel(NDArray<double> x, NDArray<double> k) => Convolve(x, k, ConvolveMode.Same);

    [Jit] public static NDArray<double> Moved(NDArray<double> x, int down) => Roll(x, (down, -1), (0, 1)) - x;

    [Vmap] public static NDArray<double> MovedEach(NDArray<double> x) => Roll(x, (1, 2), (-1, 0));

    [Vmap] public static NDArray<double> Spread(NDArray<double> x) => BroadcastTo(x, [3, x.Shape[0]]) + 1.0;

    [Fact]
    public void Each_example_is_computed_by_itself()
    {
        var (a, b) = (Arrays.Moderate<double>(1, 4, 3, 2), Arrays.Moderate<double>(2, 4, 2, 5));
        Func<NDArray<double>, NDArray<double>, NDArray<double>> krons = Krons, kernel = OwnKernel;
        Check.Bits(Stack([.. Enumerable.Range(0, 4).Select(k => krons(a[k], b[k]))]), KronsBatch(a, b));
        Func<NDArray<double>, NDArray<double>> covariances = Covariances, norms = Norms, spectrum = Spectrum;
        Check.Close(Stack([.. a.Select(covariances)]), CovariancesBatch(a));
        Check.Bits(Stack([.. a.Select(norms)]), NormsBatch(a));
        var (signals, filters) = (Arrays.Moderate<double>(3, 4, 21), Arrays.Moderate<double>(4, 4, 5));
        Check.Bits(Stack([.. Enumerable.Range(0, 4).Select(k => kernel(signals[k], filters[k]))]), OwnKernelBatch(signals, filters));
        Check.Bits(Stack([.. signals.Select(spectrum)]), SpectrumBatch(signals));
        Func<NDArray<double>, NDArray<double>> spread = Spread;
        Check.Bits(Stack([.. signals.Select(spread)]), SpreadBatch(signals));
    }

    [Fact]
    public void What_was_shared_by_all_may_differ()
    {
        var (x, sorted) = (Abs(Arrays.Moderate<double>(5, 3, 6)), Sort(Abs(Arrays.Moderate<double>(6, 3, 9))));
        Func<NDArray<double>, NDArray<double>, NDArray<long>> own = OwnVector, places = Places;
        Check.Bits(Stack([.. Enumerable.Range(0, 3).Select(k => own(sorted[k], x[k]))]), OwnVectorBatch(sorted, x));
        Check.Bits(Stack([.. x.Select(v => places(v, sorted[0]))]), PlacesBatch(x, sorted[0]));
        Func<NDArray<double>, int, NDArray<double>> shift = OwnShift;
        Check.Bits(Stack([shift(x[0], 1), shift(x[1], -2), shift(x[2], 10)]), OwnShiftBatch(x, Create([1, -2, 10])));
        Func<NDArray<double>, double, NDArray<double>> quantile = OwnQuantile;
        Check.Bits(Stack([quantile(x[0], 0.1), quantile(x[1], 0.5), quantile(x[2], 0.9)]), OwnQuantileBatch(x, Create([0.1, 0.5, 0.9])));
    }

    [Fact]
    public void Axes_are_rolled_by_shifts_of_their_own()
    {
        var x = Arrays.Moderate<double>(7, 5, 4);
        Check.Bits(Roll(Roll(x, 2, 0), -1, 1) - x, MovedJit(x, 2));
        Check.Bits(Roll(Roll(x, 3, 0), 3, 0), Roll(x, (3, 3), (0, 0)));
        Assert.Throws<ShapeException>(() => Roll(x, (1, 2), 0));
        var batch = Arrays.Moderate<double>(8, 3, 5, 4);
        Func<NDArray<double>, NDArray<double>> each = MovedEach;
        Check.Bits(Stack([.. batch.Select(each)]), MovedEachBatch(batch));
    }
}
