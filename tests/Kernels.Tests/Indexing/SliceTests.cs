using static Kernels.NDArray;

namespace Kernels.Tests.Indexing;

public class SliceTests
{
    private static readonly NDArray<int> M = Arange(24).Reshape(2, 3, 4);

    [Fact]
    public void An_index_drops_its_axis()
    {
        Assert.Equal([3, 4], M[1].Shape);
        Assert.Equal([20, 21, 22, 23], M[1, 2].ToArray());
        Assert.Equal(23, (int)M[1, 2, 3]);
        Assert.Equal(23, M[^1, ^1, ^1].Item());
        Assert.Equal(0, M[0][0][0].Rank);
    }

    [Fact]
    public void A_range_keeps_its_axis()
    {
        Assert.Equal([1, 3, 4], M[1..].Shape);
        Assert.Equal([12, 16, 20], M[1, .., 0].ToArray());
        Assert.Equal([5, 6], M[0, 1, 1..^1].ToArray());
        Assert.Equal([2, 0, 4], M[.., 1..1].Shape);
    }

    [Fact]
    public void Steps_walk_forwards_and_backwards()
    {
        var v = Arange(10);
        Assert.Equal([0, 3, 6, 9], v[(..).By(3)].ToArray());
        Assert.Equal([1, 3, 5], v[(1..7).By(2)].ToArray());
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], v[(..).By(-1)].ToArray());
        Assert.Equal([6, 4, 2], v[(1..7).By(-2)].ToArray());
        Assert.Equal([9], v[(..).By(int.MinValue)].ToArray());
        Assert.Equal([0], v[(..).By(int.MaxValue)].ToArray());
        Assert.Equal([], v[(3..3).By(-1)].ToArray());
    }

    [Fact]
    public void NewAxis_and_Ellipsis_shape_the_result()
    {
        Assert.Equal([1, 2, 3, 4], M[NewAxis].Shape);
        Assert.Equal([2, 3, 1, 4], M[.., .., NewAxis].Shape);
        Assert.Equal([2, 3], M[Ellipsis, 0].Shape);
        Assert.Equal([2, 3, 4, 1], M[Ellipsis, NewAxis].Shape);
        Assert.Equal([4], M[0, Ellipsis, 1, ..].Shape);
        Assert.Equal([1], ((NDArray<int>)5)[NewAxis].Shape);
        Assert.Equal([1, 5, 9], M[0, .., 1].ToArray());
        Assert.Equal(5, ((NDArray<int>)5)[Ellipsis].Item());
    }

    [Fact]
    public void No_slices_give_the_whole_array() => Assert.True(M[Array.Empty<Slice>()].ArrayEqual(M));

    [Fact]
    public void Views_share_the_buffer()
    {
        Assert.Same(M.Storage, M[1, .., (..).By(-2)].Storage);
        Assert.Same(M.Storage, M[1].T.Reshape(4, 3).Storage);
        Assert.True(M[1].IsContiguous);
        Assert.True(M[1..2, ..].IsContiguous);
        Assert.False(M[.., 1].IsContiguous);
    }

    [Fact]
    public void Slices_print_as_they_are_written()
    {
        Slice[] slices = [3, ^1, 1..^1, (..).By(2), NewAxis, Ellipsis, -2];
        Assert.Equal(["3", "^1", "1..^1", "(0..^0).By(2)", "NewAxis", "Ellipsis", "-2"], slices.Select(s => s.ToString()));
        Assert.Equal((Slice)3, (Slice)(Index)3);
        Assert.NotEqual((Slice)3, (Slice)(3..4));
    }
}
