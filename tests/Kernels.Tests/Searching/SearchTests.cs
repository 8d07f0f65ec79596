using Kernels.Drivers.Searching;

namespace Kernels.Tests.Searching;

public class SearchTests
{
    private const double NaN = double.NaN;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Values_go_where_a_linear_search_finds_them(int n)
    {
        var random = new Random(n);
        var sorted = Enumerable.Range(0, n).Select(_ => random.Next(-n, n + 1)).Order().ToArray();
        foreach (var count in (int[])[0, 1, 7, 8, 9, 300])
        {
            var values = Enumerable.Range(0, count).Select(_ => random.Next(-n - 2, n + 3)).ToArray();
            Check(NDArray.Create<int>(sorted), NDArray.Create<int>(values));
            Check(NDArray.Create<long>([.. sorted.Select(v => v * 3_000_000_000L)]), NDArray.Create<long>([.. values.Select(v => v * 3_000_000_000L)]));
            Check(NDArray.Create<float>([.. sorted.Select(v => v / 3f)]), NDArray.Create<float>([.. values.Select(v => v / 3f)]));
            Check(NDArray.Create<double>([.. sorted.Select(v => v / 3.0)]), NDArray.Create<double>([.. values.Select(v => v / 3.0)]));
        }

        static void Check<T>(NDArray<T> a, NDArray<T> v) where T : System.Numerics.INumber<T>
        {
            T[] table = a.ToArray(), values = v.ToArray();
            Assert.Equal(values.Select(x => (long)table.Count(e => e < x)), NDArray.Searchsorted(a, v).ToArray());
            Assert.Equal(values.Select(x => (long)table.Count(e => e <= x)), NDArray.Searchsorted(a, v, SearchSide.Right).ToArray());
        }
    }

    [Fact]
    public void NaN_is_behind_all_numbers()
    {
        var a = NDArray.Create(1.0, 2, double.PositiveInfinity, NaN, NaN);
        var v = NDArray.Create(NaN, double.PositiveInfinity, 0, 3);
        Assert.Equal([3L, 2, 0, 2], NDArray.Searchsorted(a, v).ToArray());
        Assert.Equal([5L, 3, 0, 2], NDArray.Searchsorted(a, v, SearchSide.Right).ToArray());
        Assert.Equal([0L, 2], NDArray.Searchsorted(NDArray.Create(NaN, NaN), NDArray.Create(1.0, NaN), SearchSide.Right).ToArray());
    }

    [Fact]
    public void Values_have_any_shape_and_layout()
    {
        var a = NDArray.Flip(NDArray.Arange(9, -1, -1))[(..).By(2)];
        NDArray<int> v = [[3, 4, 5], [-1, 9, 8]];
        Assert.Equal([2L, 2, 3, 0, 5, 4], NDArray.Searchsorted(a, v).ToArray());
        Assert.Equal([2L, 0, 2, 5, 3, 4], NDArray.Searchsorted(a, v.T).ToArray());
        Assert.Equal([], NDArray.Searchsorted(a, 3).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Searchsorted(v, a));
        Assert.Equal([2L, 3, 1], NDArray.Searchsorted(NDArray.Arange(100_000), NDArray.Create(2, 3, 1)).ToArray());
    }

    [Fact]
    public void Many_are_found_by_several_threads()
    {
        var random = new Random(1);
        var a = NDArray.Sort(NDArray.Create<float>([.. Enumerable.Range(0, 10_000).Select(_ => random.NextSingle())]));
        var v = NDArray.Create<float>([.. Enumerable.Range(0, 100_003).Select(_ => random.NextSingle())]);
        var one = SearchDriver.Run(a, v, right: false, "test", 1).ToArray();
        Assert.Equal(one, SearchDriver.Run(a, v, right: false, "test", 3).ToArray());
        var sorted = a.ToArray();
        for (var i = 0; i < one.Length; i += 97) Assert.Equal(sorted.Count(e => e < (float)v[i]), one[i]);
    }

    [Fact]
    public void Bins_ascend_or_descend()
    {
        var x = NDArray.Create(0.2, 6.4, 3.0, 1.6, 10, -1, NaN);
        var edges = NDArray.Create(0.0, 1, 2.5, 4, 10);
        Assert.Equal([1L, 4, 3, 2, 5, 0, 5], NDArray.Digitize(x, edges).ToArray());
        Assert.Equal([1L, 4, 3, 2, 4, 0, 5], NDArray.Digitize(x, edges, right: true).ToArray());
        Assert.Equal([4L, 1, 2, 3, 0, 5], NDArray.Digitize(x[..6], NDArray.Flip(edges)).ToArray());
        Assert.Equal([4L, 1, 2, 3, 1, 5], NDArray.Digitize(x[..6], NDArray.Flip(edges), right: true).ToArray());
        Assert.Throws<ArgumentException>(() => NDArray.Digitize(x, NDArray.Create(1.0, 3, 2)));
    }

    [Fact]
    public void Points_are_joined_by_lines()
    {
        var xp = NDArray.Create(1.0, 2, 3);
        var fp = NDArray.Create(3.0, 2, 0);
        Assert.Equal([3, 3, 2.5, 1, 0.56, 0, 0, NaN], NDArray.Interp(NDArray.Create(0.0, 1, 1.5, 2.5, 2.72, 3, 3.14, NaN), xp, fp).ToArray(), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-15);
        Assert.Equal(7f, (float)NDArray.Interp(5f, NDArray.Create(1f), NDArray.Create(7f)));
        Assert.Equal([2, 2], NDArray.Interp(NDArray.Ones<double>(2, 2), xp, fp).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Interp(xp, xp, fp[1..]));
        Assert.Throws<ShapeException>(() => NDArray.Interp(xp, xp[..0], fp[..0]));
    }
}
