namespace Kernels.EndToEnd.Tests.Library;

public partial class ScanTests
{
    [Jit] public static NDArray<float> Drift(NDArray<float> x) => Cumsum(x * 2f - 1f, axis: 0) * 0.5f + x;

    [Jit] public static NDArray<double> Growth(NDArray<double> x) => Exp(Cumprod(1.0 + 0.01 * x)) - 1.0;

    [Jit] public static NDArray<int> Range(NDArray<int> x) => Cummax(x, axis: -1) - x.Cummin(axis: -1) + Cumsum(x, axis: 1);

    [Vmap] public static NDArray<float> Levels(NDArray<float> x) => Cumsum(x, axis: 0) + Sum(Cumsum(x)) + Cummax(x, axis: -1);

    [Fact]
    public void Scans_stand_between_fused_loops()
    {
        Func<NDArray<float>, NDArray<float>> drift = Drift;
        Func<NDArray<double>, NDArray<double>> growth = Growth;
        Func<NDArray<int>, NDArray<int>> range = Range;
        foreach (var (rows, columns) in new[] { (1, 1), (0, 4), (5, 9), (64, 33), (300, 400) })
        {
            var x = Arrays.Moderate<float>(rows, rows, columns);
            Check.Bits(drift(x), DriftJit(x));
            Check.Bits(drift(x.T), DriftJit(x.T));
            Check.Bits(growth(x.As<double>()), GrowthJit(x.As<double>()));
            Check.Bits(range(x.As<int>()), RangeJit(x.As<int>()));
        }
    }

    [Fact]
    public void A_batch_scans_each_example()
    {
        Func<NDArray<float>, NDArray<float>> levels = Levels;
        var x = Arrays.Moderate<float>(3, 6, 7, 5);
        Check.Bits(Stack([.. x.Select(levels)]), LevelsBatch(x));
    }

    [Fact]
    public void An_axis_that_an_example_does_not_have_is_an_error() =>
        Assert.Throws<ShapeException>(() => LevelsBatch(Arrays.Moderate<float>(3, 4)));
}
