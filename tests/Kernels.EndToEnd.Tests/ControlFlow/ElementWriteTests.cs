namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Loops that update single elements of arrays: the loop has them at hand, and what it gives is what the body gives.</summary>
public partial class ElementWriteTests
{
    [Jit]
    public static NDArray<int> Histogram(NDArray<int> x, int bins)
    {
        var counts = Zeros<int>(bins);
        for (var i = 0; i < x.Shape[0]; i++) counts = counts.At[(int)x[i]].Add(1);
        return counts;
    }

    /// <summary>Sorting by insertion: reads of an old version before its element is replaced, a loop with two exits.</summary>
    [Jit]
    public static NDArray<double> Sorted(NDArray<double> x)
    {
        for (var i = 1; i < x.Shape[0]; i++)
        {
            var value = (double)x[i];
            var j = i - 1;
            while (j >= 0 && (double)x[j] > value)
            {
                x = x.At[j + 1].Set((double)x[j]);
                j--;
            }

            x = x.At[j + 1].Set(value);
        }

        return x;
    }

    [Jit]
    public static NDArray<int> Reversed(NDArray<int> x)
    {
        for (var i = 0; i < x.Shape[0] / 2; i++)
        {
            var j = x.Shape[0] - 1 - i;
            var (left, right) = ((int)x[i], (int)x[j]);
            x = x.At[i].Set(right);
            x = x.At[j].Set(left);
        }

        return x;
    }

    [Jit]
    public static NDArray<bool> Primes(int n)
    {
        var isPrime = Ones<bool>(n).At[..2].Set(false);
        for (var i = 2; i * i < n; i++)
        {
            if (!(bool)isPrime[i]) continue;
            for (var j = i * i; j < n; j += i) isPrime = isPrime.At[j].Set(false);
        }

        return isPrime;
    }

    /// <summary>Every method of an update, of an array of two axes.</summary>
    [Jit]
    public static NDArray<float> Methods(NDArray<float> x, float by)
    {
        for (var i = 0; i < x.Shape[0]; i++)
        {
            x = x.At[i, 0].Add(by);
            x = x.At[i, 1].Subtract(by);
            x = x.At[i, 2].Multiply(by);
            x = x.At[i, 3].Divide(by);
            x = x.At[i, 4].Min(by);
            x = x.At[i, 5].Max(by);
            if (i % 2 == 1) x = x.At[i, 6].Set(by);
        }

        return x;
    }

    [Jit]
    public static NDArray<double> Relaxed(NDArray<double> x, int sweeps)
    {
        for (var t = 0; t < sweeps; t++)
            for (var i = 1; i < x.Shape[0] - 1; i++)
                for (var j = 1; j < x.Shape[1] - 1; j++)
                    for (var k = 1; k < x.Shape[2] - 1; k++)
                        x = x.At[i, j, k].Set(((double)x[i - 1, j, k] + (double)x[i + 1, j, k] + (double)x[i, j - 1, k] + (double)x[i, j, k + 1]) / 4);
        return x;
    }

    /// <summary>Rows where an array has two axes, elements where it has one.</summary>
    [Jit]
    public static NDArray<int> Numbered(NDArray<int> x, int from)
    {
        for (var i = from; i < x.Shape[0]; i++) x = x.At[i].Add(10 * i);
        return x;
    }

    /// <summary>Two arrays of one loop, one of which is read only; the result of a branch, and of a loop in a loop.</summary>
    [Jit]
    public static (NDArray<int> Evens, NDArray<int> Odds, int Count) Split(NDArray<int> x)
    {
        NDArray<int> evens = Zeros<int>(x.Shape[0]), odds = Zeros<int>(x.Shape[0]);
        var (e, o) = (0, 0);
        for (var i = 0; i < x.Shape[0]; i++)
        {
            var value = (int)x[i];
            if (value % 2 == 0)
            {
                evens = evens.At[e].Set(value);
                e++;
            }
            else
            {
                for (var k = 0; k < 2; k++) odds = odds.At[o].Add(value);
                o++;
            }
        }

        return (evens, odds, e);
    }

