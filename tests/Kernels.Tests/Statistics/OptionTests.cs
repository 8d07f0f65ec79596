namespace Kernels.Tests.Statistics;

/// <summary>Options of statistics and norms, against values that NumPy 2.4 gives.</summary>
public class OptionTests
{
    private static readonly NDArray<double> s_x = [[3.0, 1, 2, 7], [5, 5, 0, -1]];
    private static readonly NDArray<double> s_gaps = [[1.0, double.NaN, 3, 4], [2, 5, double.NaN, 9]];
    private static readonly NDArray<double> s_data = NDArray.Create(0.5, 1, 2, 3, 9, 10);
    private static readonly NDArray<double> s_weights = NDArray.Create(1.0, 2, 3, 4, 5, 6);

    private static void Close(double[] expected, NDArray<double> actual)
    {
        Assert.Equal(expected.Length, actual.Size);
        foreach (var (e, a) in expected.Zip(actual.ToArray())) Assert.Equal(e, a, 1e-12);
    }

    [Fact]
    public void Several_quantiles()
    {
        Close([-0.3, 2.5], NDArray.Quantile(s_x, [0.1, 0.5]));
        Close([1.75, -0.25, 5.8, 5], NDArray.Percentile(s_x, [25, 90], axis: 1));
        Assert.Equal([2, 1, 4], NDArray.Quantile(s_x, [0.25, 1], axis: 0, keepDims: true).Shape);
        Assert.Equal([2, 1, 1], NDArray.Quantile(s_x, [0.25, 1], keepDims: true).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Quantile(s_x, [0.5, 2]));
        Assert.Throws<ShapeException>(() => NDArray.Quantile(s_x, [[0.5]]));
    }

    [Fact]
    public void Norms_of_an_order()
    {
        Close([8], NDArray.Norm(s_x, ord: 1));
        Close([13], NDArray.Norm(s_x, ord: double.PositiveInfinity));
        Close([2], NDArray.Norm(s_x, ord: -1));
        Close([13, 11], NDArray.Norm(s_x, ord: 1, axis: 1));
        Close([Math.Cbrt(152), Math.Cbrt(126), 2, Math.Cbrt(344)], NDArray.Norm(s_x, ord: 3, axis: 0));
        Close([4, 3], NDArray.Norm(s_x, ord: 0, axis: 1));
        Close([5, 5, 2, 7], NDArray.Norm(s_x, ord: double.PositiveInfinity, axis: 0));
        Close([1, 0], NDArray.Norm(s_x, ord: double.NegativeInfinity, axis: 1));
        Assert.Equal([1, 1], NDArray.Norm(s_x, ord: 1, keepDims: true).Shape);
        Close([Math.Sqrt(63), Math.Sqrt(51)], NDArray.Norm(s_x, 1));            // an axis
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Norm(s_x, ord: 2));
        Assert.Throws<ShapeException>(() => NDArray.Norm(NDArray.Zeros<double>(2, 2, 2), ord: 1));
    }

    [Fact]
    public void Variances_of_samples_without_nan()
    {
        Close([8], NDArray.NanVar(s_gaps, ddof: 1));
        Close([1.5275252316519465, 3.511884584284246], NDArray.NanStd(s_gaps, axis: 1, ddof: 1));
    }

    [Fact]
    public void Geometric_ranges()
    {
        Close([1, 10, 100, 1000], NDArray.Geomspace(1.0, 1000, 4));
        Close([-2, -4, -8, -16], NDArray.Geomspace(-2.0, -32, 4, endpoint: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Geomspace(-1.0, 1));
    }

    [Fact]
    public void Histograms_of_weights_and_densities()
    {
        Close([6, 4, 0, 11], NDArray.Histogram(s_data, 4, weights: s_weights).Sums);
        Close([0.15, 0.35, 0], NDArray.Histogram(s_data, 3, 0, 6, s_weights, density: true).Sums);
        Close([4 / 6.0 / 4.75, 2 / 6.0 / 4.75], NDArray.Histogram(s_data, 2, density: true).Density);
        Assert.Throws<ShapeException>(() => NDArray.Histogram(s_data, 4, s_weights[1..]));
    }

    [Fact]
    public void Masks_of_any_length()
    {
        for (var n = 0; n < 40; n++)
        {
            var x = NDArray.Arange(n);
            var mask = NDArray.Equal(x % 3, 1);
            Assert.Equal(Enumerable.Range(0, n).Where(i => i % 3 == 1), x[mask].ToArray());
        }
    }
}
