using Kernels.Drivers.Searching;

namespace Kernels.Tests.Searching;

public class CountTests
{
    [Fact]
    public void Numbers_are_counted()
    {
        Assert.Equal([1L, 3, 1, 0, 0, 1], NDArray.Bincount(NDArray.Create(0, 1, 1, 5, 2, 1)).ToArray());
        Assert.Equal([0L, 1, 0, 0], NDArray.Bincount(NDArray.Create(1L), minLength: 4).ToArray());
        Assert.Equal([0], NDArray.Bincount(NDArray.Zeros<int>(0)).Shape);
        Assert.Equal([3], NDArray.Bincount(NDArray.Zeros<byte>(0), 3).Shape);
        Assert.Equal([0L, 2, 0, 1], NDArray.Bincount(NDArray.Create(1, 9, 1, 9, 3)[(..).By(2)]).ToArray());
        Assert.Equal([0.5, 1.25], NDArray.Bincount(NDArray.Create(1, 0, 1), NDArray.Create(1.0, 0.5, 0.25)).ToArray());
        Assert.Equal([0f, 0, 4, 0], NDArray.Bincount(NDArray.Create(2L, 2), NDArray.Create(1f, 3f), 4).ToArray());
    }

    [Fact]
    public void What_cannot_be_counted_is_an_error()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Bincount(NDArray.Create(1, -1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Bincount(NDArray.Create(long.MaxValue)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Bincount(NDArray.Create(1), -1));
        Assert.Throws<ShapeException>(() => NDArray.Bincount(NDArray.Zeros<int>(2, 2)));
        Assert.Throws<ShapeException>(() => NDArray.Bincount(NDArray.Create(1, 2), NDArray.Create(1.0)));
    }

    [Fact]
    public void Many_are_counted_by_several_threads()
    {
        var random = new Random(5);
        foreach (var bins in (int[])[1, 3, 1000, 5000, 100_000])
        {
            var x = Enumerable.Range(0, 600_001).Select(_ => random.Next(bins)).ToArray();
            var expected = new long[bins];
            foreach (var v in x) expected[v]++;
            foreach (var threads in (int[])[1, 2, 5])
            {
                var counts = new long[bins];
                CountDriver.Run(x, 0, x.Length, counts, default(OwnBin<int>), threads);
                Assert.Equal(expected, counts);
            }
        }
    }

    [Fact]
    public void Histograms_are_those_of_NumPy()
    {
        var x = NDArray.Create(1.0, 2, 1, 4, 2.5, 3, 0);
        var (counts, edges) = NDArray.Histogram(x, 4);
        Assert.Equal([1L, 2, 2, 2], counts.ToArray());
        Assert.Equal([0.0, 1, 2, 3, 4], edges.ToArray());
        (counts, edges) = NDArray.Histogram(x, 2, 1, 3);
        Assert.Equal([2L, 3], counts.ToArray());
        Assert.Equal([1.0, 2, 3], edges.ToArray());
        Assert.Equal([2L, 4], NDArray.HistogramCounts(x, NDArray.Create(1.0, 1.75, 4)).ToArray());
        Assert.Equal([0L, 1], NDArray.HistogramCounts(NDArray.Create(double.NaN, 5), NDArray.Create(1.0, 5, 5)).ToArray());
        var same = NDArray.Histogram(NDArray.Ones<float>(3), 2);
        Assert.Equal([0L, 3], same.Counts.ToArray());
        Assert.Equal([0.5f, 1, 1.5f], same.Edges.ToArray());
        var none = NDArray.Histogram(NDArray.Zeros<float>(0), 2);
        Assert.Equal([0L, 0], none.Counts.ToArray());
        Assert.Equal([0f, 0.5f, 1], none.Edges.ToArray());
    }

    [Fact]
    public void Elements_lie_between_the_edges_that_are_returned()
    {
        var random = new Random(7);
        foreach (var bins in (int[])[1, 2, 3, 10, 77, 1000])
        {
            // On the edges and beside them too.
            var edges = NDArray.Linspace(-0.1f, 0.7f, bins + 1).ToArray();
            float[] x = [.. edges, .. edges.Select(MathF.BitIncrement), .. edges.Select(MathF.BitDecrement), .. Enumerable.Range(0, 100_000).Select(_ => random.NextSingle() * 0.9f - 0.15f)];
            var expected = new long[bins];
            foreach (var v in x)
                for (var k = 0; k < bins; k++)
                    if (v >= edges[k] && (v < edges[k + 1] || (k == bins - 1 && v == edges[bins]))) expected[k]++;
            Assert.Equal(expected, NDArray.Histogram(NDArray.Create<float>(x), bins, -0.1f, 0.7f).Counts.ToArray());
            Assert.Equal(expected, NDArray.HistogramCounts(NDArray.Create<float>(x), NDArray.Create<float>(edges)).ToArray());
        }
    }

    [Fact]
    public void Bins_that_make_no_sense_are_errors()
    {
        var x = NDArray.Create(1.0, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Histogram(x, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Histogram(x, 3, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Histogram(NDArray.Create(1, double.NaN), 3));
        Assert.Throws<ShapeException>(() => NDArray.HistogramCounts(x, NDArray.Create(1.0)));
        Assert.Throws<ArgumentException>(() => NDArray.HistogramCounts(x, NDArray.Create(1.0, 3, 2)));
    }

    [Fact]
    public void Grids_are_views()
    {
        var (x, y) = NDArray.Meshgrid(NDArray.Create(1, 2, 3), NDArray.Create(4, 5));
        Assert.Equal([1, 2, 3, 1, 2, 3], x.ToArray());
        Assert.Equal([4, 4, 4, 5, 5, 5], y.ToArray());
        (x, y) = NDArray.Meshgrid(NDArray.Create(1, 2, 3), NDArray.Create(4, 5), GridIndexing.IJ);
        Assert.Equal([1, 1, 2, 2, 3, 3], x.ToArray());
        Assert.Equal([4, 5, 4, 5, 4, 5], y.ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Meshgrid(x, y));
    }
}
