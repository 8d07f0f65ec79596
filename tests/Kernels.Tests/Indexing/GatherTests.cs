namespace Kernels.Tests.Indexing;

/// <summary>Indexing by arrays of indices and by masks, against plain loops.</summary>
public class GatherTests
{
    private static readonly NDArray<int> M = NDArray.Arange(24).Reshape(4, 6);

    [Fact]
    public void Indices_pick_subarrays_of_the_first_axis()
    {
        NDArray<int> i = [3, 0, 3];
        Assert.True(M[i].ArrayEqual(NDArray.Stack([M[3], M[0], M[3]])));
        Assert.True(M.T[i].ArrayEqual(NDArray.Stack([M[.., 3], M[.., 0], M[.., 3]])));
        NDArray<long> grid = [[1, 2], [0, 1]];
        Assert.Equal(new Shape([2, 2, 6]), M[grid].Shape);
        Assert.True(M[grid][1, 0].ArrayEqual(M[0]));
        Assert.Equal(0, M[NDArray.Zeros<int>(0)].Size);
        NDArray<float> v = [1, 2, 3];
        Assert.Equal(new float[] { 3, 3, 1 }, v[NDArray.Create(2, 2, 0)].ToArray());
    }

    [Fact]
    public void Take_goes_along_any_axis_or_over_the_whole()
    {
        NDArray<int> i = [[5, 0], [1, 1]];
        var taken = NDArray.Take(M, i, axis: 1);
        Assert.Equal(new Shape([4, 2, 2]), taken.Shape);
        for (var r = 0; r < 4; r++)
            for (var k = 0; k < 4; k++)
                Assert.Equal((int)M[r, (int)i[k / 2, k % 2]], (int)taken[r, k / 2, k % 2]);
        Assert.True(NDArray.Take(M, i, axis: -1).ArrayEqual(taken));
        Assert.Equal([23, 0], NDArray.Take(M, NDArray.Create(23L, 0L)).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Take(M, i, axis: 2));
    }

    [Fact]
    public void Masks_keep_what_is_true()
    {
        Assert.Equal(M.ToArray().Where(x => x % 3 == 0), M[M % 3 == 0].ToArray());
        NDArray<bool> rows = [true, false, false, true];
        Assert.True(M[rows].ArrayEqual(NDArray.Stack([M[0], M[3]])));
        Assert.True(NDArray.Compress(rows, M, axis: 0).ArrayEqual(M[rows]));
        Assert.True(NDArray.Compress([false, true, false, false, false, true], M, axis: 1).ArrayEqual(NDArray.Stack([M[.., 1], M[.., 5]], axis: 1)));
        var where = NDArray.NonZero(M % 5 == 0);
        Assert.Equal([0L, 0, 1, 2, 3], where[0].ToArray());
        Assert.Equal([0L, 5, 4, 3, 2], where[1].ToArray());
    }

    [Fact]
    public void Errors_name_index_axis_and_shape()
    {
        var error = Assert.Throws<IndexOutOfRangeException>(() => M[NDArray.Create(0, 4)]);
        Assert.Contains("index 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("axis 0 of shape (4, 6)", error.Message, StringComparison.Ordinal);
        Assert.Contains("index -1", Assert.Throws<IndexOutOfRangeException>(() => NDArray.Take(M, NDArray.Create(-1L), axis: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => M[NDArray.Create(true, false)]);
        Assert.Throws<IndexOutOfRangeException>(() => NDArray.Zeros<int>()[NDArray.Create(0, 0)]);
        Assert.Throws<ShapeException>(() => NDArray.Compress([true], M));
    }

    [Fact]
    public void Updates_are_applied_once_for_each_index()
    {
        NDArray<int> i = [1, 3, 1];
        var x = NDArray.Zeros<int>(5);
        Assert.Equal([0, 11, 0, 20, 0], x.At[i].Add([1, 20, 10]).ToArray());
        Assert.Equal([0, 10, 0, 20, 0], x.At[i].Set([1, 20, 10]).ToArray());
        Assert.Equal([1, 8, 1, 2, 1], NDArray.Ones<int>(5).At[i].Multiply([2, 2, 4]).ToArray());
        Assert.Equal([0, 7, 0, 7, 0], x.At[i].Max(7).ToArray());
        Assert.Equal(new int[5], x.ToArray());
        var rows = M.At[NDArray.Create(2L, 2L)].Add(M[0]);
        Assert.True(rows[2].ArrayEqual(M[2] + M[0] * 2));
        Assert.True(M.T.At[M.T > 20].Set(-1).ArrayEqual(NDArray.Where(M.T > 20, -1, M.T)));
        Assert.Throws<ShapeException>(() => x.At[i].Set([1, 2]));
    }

    [Fact]
    public void Pairs_of_indices_pick_from_two_axes()
    {
        NDArray<int> i = [3, 0, 3], j = [5, 1, 0];
        Assert.Equal([23, 1, 18], M[i, j].ToArray());
        Assert.Equal(new Shape([3, 3]), M[i[.., NDArray.NewAxis], j].Shape);
        Assert.Equal([18, 0, 18], M[i, 0].ToArray());
        Assert.Equal(9, (int)M[1, 3]);                                  // numbers are no arrays
        Assert.True(M.Reshape(2, 3, 4)[NDArray.Create(1L), NDArray.Create(2L)].ArrayEqual(M.Reshape(2, 3, 4)[1, 2][NDArray.NewAxis]));
        Assert.Equal([25, 3], M.At[i, j].Add(2)[NDArray.Create(3, 0), NDArray.Create(5, 1)].ToArray());
        Assert.Equal(2 * 10 + 18, (int)M.At[NDArray.Create(3, 3), NDArray.Create(0, 0)].Add(10)[3, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => M[i, j + 1]);
        Assert.Throws<IndexOutOfRangeException>(() => NDArray.Arange(4)[i, j]);
        Assert.Throws<ShapeException>(() => M[i, j[1..]]);
    }

    [Fact]
    public void Axes_and_shapes_as_tuples()
    {
        Axes two = (1, 2), three = (1, 2, -1);
        Assert.Equal([1, 2], two);
        Assert.Equal([1, 2, -1], three);
        Assert.Equal(new Shape([4]), NDArray.Full(4, 1.0).Shape);
        Assert.Equal(new Shape([4, 5]), NDArray.Full((4, 5), 1.0).Shape);
        Assert.Equal(new Shape([4, 5, 6]), NDArray.Zeros<int>((4, 5, 6)).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Full(-1, 1.0));
    }
}