    /// <summary>The array goes on to something else in the turn, so it stays an array.</summary>
    [Jit]
    public static (NDArray<double> X, NDArray<double> Sums) WithSums(NDArray<double> x)
    {
        var sums = Zeros<double>(x.Shape[0]);
        for (var i = 1; i < x.Shape[0]; i++)
        {
            x = x.At[i].Set(2.0 * (double)x[i - 1]);
            sums = sums.At[i].Set((double)Sum(x));
        }

        return (x, sums);
    }

    /// <summary>A version of the array outlives the turn that replaces it.</summary>
    [Jit]
    public static (NDArray<int> X, NDArray<int> Before) Last(NDArray<int> x)
    {
        var before = x;
        for (var i = 0; i < x.Shape[0]; i++)
        {
            before = x;
            x = x.At[i].Set(-i);
        }

        return (x, before);
    }

    [Jit]
    public static NDArray<int> Twice(NDArray<int> x, NDArray<int> y)
    {
        for (var i = 0; i < x.Shape[0]; i++) x = x.At[i].Add((int)y[x.Shape[0] - 1 - i]);
        return x;
    }

    [Jit]
    public static NDArray<float> Running([Donate] NDArray<float> x, int until)
    {
        for (var i = 1; i < until; i++) x = x.At[i].Add((float)x[i - 1]);
        return x;
    }

    [Fact]
    public void Elements_are_counted() => Assert.Equal([1, 0, 3, 1], Histogram([2, 0, 2, 3, 2], 4).ToArray());

    [Fact]
    public void An_index_out_of_range_says_what_the_body_says()
    {
        Func<NDArray<int>, int, NDArray<int>> body = Histogram;
        NDArray<int> x = [0, 1, 4];
        Assert.Equal(Assert.Throws<IndexOutOfRangeException>(() => body(x, 4)).Message, Assert.Throws<IndexOutOfRangeException>(() => Histogram(x, 4)).Message);
        x = [-1];
        Assert.Equal(Assert.Throws<IndexOutOfRangeException>(() => body(x, 4)).Message, Assert.Throws<IndexOutOfRangeException>(() => Histogram(x, 4)).Message);
        Func<NDArray<float>, float, NDArray<float>> methods = Methods;
        var narrow = Zeros<float>(2, 6);
        Assert.Equal(Assert.Throws<IndexOutOfRangeException>(() => methods(narrow, 2f)).Message, Assert.Throws<IndexOutOfRangeException>(() => Methods(narrow, 2f)).Message);
        Assert.Equal(new float[12], narrow.ToArray());
        var vector = Zeros<float>(2);
        Assert.Equal(Assert.Throws<IndexOutOfRangeException>(() => methods(vector, 2f)).Message, Assert.Throws<IndexOutOfRangeException>(() => Methods(vector, 2f)).Message);
    }

    [Fact]
    public void What_was_written_is_read_and_the_argument_stays()
    {
        NDArray<double> x = [3, 1, 2, 5, 4, 1];
        Assert.Equal([1, 1, 2, 3, 4, 5], Sorted(x).ToArray());
        Assert.Equal([3, 1, 2, 5, 4, 1], x.ToArray());
        Assert.Equal([1, 2, 3, 4], Sorted(Create([4d, 0, 3, 0, 2, 0, 1, 0])[(..).By(2)]).ToArray());
        Assert.Equal([], Sorted(Zeros<double>(0)).ToArray());
        Assert.Equal([5, 4, 3, 2, 1], Reversed([1, 2, 3, 4, 5]).ToArray());
        Assert.Equal([2, 3, 5, 7, 11, 13, 17, 19], Primes(20).ToArray().Index().Where(p => p.Item).Select(p => p.Index));
    }

