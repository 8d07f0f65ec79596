namespace Kernels.Tests.Creation;

public class LiteralTests
{
    [Fact]
    public void Nested_collection_expressions_have_any_rank()
    {
        NDArray<int> vector = [1, 2, 3];
        NDArray<int> matrix = [[1, 2], [3, 4]];
        NDArray<double> cube = [[[1, 2]], [[3, 4]], [[5, 6]]];
        NDArray<float> scalar = 2;
        NDArray<bool> empty = [];
        Assert.Equal([3], vector.Shape);
        Assert.Equal([2, 2], matrix.Shape);
        Assert.Equal([3, 1, 2], cube.Shape);
        Assert.Equal([], scalar.Shape);
        Assert.Equal([0], empty.Shape);
        Assert.Equal([1, 2, 3, 4], matrix.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], cube.ToArray());
    }

    [Fact]
    public void Literals_may_contain_arrays_and_spreads()
    {
        NDArray<int> row = [1, 2];
        NDArray<int> m = [row, [3, 4], row[(..).By(-1)]];
        NDArray<int> v = [0, .. row, 9];
        Assert.Equal([1, 2, 3, 4, 2, 1], m.ToArray());
        Assert.Equal([0, 1, 2, 9], v.ToArray());
    }

    [Fact]
    public void Create_infers_the_element_type()
    {
        NDArray<int> a = NDArray.Create([10, 20]);
        var b = NDArray.Create(1.5, 2.5);
        var c = NDArray.Create([[1f, 2f], [3f, 4f]]);
        var d = NDArray.Create([[[1L], [2L]]]);
        var e = NDArray.Create(new[,] { { true, false } });
        var f = NDArray.Create([a, a]);
        var g = NDArray.Create(new[, ,] { { { 1, 2 } } });
        Assert.Equal([10, 20], a.ToArray());
        Assert.Equal([1.5, 2.5], b.ToArray());
        Assert.Equal([2, 2], c.Shape);
        Assert.Equal([1, 2, 1], d.Shape);
        Assert.Equal([1, 2], e.Shape);
        Assert.Equal([2, 2], f.Shape);
        Assert.Equal([1, 1, 2], g.Shape);
    }

    [Fact]
    public void Enumerating_gives_the_rows()
    {
        NDArray<int> m = [[1, 2], [3, 4]];
        Assert.Equal(["[1 2]", "[3 4]"], m.Select(row => row.ToString()));
        foreach (var x in m[0]) Assert.Equal(0, x.Rank);
        Assert.Throws<ShapeException>(() => ((NDArray<int>)1).GetEnumerator());
    }
}
