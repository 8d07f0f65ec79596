using static Kernels.NDArray;

namespace Kernels.Tests.Arrays;

public class ManipulationTests
{
    private static readonly NDArray<int> X = Arange(24).Reshape(2, 3, 4);

    [Fact]
    public void Transpose_permutes_axes()
    {
        Assert.Equal([4, 3, 2], X.T.Shape);
        Assert.Equal([4, 2, 3], X.Transpose(2, 0, 1).Shape);
        Assert.Equal([4, 2, 3], Transpose(X, -1, 0, 1).Shape);
        Assert.Equal((int)X[1, 2, 3], (int)X.Transpose(2, 0, 1)[3, 1, 2]);
        Assert.True(X.T.T.IsContiguous);
    }

    [Fact]
    public void Reshape_is_a_view_where_strides_allow_it()
    {
        Assert.Equal([4, 6], X.Reshape(4, -1).Shape);
        Assert.Same(X.Storage, X.Reshape(-1).Storage);
        var half = X[.., .., (..).By(2)];
        Assert.Same(X.Storage, half.Reshape(6, 2).Storage);
        Assert.Same(X.Storage, half.Reshape(2, 3, 1, 2, 1).Storage);
        Assert.Same(X.Storage, X[.., (..).By(-1)].Reshape(2, 3, 2, 2).Storage);
        Assert.NotSame(X.Storage, X.T.Reshape(24).Storage);
        Assert.Equal(X.T.ToArray(), X.T.Reshape(2, 12).ToArray());
        Assert.Equal([0, 5], Zeros<int>(5, 0).Reshape(0, 5).Shape);
        Assert.Equal([0, 5], Zeros<int>(0).Reshape(-1, 5).Shape);
        Assert.Equal([], Ones<int>(1, 1).Reshape().Shape);
    }

    [Fact]
    public void Reshaping_any_view_keeps_C_order()
    {
        var random = new Random(5);
        int[][] shapes = [[24], [2, 12], [12, 2], [4, 3, 2], [1, 24], [2, 2, 2, 3], [3, 1, 8], [6, 4]];
        for (var i = 0; i < 200; i++)
        {
            var x = Arange(24).Reshape(shapes[random.Next(8)]);
            if (random.Next(2) == 0) x = x.T;
            if (random.Next(2) == 0) x = Flip(x, random.Next(x.Rank));
            var y = x.Reshape(shapes[random.Next(8)]);
            Assert.Equal(x.ToArray(), y.ToArray());
        }
    }

    [Fact]
    public void Axes_come_and_go()
    {
        Assert.Equal([2, 1, 3, 4], ExpandDims(X, 1).Shape);
        Assert.Equal([1, 2, 3, 4, 1], ExpandDims(X, [0, -1]).Shape);
        Assert.Equal([2, 3, 4], Squeeze(ExpandDims(X, [0, -1])).Shape);
        Assert.Equal([1, 2], Squeeze(Ones<int>(1, 2, 1), -1).Shape);
        Assert.Equal([24], X.Ravel().Shape);
        Assert.Equal([3, 4, 2], MoveAxis(X, 0, -1).Shape);
        Assert.Equal([4, 3, 2], SwapAxes(X, 0, 2).Shape);
    }

    [Fact]
    public void Flip_reverses_axes()
    {
        NDArray<int> m = [[1, 2], [3, 4]];
        Assert.Equal([4, 3, 2, 1], Flip(m).ToArray());
        Assert.Equal([2, 1, 4, 3], Flip(m, -1).ToArray());
        Assert.Equal([3, 4, 1, 2], Flip(m, [0]).ToArray());
    }

    [Fact]
    public void BroadcastTo_stretches_without_a_copy()
    {
        NDArray<int> row = [1, 2];
        var m = BroadcastTo(row, 3, 2);
        Assert.Same(row.Storage, m.Storage);
        Assert.Equal([1, 2, 1, 2, 1, 2], m.ToArray());
        Assert.Equal([2, 0], BroadcastTo(Zeros<int>(1, 0), [2, 0]).Shape);
    }

    [Fact]
    public void Concatenate_and_Stack_join_along_any_axis()
    {
        NDArray<int> a = [[1, 2], [3, 4]], b = [[5, 6]];
        Assert.Equal("[[1 2]\n [3 4]\n [5 6]]", Concatenate([a, b]).ToString());
        Assert.Equal("[[1 2 5]\n [3 4 6]]", Concatenate([a, b.T], axis: 1).ToString());
        Assert.Equal([3, 2, 2], Stack([a, a, a]).Shape);
        Assert.Equal("[[1 3]\n [2 4]]", Stack([a[0], a[1]], axis: -1).ToString());
        Assert.Equal([2, 0], Concatenate([Zeros<int>(2, 0), Zeros<int>(2, 0)], 1).Shape);
        Assert.Equal([1, 2], Stack([(NDArray<int>)1, 2]).ToArray());
    }
}