    [Fact]
    public void Every_method_of_two_axes()
    {
        Func<NDArray<float>, float, NDArray<float>> body = Methods;
        var x = Arange(1f, 22f).Reshape(3, 7);
        Assert.Equal(body(x, 2.5f).ToArray(), Methods(x, 2.5f).ToArray());
        Assert.Equal(body(x, float.NaN).ToArray(), Methods(x, float.NaN).ToArray());
        Assert.Equal(body(x.T.Reshape(3, 7), -3f).ToArray(), Methods(x.T.Reshape(3, 7), -3f).ToArray());
        // What lies at two indices of three axes.
        var planes = Arange(1f, 43f).Reshape(3, 7, 2);
        Assert.Equal(body(planes, 2.5f).ToArray(), Methods(planes, 2.5f).ToArray());
    }

    [Fact]
    public void Three_axes()
    {
        Func<NDArray<double>, int, NDArray<double>> body = Relaxed;
        var x = Arange(60.0).Reshape(3, 4, 5) * Arange(5.0);
        Assert.Equal(body(x, 3).ToArray(), Relaxed(x, 3).ToArray());
        Assert.Equal(body(x.T, 2).ToArray(), Relaxed(x.T, 2).ToArray());
        Assert.Equal(x.ToArray(), Relaxed(x, 0).ToArray());
        Assert.Equal(body(x.Reshape(3, 4, 5, 1), 1).ToArray(), Relaxed(x.Reshape(3, 4, 5, 1), 1).ToArray());
        var more = Arange(486.0).Reshape(3, 3, 9, 2, 3)[.., .., .., .., 0];
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(more, 1)).Message, Assert.ThrowsAny<Exception>(() => Relaxed(more, 1)).Message);
    }

    [Fact]
    public void Where_an_index_means_a_row()
    {
        Assert.Equal([1, 12, 23], Numbered([1, 2, 3], 0).ToArray());
        Assert.Equal([1, 1, 11, 11, 21, 21], Numbered(Ones<int>(3, 2), 1).ToArray());
        Assert.Equal([], Numbered(Ones<int>(3, 0), 0).ToArray());
        Func<NDArray<int>, int, NDArray<int>> body = Numbered;
        Assert.Equal(Assert.ThrowsAny<Exception>(() => body(Ones<int>(), 0)).Message, Assert.ThrowsAny<Exception>(() => Numbered(Ones<int>(), 0)).Message);
        Assert.Throws<IndexOutOfRangeException>(() => Numbered(Ones<int>(3), -1));
    }

    [Fact]
    public void Branches_and_inner_loops_go_on_with_it()
    {
        var (evens, odds, count) = Split([1, 2, 3, 4, 6]);
        Assert.Equal([2, 4, 6, 0, 0], evens.ToArray());
        Assert.Equal([2, 6, 0, 0, 0], odds.ToArray());
        Assert.Equal(3, count);
    }

    [Fact]
    public void What_else_is_done_with_it_sees_every_turn()
    {
        var (x, sums) = WithSums([1, 0, 0]);
        Assert.Equal([1, 2, 4], x.ToArray());
        Assert.Equal([0, 3, 7], sums.ToArray());
        NDArray<int> given = [7, 8, 9];
        var (last, before) = Last(given);
        Assert.Equal([0, -1, -2], last.ToArray());
        Assert.Equal([0, -1, 9], before.ToArray());
        Assert.Equal([7, 8, 9], given.ToArray());
    }

    [Fact]
    public void The_same_array_twice_and_views_of_it()
    {
        NDArray<int> x = [1, 2, 3];
        Assert.Equal([4, 4, 4], Twice(x, x).ToArray());
        Assert.Equal([1 + 3, 2 + 2], Twice(x[..2], x[1..]).ToArray());
        Assert.Equal([1, 2, 3], x.ToArray());
    }

    [Fact]
    public void Donated_memory_is_written_and_an_error_midway_loses_nothing_else()
    {
        var x = Ones<float>(30_000);
        var y = Ones<float>(30_000);
        var sums = Running(x, 30_000);
        Assert.Equal(30_000f, (float)sums[^1]);
        Assert.Throws<ObjectDisposedException>(() => x.ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => Running(y, 30_001));
        Assert.Equal(3f, (float)Running(Ones<float>(3), 3)[2]);
        // Of a buffer of which the array has only a part, that part is copied.
        Assert.Equal([1, 2, 3], Running(Ones<float>(4)[1..], 3).ToArray());
    }
}
