namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Loops over single elements of arrays.</summary>
public partial class ElementLoopTests
{
    [Jit]
    public static NDArray<double> SparseProduct(NDArray<int> row, NDArray<int> col, NDArray<double> val, NDArray<double> x)
    {
        var y = Zeros<double>(row.Shape[0] - 1);
        for (var i = 0; i < row.Shape[0] - 1; i++)
        {
            var sum = 0.0;
            for (var k = (int)row[i]; k < (int)row[i + 1]; k++) sum += (double)val[k] * (double)x[(int)col[k]];
            y = y.At[i].Set(sum);
        }

        return y;
    }

    /// <summary>What a loop writes it also reads: the table of an edit distance.</summary>
    [Jit]
    public static NDArray<int> Distances(NDArray<int> a, NDArray<int> b)
    {
        var d = Zeros<int>(a.Shape[0] + 1, b.Shape[0] + 1);
        for (var i = 1; i <= a.Shape[0]; i++) d = d.At[i, 0].Set(i);
        for (var j = 1; j <= b.Shape[0]; j++) d = d.At[0, j].Set(j);
        for (var i = 1; i <= a.Shape[0]; i++)
        {
            for (var j = 1; j <= b.Shape[0]; j++)
            {
                var change = (int)a[i - 1] == (int)b[j - 1] ? 0 : 1;
                d = d.At[i, j].Set(Math.Min(Math.Min((int)d[i - 1, j] + 1, (int)d[i, j - 1] + 1), (int)d[i - 1, j - 1] + change));
            }
        }

        return d;
    }

    [Jit]
    public static float Trace(NDArray<float> x)
    {
        var sum = 0f;
        for (var i = 0; i < x.Shape[0]; i++) sum += (float)x[i, i];
        return sum;
    }

    [Jit]
    public static float Walk(NDArray<int> next, NDArray<float> x, int steps)
    {
        var (at, sum) = (0, 0f);
        while (steps-- > 0)
        {
            sum += (float)x[at];
            if ((int)next[at] < 0) break;
            at = (int)next[at];
        }

        return sum + (float)x[0];
    }

    [Jit]
    public static double Cube(NDArray<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Shape[0]; i++)
            for (var j = 0; j < x.Shape[1]; j++) sum += (double)x[i, j, 1];
        return sum;
    }

    [Fact]
    public void A_sparse_product_reads_through_indices()
    {
        NDArray<int> row = [0, 2, 2, 5], col = [0, 3, 1, 2, 3];
        NDArray<double> val = [1, 2, 3, 4, 5], x = [10, 20, 30, 40];
        Assert.Equal([90, 0, 380], SparseProduct(row, col, val, x).ToArray());
        // Other layouts: every other element, backwards.
        Assert.Equal([90, 0, 380], SparseProduct(row, col, NDArray.Create([1d, 0, 2, 0, 3, 0, 4, 0, 5, 0])[(..).By(2)], NDArray.Create([40d, 30, 20, 10])[(..).By(-1)]).ToArray());
    }

    [Fact]
    public void An_index_out_of_range_is_named()
    {
        NDArray<int> row = [0, 1], col = [4];
        NDArray<double> val = [1], x = [1, 2];
        Func<NDArray<int>, NDArray<int>, NDArray<double>, NDArray<double>, NDArray<double>> body = SparseProduct;
        var expected = Assert.Throws<IndexOutOfRangeException>(() => body(row, col, val, x));
        var error = Assert.Throws<IndexOutOfRangeException>(() => SparseProduct(row, col, val, x));
        Assert.Equal(expected.Message, error.Message);
        Assert.Throws<IndexOutOfRangeException>(() => SparseProduct(row, [-1], val, x));
    }

    [Fact]
    public void What_a_loop_has_written_it_reads()
    {
        NDArray<int> a = [1, 2, 3, 4], b = [2, 3, 3, 4, 5];
        var table = Distances(a, b);
        Assert.Equal([5, 6], table.Shape.AsSpan().ToArray());
        Assert.Equal(3, (int)table[4, 5]);
        Assert.Equal([4, 3, 2, 2, 2, 3], table[4].ToArray());
    }

    [Fact]
    public void Two_axes_and_more()
    {
        var x = Arange(12f).Reshape(3, 4);
        Assert.Equal(0f + 5f + 10f, Trace(x));
        Assert.Equal(0f + 5f + 10f, Trace(x.T[..3]));
        Assert.Throws<IndexOutOfRangeException>(() => Trace(Arange(12f).Reshape(4, 3)));
        Assert.Equal(1 + 3 + 5 + 7, Cube(Arange(8.0).Reshape(2, 2, 2)));
    }

    [Fact]
    public void Of_another_rank_it_says_what_the_body_says()
    {
        Func<NDArray<float>, float> body = Trace;
        var row = Arange(3f);
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(row)).Message, Assert.ThrowsAny<Exception>(() => Trace(row)).Message);
        var planes = Arange(8f).Reshape(2, 2, 2);
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(planes)).Message, Assert.ThrowsAny<Exception>(() => Trace(planes)).Message);
        Assert.Equal(0f + 3f, Trace(Arange(4f).Reshape(2, 2, 1)));
        Assert.Equal(0f, Trace(Zeros<float>(0, 3)));
    }

    [Fact]
    public void A_walk_ends()
    {
        NDArray<int> next = [2, -1, 1];
        NDArray<float> x = [1, 10, 100];
        Assert.Equal(112f, Walk(next, x, 9));
        Assert.Equal(102f, Walk(next, x, 2));
        Assert.Equal(1f, Walk(next, x, 0));
    }
}
