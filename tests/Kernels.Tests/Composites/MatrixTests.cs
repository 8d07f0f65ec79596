namespace Kernels.Tests.Composites;

public class MatrixTests
{
    private static readonly NDArray<int> s_x = NDArray.Arange(12).Reshape(3, 4) + 1;

    [Fact]
    public void Triangles_keep_one_side_of_a_diagonal()
    {
        foreach (var (rows, columns) in new[] { (3, 4), (4, 3), (1, 1), (5, 5), (0, 3), (3, 0), (37, 70) })
        {
            var x = NDArray.Arange(rows * columns).Reshape(rows, columns) + 1;
            for (var k = -rows - 1; k <= columns + 1; k++)
            {
                var (lower, upper) = (NDArray.Tril(x, k), NDArray.Triu(x, k));
                for (var i = 0; i < rows; i++)
                {
                    for (var j = 0; j < columns; j++)
                    {
                        Assert.Equal(j <= i + k ? (int)x[i, j] : 0, (int)lower[i, j]);
                        Assert.Equal(j >= i + k ? (int)x[i, j] : 0, (int)upper[i, j]);
                    }
                }
            }
        }
        var stack = NDArray.Stack([s_x.T, s_x.T * 2]);
        Assert.Equal(NDArray.Stack([NDArray.Tril(s_x.T), NDArray.Tril(s_x.T * 2)]).ToArray(), NDArray.Tril(stack).ToArray());
        Assert.Equal([true, false, true, true], NDArray.Tril(NDArray.Ones<bool>(2, 2)).ToArray());
        Assert.Contains("Tril", Assert.Throws<ShapeException>(() => NDArray.Tril(NDArray.Zeros<float>(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagonals_are_views()
    {
        Assert.Equal([1, 6, 11], NDArray.Diagonal(s_x).ToArray());
        Assert.Equal([2, 7, 12], s_x.Diagonal(1).ToArray());
        Assert.Equal([9], NDArray.Diagonal(s_x, -2).ToArray());
        Assert.Equal([0], NDArray.Diagonal(s_x, 4).Shape);
        Assert.Equal([0], NDArray.Diagonal(s_x, int.MinValue).Shape);
        Assert.Equal([2, 7, 12], NDArray.Diagonal(s_x.T, -1).ToArray());
        var cube = NDArray.Arange(24).Reshape(2, 3, 4);
        Assert.Equal([2, 3], NDArray.Diagonal(cube, axis1: 1, axis2: -1).Shape);
        Assert.Equal([0, 5, 10, 12, 17, 22], NDArray.Diagonal(cube, axis1: 1, axis2: -1).ToArray());
        Assert.Equal([15, 51], NDArray.Trace(cube, axis1: 1, axis2: 2).ToArray());
        Assert.Equal(18, (int)s_x.Trace());
        Assert.Throws<ShapeException>(() => NDArray.Diagonal(s_x, axis1: 1, axis2: -1));
        Assert.Throws<ShapeException>(() => NDArray.Trace(NDArray.Zeros<float>(3)));
    }

    [Fact]
    public void A_vector_becomes_a_diagonal()
    {
        Assert.Equal([1, 0, 0, 2], NDArray.Diag(NDArray.Create(1, 2)).ToArray());
        Assert.Equal([0, 5, 0, 0], NDArray.Diag(NDArray.Create(5), 1).ToArray());
        Assert.Equal([0, 0, 5, 0], NDArray.Diag(NDArray.Create(5), -1).ToArray());
        Assert.Equal([3, 0, 0, 0, 2, 0, 0, 0, 1], NDArray.Diag(NDArray.Flip(NDArray.Create(1, 2, 3))).ToArray());
        Assert.Equal([1, 6, 11], NDArray.Diag(s_x).ToArray());
        Assert.Equal([0, 0], NDArray.Diag(NDArray.Zeros<int>(0)).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Diag(NDArray.Zeros<int>(2, 2, 2)));
    }

    [Fact]
    public void Products_of_vectors()
    {
        NDArray<int> a = [1, 2, 3], b = [4, 5];
        Assert.Equal([4, 5, 8, 10, 12, 15], NDArray.Outer(a, b).ToArray());
        Assert.Equal([3, 2], NDArray.Outer(a, b).Shape);
        Assert.Equal([4, 6], NDArray.Outer(NDArray.Zeros<int>(2, 2), NDArray.Zeros<int>(3, 2)).Shape);
        Assert.Equal(650, (int)NDArray.VDot(s_x, s_x));
        Assert.Equal([30, 174, 446], NDArray.VecDot(s_x, s_x).ToArray());
        Assert.Equal([30, 70, 110], NDArray.MatVec(s_x, NDArray.Create(1, 2, 3, 4)).ToArray());
        Assert.Throws<ShapeException>(() => NDArray.VDot(a, b));
        Assert.Throws<ShapeException>(() => NDArray.MatVec(s_x, a));
    }

    [Fact]
    public void Differences_and_integrals()
    {
        NDArray<int> x = [[1, 4, 9, 16], [0, 1, 0, 2]];
        Assert.Equal([3, 5, 7, 1, -1, 2], NDArray.Diff(x).ToArray());
        Assert.Equal([2, 2, -2, 3], NDArray.Diff(x, n: 2).ToArray());
        Assert.Equal([-1, -3, -9, -14], NDArray.Diff(x, axis: 0).ToArray());
        Assert.Equal(x.ToArray(), NDArray.Diff(x, n: 0).ToArray());
        Assert.Equal([2, 0], NDArray.Diff(x, n: 4).Shape);
        Assert.Throws<ShapeException>(() => NDArray.Diff(x, axis: 2));
        var y = x.As<double>();
        Assert.Equal([21.5, 2], NDArray.Trapezoid(y).ToArray());
        Assert.Equal([0.25, 1.25, 2.25, 4.5], NDArray.Trapezoid(y, dx: 0.5, axis: 0).ToArray());
        Assert.Equal([3, 4, 6, 7, 1, 0, 0.5, 2], NDArray.Gradient(y).ToArray());
        Assert.Equal([-2, -6, -18, -28, -2, -6, -18, -28], NDArray.Gradient(y, spacing: 0.5, axis: -2).ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => NDArray.Gradient(y[.., ..1]));
    }
}
