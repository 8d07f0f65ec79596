namespace Kernels.Tests.Composites;

public class NanReductionTests
{
    private const double NaN = double.NaN;

    private static readonly NDArray<double> s_x = [[1.0, NaN, 3], [NaN, NaN, NaN], [4, -2, 0.5]];

    [Fact]
    public void NaNs_are_left_out()
    {
        Assert.Equal([4, 0, 2.5], NDArray.NanSum(s_x, axis: 1).ToArray());
        Assert.Equal([3, 1, -4], NDArray.NanProd(s_x, axis: 1).ToArray());
        Assert.Equal([3, NaN, 4], NDArray.NanMax(s_x, axis: 1).ToArray());
        Assert.Equal([1, NaN, -2], NDArray.NanMin(s_x, axis: -1).ToArray());
        Assert.Equal([2, NaN, 2.5 / 3], NDArray.NanMean(s_x, axis: 1).ToArray());
        Assert.Equal([1, NaN, 6.055555555555556], NDArray.NanVar(s_x, axis: 1).ToArray(), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-14);
        Assert.Equal(2.0880613017821101, (double)NDArray.NanStd(s_x), 1e-14);
        Assert.Equal(6.5, (double)NDArray.NanSum(s_x));
        Assert.Equal(-2, (double)NDArray.NanMin(s_x));
        Assert.Equal([3, 1], NDArray.NanMean(s_x, axis: 1, keepDims: true).Shape);
        Assert.Equal([3, 1], NDArray.NanStd(s_x, axis: 1, keepDims: true).Shape);
    }

    [Fact]
    public void Views_and_large_arrays()
    {
        var random = new Random(4);
        var values = Enumerable.Range(0, 300_000).Select(i => i % 7 == 3 ? float.NaN : (float)random.NextDouble()).ToArray();
        var x = NDArray.FromArray(values, [1000, 300]);
        var numbers = values.Where(v => !float.IsNaN(v)).ToArray();
        Assert.Equal(numbers.Max(), (float)NDArray.NanMax(x.T));
        Assert.Equal(numbers.Min(), (float)NDArray.NanMin(x));
        Assert.Equal(numbers.Average(v => (double)v), (float)NDArray.NanMean(NDArray.Flip(x)), 1e-5);
        Assert.Equal(numbers.Length, (long)NDArray.CountNonZero(NDArray.LogicalNot(NDArray.IsNaN(x))));
    }

    [Fact]
    public void Of_nothing()
    {
        Assert.Equal(0, (double)NDArray.NanSum(NDArray.Zeros<double>(0)));
        Assert.Equal(NaN, (double)NDArray.NanMean(NDArray.Zeros<double>(0)));
        Assert.Throws<ShapeException>(() => NDArray.NanMax(NDArray.Zeros<double>(0)));
        Assert.Throws<ShapeException>(() => NDArray.NanSum(s_x, axis: 2));
    }

    [Fact]
    public void Spreads_and_counts()
    {
        NDArray<int> x = [[3, 0, -5], [7, 7, 0]];
        Assert.Equal([8, 7], NDArray.Ptp(x, axis: 1).ToArray());
        Assert.Equal(12, (int)x.Ptp());
        Assert.Equal([2L, 2L], NDArray.CountNonZero(x, axis: 1).ToArray());
        Assert.Equal(2L, (long)NDArray.CountNonZero(NDArray.Create(true, false, true)));
        Assert.Equal(1L, (long)NDArray.CountNonZero(NDArray.Create(0.0, -0.0, NaN)));
        Assert.Equal(5f, (float)NDArray.Norm(NDArray.Create(3f, -4f)));
        Assert.Equal([5.0, 0, 13], NDArray.Norm((NDArray<double>)[[3.0, 4], [0, 0], [5, 12]], axis: 1).ToArray());
    }
}
