namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Elements that loops compute with as arrays of rank 0, without a cast: scalars where the ranks are as they seem, rows where they are not.</summary>
public partial class ElementArrayTests
{
    /// <summary>The most pairs in a sequence: a table whose rank is known.</summary>
    [Jit]
    public static NDArray<int> Pairs(int[] sequence)
    {
        var n = sequence.Length;
        var table = Zeros<int>(n, n);
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                table = table.At[i, j].Max(table[i, j - 1]);
                if (i + 1 < n) table = table.At[i, j].Max(table[i + 1, j]);
                if (i + 1 < j) table = table.At[i, j].Max(table[i + 1, j - 1] + (sequence[i] + sequence[j] == 3 ? 1 : 0));
                for (var k = i + 1; k < j; k++) table = table.At[i, j].Max(table[i, k] + table[k + 1, j]);
            }
        }

        return table;
    }

    /// <summary>Sweeps of Gauss and Seidel; of arrays of three axes, over rows.</summary>
    [Jit]
    public static NDArray<double> Seidel(NDArray<double> x, int sweeps)
    {
        for (var t = 0; t < sweeps; t++)
            for (var i = 1; i < x.Shape[0] - 1; i++)
                for (var j = 1; j < x.Shape[1] - 1; j++)
                    x = x.At[i, j].Set((x[i - 1, j] + x[i, j - 1] + 2.0 * x[i, j] + x[i, j + 1] + x[i + 1, j]) / 6.0);
        return x;
    }

    /// <summary>A triangular system; the sum is carried by the inner loop.</summary>
    [Jit]
    public static NDArray<double> Solved(NDArray<double> l, NDArray<double> b)
    {
        var x = ZerosLike(b);
        for (var i = 0; i < b.Shape[0]; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++) sum = sum - l[i, k] * x[k];
            x = x.At[i].Set(sum / l[i, i]);
        }

        return x;
    }

    /// <summary>Factors without a pivot, in place of the argument.</summary>
    [Jit]
    public static NDArray<double> Factored([Donate] NDArray<double> a)
    {
        for (var k = 0; k < a.Shape[0]; k++)
        {
            for (var i = k + 1; i < a.Shape[0]; i++)
            {
                a = a.At[i, k].Divide(a[k, k]);
                for (var j = k + 1; j < a.Shape[0]; j++) a = a.At[i, j].Subtract(a[i, k] * a[k, j]);
            }
        }

        return a;
    }

    /// <summary>An array of rank 0 that a branch picks, that a loop with two exits carries, and that is a result.</summary>
    [Jit]
    public static (NDArray<float> X, NDArray<float> Peak) Peaks(NDArray<float> x, int n)
    {
        var y = Zeros<float>(n);
        var peak = y[0];
        var i = 0;
        while (i < n && (float)peak < 100f)
        {
            var value = y[i] + 3f * i;
            if (i % 2 == 0) value = -value;
            peak = Maximum(peak, value);
            y = y.At[i].Add(value);
            i++;
        }

        return (x + y, peak);
    }

    [Fact]
    public void A_table_of_known_rank()
    {
        Func<int[], NDArray<int>> body = Pairs;
        int[] sequence = [0, 1, 2, 3, 1, 2, 0, 3, 3, 1, 2, 0];
        Assert.Equal(body(sequence).ToArray(), Pairs(sequence).ToArray());
        Assert.Equal(1, (int)Pairs([0, 1, 2, 3])[0, 3]);
    }

    [Fact]
    public void Elements_where_the_ranks_are_as_they_seem_and_rows_where_they_are_not()
    {
        Func<NDArray<double>, int, NDArray<double>> body = Seidel;
        var x = Sin(Arange(42.0)).Reshape(6, 7);
        Assert.Equal(body(x, 3).ToArray(), Seidel(x, 3).ToArray());
        Assert.Equal(body(x.T, 2).ToArray(), Seidel(x.T, 2).ToArray());
        var planes = Cos(Arange(60.0)).Reshape(3, 4, 5);
        Assert.Equal(body(planes, 2).ToArray(), Seidel(planes, 2).ToArray());
        var row = Arange(4.0);
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(row, 1)).Message, Assert.ThrowsAny<Exception>(() => Seidel(row, 1)).Message);
        Assert.Equal(Sin(Arange(42.0)).ToArray(), x.ToArray());
    }

    [Fact]
    public void A_sum_that_a_loop_carries()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> body = Solved;
        var l = Tril(Sin(Arange(25.0)).Reshape(5, 5)) + 3.0 * Eye<double>(5);
        var b = Cos(Arange(5.0));
        Assert.Equal(body(l, b).ToArray(), Solved(l, b).ToArray());
        // Several right sides are rows.
        var sides = Cos(Arange(10.0)).Reshape(5, 2);
        Assert.Equal(body(l, sides).ToArray(), Solved(l, sides).ToArray());
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(l[..4], b)).Message, Assert.ThrowsAny<Exception>(() => Solved(l[..4], b)).Message);
    }

    [Fact]
    public void A_donated_matrix_is_factored_where_it_lies()
    {
        var a = Sin(Arange(90_000.0)).Reshape(300, 300) + 20.0 * Eye<double>(300);
        var whole = a + 0.0;
        var factors = Factored(a);
        Assert.Throws<ObjectDisposedException>(() => a.ToArray());
        var product = MatMul(Tril(factors, -1) + Eye<double>(300), Triu(factors));
        Assert.True((double)Max(Abs(product - whole)) < 1e-10);
        var planes = Ones<double>(2, 2, 3);
        Func<NDArray<double>, NDArray<double>> body = Factored;
        Assert.Equal(body(planes).ToArray(), Factored(planes + 0.0).ToArray());
    }

    [Fact]
    public void Branches_exits_and_results()
    {
        Func<NDArray<float>, int, (NDArray<float>, NDArray<float>)> body = Peaks;
        var x = Arange(12f);
        foreach (var n in (int[])[1, 5, 12])
        {
            var (expected, top) = body(x[..n], n);
            var (y, peak) = Peaks(x[..n], n);
            Assert.Equal(expected.ToArray(), y.ToArray());
            Assert.Equal(0, peak.Rank);
            Assert.Equal((float)top, (float)peak);
        }
    }
}
