namespace Kernels.Tests.Statistics;

/// <summary>Against values that NumPy 2.4 gives.</summary>
public class OrderStatisticTests
{
    private static readonly NDArray<double> s_x = [[3.0, 1, 2, 7], [5, 5, 0, -1]];

    [Fact]
    public void Medians()
    {
        Assert.Equal(2.5, (double)NDArray.Median(s_x));
        Assert.Equal([4, 3, 1, 3], NDArray.Median(s_x, axis: 0).ToArray());
        Assert.Equal([2.5, 2.5], NDArray.Median(s_x, axis: -1).ToArray());
        Assert.Equal(2f, (float)NDArray.Median(NDArray.Create(5f, 1f, 2f)));
        Assert.Equal(1.5, (double)NDArray.Median(NDArray.Create(1, 2)));
        Assert.Equal(7, (double)NDArray.Median(NDArray.Create((byte)7)));
        Assert.Equal([1, 1], NDArray.Median(s_x, keepDims: true).Shape);
        Assert.Equal([2, 1], NDArray.Median(s_x, axis: 1, keepDims: true).Shape);
    }

    [Fact]
    public void Quantiles_lie_on_lines_between_elements()
    {
        Assert.Equal(1.1, (double)NDArray.Quantile(s_x, 0.3), 1e-15);
        Assert.Equal([1.9, -0.1], NDArray.Quantile(s_x, 0.3, axis: 1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([4.6, 4.2, 1.6, 5.4], NDArray.Percentile(s_x, 80, axis: 0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(-1, (double)NDArray.Quantile(s_x, 0));
        Assert.Equal(7, (double)NDArray.Percentile(s_x, 100));
        Assert.Equal(double.PositiveInfinity, (double)NDArray.Quantile(NDArray.Create(1, double.PositiveInfinity, double.PositiveInfinity), 0.75));
        Assert.Equal(2.5, (double)NDArray.Percentile(NDArray.Create(1L, 2, 3, 4), 50));
    }

    [Fact]
    public void NaN_wins()
    {
        var x = s_x.At[0, 1].Set(double.NaN);
        Assert.Equal([4, double.NaN, 1, 3], NDArray.Median(x, axis: 0).ToArray());
        Assert.Equal(double.NaN, (double)NDArray.Quantile(x, 0.1));
    }

    [Fact]
    public void What_cannot_be_chosen_is_an_error()
    {
        Assert.Throws<ShapeException>(() => NDArray.Median(NDArray.Zeros<float>(0)));
        Assert.Throws<ShapeException>(() => NDArray.Median(NDArray.Zeros<float>(3, 0), axis: 1));
        Assert.Equal([0], NDArray.Median(NDArray.Zeros<float>(3, 0), axis: 0).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Quantile(s_x, 0.5, axis: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Quantile(s_x, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Percentile(s_x, double.NaN));
    }

    [Fact]
    public void Weighted_means()
    {
        Assert.Equal([4.5, 4, 0.5, 1], NDArray.Average(s_x, NDArray.Create(1.0, 3), axis: 0).ToArray());
        Assert.Equal([3.9, 1.1], NDArray.Average(s_x, NDArray.Create(1.0, 2, 3, 4), axis: 1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(112 / 24.0, (double)NDArray.Average(s_x, NDArray.Abs(s_x)), 1e-14);
        Assert.Equal([2, 1], NDArray.Average(s_x, s_x, axis: 1, keepDims: true).Shape);
        // A vector belongs to the axis that is named, in a square matrix too.
        NDArray<double> square = [[1.0, 2], [3, 4]];
        Assert.Equal([2.5, 3.5], NDArray.Average(square, NDArray.Create(1.0, 3), axis: 0).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Average(s_x, NDArray.Create(1.0, 3)));
        Assert.Throws<ShapeException>(() => NDArray.Average(s_x, NDArray.Create(1.0, 3), axis: 1));
    }

    [Fact]
    public void Covariances_and_correlations()
    {
        Assert.Equal([6.916666666666667, -5.416666666666667, -5.416666666666667, 10.25], NDArray.Cov(s_x).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(6.916666666666667, (double)NDArray.Cov(s_x[0]), 1e-14);
        Assert.Equal([1, 2, -1, -4], NDArray.Cov(s_x, rowVar: false, ddof: 0)[0].ToArray());
        Assert.Equal([1, -0.6433121513288935, -0.6433121513288935, 1], NDArray.CorrCoef(s_x).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(1, (double)NDArray.CorrCoef(s_x[1]));
        Assert.Throws<ShapeException>(() => NDArray.Cov(NDArray.Zeros<double>(2, 2, 2)));
    }
}
