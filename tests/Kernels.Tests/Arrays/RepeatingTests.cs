namespace Kernels.Tests.Arrays;

public class RepeatingTests
{
    private static readonly NDArray<int> s_x = [[1, 2], [3, 4]];

    [Fact]
    public void Tiles()
    {
        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], NDArray.Tile(s_x, 3).ToArray());
        Assert.Equal([2, 6], NDArray.Tile(s_x, 3).Shape);
        Assert.Equal([2, 2, 2], NDArray.Tile(s_x, 2, 1, 1).Shape);
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], NDArray.Tile(s_x, 2, 1, 1).ToArray());
        Assert.Equal([1, 3, 1, 3, 2, 4, 2, 4], NDArray.Tile(s_x.T, 1, 2).ToArray());
        Assert.Equal([0, 2], NDArray.Tile(s_x, 0, 1).Shape);
        Assert.Equal([7, 7], NDArray.Tile((NDArray<int>)7, 2).ToArray());
        Assert.Equal(s_x.ToArray(), NDArray.Tile(s_x).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Tile(s_x, -1));
    }

    [Fact]
    public void Repeats()
    {
        Assert.Equal([1, 2, 1, 2, 3, 4, 3, 4], NDArray.Repeat(s_x, 2, axis: 0).ToArray());
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], NDArray.Repeat(s_x, 2, axis: -1).ToArray());
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], NDArray.Repeat(s_x, 2).ToArray());
        Assert.Equal([8], NDArray.Repeat(s_x, 2).Shape);
        Assert.Equal([2, 0], NDArray.Repeat(s_x, 0, 1).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Repeat(s_x, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Repeat(s_x, -2));
    }

    [Fact]
    public void Quarter_turns()
    {
        Assert.Equal([2, 4, 1, 3], NDArray.Rot90(s_x).ToArray());
        Assert.Equal([4, 3, 2, 1], NDArray.Rot90(s_x, 2).ToArray());
        Assert.Equal([4, 1, 5, 2, 6, 3], NDArray.Rot90(NDArray.Arange(1, 7).Reshape(2, 3), -1).ToArray());
        Assert.Equal(s_x.ToArray(), NDArray.Rot90(s_x, -4).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Rot90(s_x[0]));
    }

    [Fact]
    public void Products()
    {
        Assert.Equal([1, 1, 0, 2, 2, 0, 3, 3, 0, 4, 4, 0], NDArray.Kron(s_x, NDArray.Create(1, 1, 0)).ToArray());
        Assert.Equal([1, 2, 3, 6], NDArray.Kron(NDArray.Create(1, 2), (NDArray<int>)[[1], [3]]).ToArray());
        Assert.Equal([5, 11, 11, 25], NDArray.Inner(s_x, s_x).ToArray());
        Assert.Equal([1, 3], NDArray.Inner(s_x, NDArray.Create(1, 0)).ToArray());
        Assert.Equal([3, 6, 9, 12], NDArray.Inner(s_x, 3).ToArray());
        Assert.Equal(5, (int)NDArray.Inner(s_x[0], s_x[0]));
        Assert.Throws<ShapeException>(() => NDArray.Inner(s_x, NDArray.Create(1, 2, 3)));
        Assert.Equal([-3, 6, -3], NDArray.Cross(NDArray.Create(1, 2, 3), NDArray.Create(4, 5, 6)).ToArray());
        Assert.Equal([0, 0, 0, 3, -6, 3], NDArray.Cross((NDArray<int>)[[1, 2, 3], [4, 5, 6]], NDArray.Create(1, 2, 3)).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Cross(s_x, s_x));
        Assert.Equal([3, 4, 13], NDArray.Polyval(NDArray.Create(2.0, -1, 3), NDArray.Create(0, 1, 2.5)).ToArray());
        Assert.Equal(NDArray.Arange(100).ToArray().Select(v => v * v + 1), NDArray.Polyval(NDArray.Create(1, 0, 1), NDArray.Arange(100)).ToArray());
        Assert.Equal([0f, 0f], NDArray.Polyval(NDArray.Zeros<float>(0), NDArray.Ones<float>(2)).ToArray());
    }

    [Fact]
    public void Orders()
    {
        NDArray<int> keys = [[3, 1, 2, 3], [1, 1, 0, 0]];
        Assert.Equal([2L, 3, 1, 0], NDArray.Lexsort(keys).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.Lexsort(keys[0]));
        Assert.Equal([0, 1, 2, 3], NDArray.Unique(keys).ToArray());
        Assert.Equal([-1, 0, double.NaN], NDArray.Unique(NDArray.Create(double.NaN, 0.0, -1, -0.0, double.NaN)).ToArray());
        Assert.Equal([false], NDArray.Unique(NDArray.Zeros<bool>(3, 3)).ToArray());
        Assert.Equal([0], NDArray.Unique(NDArray.Zeros<int>(2, 0)).Shape);
    }

    [Fact]
    public void Elements_along_an_axis()
    {
        var random = new Random(3);
        var x = NDArray.FromArray([.. Enumerable.Range(0, 60).Select(_ => random.Next(100))], [3, 4, 5]);
        for (var axis = -3; axis < 3; axis++)
        {
            Assert.Equal(NDArray.Sort(x, axis).ToArray(), NDArray.TakeAlongAxis(x, NDArray.ArgSort(x, axis), axis).ToArray());
            var largest = NDArray.ArgMax(x, axis, keepDims: true);
            Assert.Equal(NDArray.Max(x, axis, keepDims: true).ToArray(), NDArray.TakeAlongAxis(x, largest, axis).ToArray());
        }
        Assert.Equal([1, 3], NDArray.TakeAlongAxis(s_x, (NDArray<int>)[[0]], 1).ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => NDArray.TakeAlongAxis(s_x, (NDArray<int>)[[2]], 1));
        Assert.Throws<ShapeException>(() => NDArray.TakeAlongAxis(s_x, NDArray.Create(0), 1));
        Assert.Throws<ShapeException>(() => NDArray.TakeAlongAxis(s_x, (NDArray<int>)[[0], [0], [0]], 1));
    }
}
