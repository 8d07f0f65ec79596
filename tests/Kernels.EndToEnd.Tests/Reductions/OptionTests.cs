namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Options of statistics and norms inside kernels.</summary>
public partial class OptionTests
{
    private static readonly Func<NDArray<double>, double, NDArray<double>> EagerAll = All;

    [Jit]
    public static NDArray<double> All(NDArray<double> x, double order)
    {
        var (sums, edges) = Histogram(x, 7, weights: x * x, density: true);
        var (counts, _) = Histogram(x, 5, density: true);
        return Sum(sums * edges[1..]) + Sum(counts) + Sum(Histogram(x, 3, -1.0, 1.0, x).Sums) + Sum(Quantile(x, [0.05, 0.5, 0.95])) * Norm(x, ord: order) + NanVar(x, ddof: 1)
            + NanStd(Where(x > 0.5, double.NaN, x), ddof: 1) + Sum(Geomspace(1.0, order + 2, 5) * Empty<double>(5)) + Sum(EmptyLike(x)) + Sum(Percentile(x, [10, 20], axis: 0)) + Norm(x, ord: 1, axis: 0);
    }

    [Fact]
    public void Options_are_those_of_the_body()
    {
        foreach (var order in (double[])[1, 2, 3, double.PositiveInfinity]) Check.Close(EagerAll(Arrays.Moderate<double>(3, 200), order), All(Arrays.Moderate<double>(3, 200), order), $"{order}");
    }
}
