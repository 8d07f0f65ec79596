namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Loops over large arrays, turn after turn, run together by blocks of rows: the same bits as one after the other, on any number of threads.</summary>
[CollectionDefinition(nameof(ChainTests), DisableParallelization = true)]
[Collection(nameof(ChainTests))]
public partial class ChainTests
{
    [Jit]
    public static (NDArray<float> A, NDArray<float> B) Jacobi(NDArray<float> a, NDArray<float> b, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            b = b.At[1..^1, 1..^1].Set(0.2f * (a[1..^1, 1..^1] + a[1..^1, ..^2] + a[1..^1, 2..] + a[2.., 1..^1] + a[..^2, 1..^1]));
            a = a.At[1..^1, 1..^1].Set(0.2f * (b[1..^1, 1..^1] + b[1..^1, ..^2] + b[1..^1, 2..] + b[2.., 1..^1] + b[..^2, 1..^1]));
        }

        return (a, b);
    }

    /// <summary>Far more rows above than below, and three arrays of which one has fewer rows.</summary>
    [Jit]
    public static NDArray<double> Skewed(NDArray<double> a, NDArray<double> b, NDArray<double> c, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            b = b.At[3..].Set(0.5 * (a[..^3] + b[3..]));
            c = c.At[..].Set(b[1..^5] - 0.25 * c);
            a = a.At[2..^4, 1..].Set(c[.., 1..] * 0.125 + b[6.., ..^1]);
        }

        return a + b;
    }

    [Jit]
    public static NDArray<double> Whole(NDArray<double> x, NDArray<double> y, int steps)
    {
        for (var t = 0; t < steps; t++) x = x * 0.5 + y * (t + 1);
        return x;
    }

    [Jit]
    public static NDArray<float> Cubes(NDArray<float> x, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            var lap = x[2.., 1..^1, 1..^1] - 2 * x[1..^1, 1..^1, 1..^1] + x[..^2, 1..^1, 1..^1];
            var y = x.At[1..^1, 1..^1, 1..^1].Set(x[1..^1, 1..^1, 1..^1] + 0.125f * lap);
            x = y;
        }

        return x;
    }

    /// <summary>One level after the other along the last axis, as in a tridiagonal system of every column.</summary>
    [Jit]
    public static NDArray<double> Levels(NDArray<double> x, NDArray<double> w)
    {
        var c = ZerosLike(x);
        var d = ZerosLike(x);
        c = c.At[.., .., 0].Set(x[.., .., 0]);
        for (var k = 1; k < x.Shape[2]; k++)
        {
            var g = 0.25 * (w[1.., .., k] + w[..^1, .., k]);
            var divided = 1 / (1.5 + g - c[.., .., k - 1] * g);
            c = c.At[.., .., k].Set(g * divided);
            d = d.At[.., .., k].Set((x[.., .., k] - d[.., .., k - 1] * g) * divided);
        }

        var data = d[.., .., x.Shape[2] - 1];
        for (var k = x.Shape[2] - 2; k >= 0; k--)
        {
            data = d[.., .., k] - c[.., .., k] * data;
            d = d.At[.., .., k].Set(data);
        }

        return d;
    }

    /// <summary>Each turn needs one row of all others: nothing can follow row by row.</summary>
    [Jit]
    public static NDArray<int> Paths(NDArray<int> path)
    {
        for (var k = 0; k < path.Shape[0]; k++) path = Minimum(path, path[.., k..(k + 1)] + path[k]);
        return path;
    }

    [Jit]
    public static NDArray<float> Turned(NDArray<float> x, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            x = 0.5f * (x + x.T);
            if (t % 3 == 1) x = x.At[1..].Set(x[..^1] * 0.75f);
            else x = x[(..).By(-1)] - 0.25f * x;
        }

        return x;
    }

    [Jit]
    public static NDArray<double> Refined(NDArray<double> x, double tolerance)
    {
        var step = 1.0;
        while (step > tolerance)
        {
            x = x.At[1..^1].Set(x[1..^1] + step * (x[2..] - x[..^2]));
            step *= 0.5;
        }

        return x;
    }

    [Jit]
    public static NDArray<float> Fails(NDArray<float> x, NDArray<float> y, int steps)
    {
        for (var t = 0; t < steps; t++) x = x.At[t..].Set(x[t..] * y[..^3]);
        return x;
    }

    [Jit]
    public static NDArray<double> Given([Donate] NDArray<double> x, NDArray<double> y, int steps)
    {
        for (var t = 0; t < steps; t++) x = x.At[1..^1].Set(x[1..^1] * 0.5 + y[2..] - y[..^2]);
        return x;
    }

    [Theory]
    [InlineData(400, 333, 1)]
    [InlineData(400, 333, 45)]
    [InlineData(3000, 64, 20)]
    [InlineData(17, 9000, 20)]
    [InlineData(40, 50, 20)]
    public void Stencils_follow_each_other(int rows, int columns, int steps)
    {
        NDArray<float> a = Arrays.Moderate<float>(1, rows * columns).Reshape(rows, columns), b = Arrays.Moderate<float>(2, rows * columns).Reshape(rows, columns);
        Func<NDArray<float>, NDArray<float>, int, (NDArray<float> A, NDArray<float> B)> eager = Jacobi;
        var expected = eager(a, b, steps);
        Threads.Each(() =>
        {
            var (x, y) = JacobiJit(a, b, steps);
            Check.Bits(expected.A, x);
            Check.Bits(expected.B, y);
        });
    }

    [Fact]
    public void Rows_may_be_far_apart()
    {
        NDArray<double> a = Arrays.Moderate<double>(1, 500 * 120).Reshape(500, 120), b = Arrays.Moderate<double>(2, 500 * 120).Reshape(500, 120), c = Arrays.Moderate<double>(3, 494 * 120).Reshape(494, 120);
        Func<NDArray<double>, NDArray<double>, NDArray<double>, int, NDArray<double>> eager = Skewed;
        var expected = eager(a, b, c, 30);
        Threads.Each(() => Check.Bits(expected, SkewedJit(a, b, c, 30)));
    }

    [Fact]
    public void Results_in_buffers_of_their_own_take_those_that_are_done_with()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 300 * 500).Reshape(300, 500), y = Arrays.Moderate<double>(2, 300 * 500).Reshape(300, 500);
        Func<NDArray<double>, NDArray<double>, int, NDArray<double>> eager = Whole;
        var expected = eager(x, y, 100);
        Threads.Each(() => Check.Bits(expected, WholeJit(x, y, 100)));
        Check.Bits(expected, WholeJit(x, BroadcastTo(y, 300, 500), 100));
        Assert.True(Counting.Buffers(() => WholeJit(x, y, 100)) < 20);
        // What is read in rows of its own, or as one row for all.
        Check.Bits(eager(x.Reshape(500, 300).T, y[0], 70), WholeJit(x.Reshape(500, 300).T, y[0], 70));
        Check.Bits(eager(x[(..).By(-1)], y[.., 3..4], 70), WholeJit(x[(..).By(-1)], y[.., 3..4], 70));
    }

    [Fact]
    public void Planes_of_cubes()
    {
        var x = Arrays.Moderate<float>(1, 50 * 40 * 60).Reshape(50, 40, 60);
        Func<NDArray<float>, int, NDArray<float>> eager = Cubes;
        var expected = eager(x, 25);
        Threads.Each(() => Check.Bits(expected, CubesJit(x, 25)));
    }

    [Fact]
    public void Levels_of_columns()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 64 * 70 * 40).Reshape(64, 70, 40), w = Arrays.Moderate<double>(2, 65 * 70 * 40).Reshape(65, 70, 40);
        Func<NDArray<double>, NDArray<double>, NDArray<double>> eager = Levels;
        var expected = eager(x, w);
        Threads.Each(() => Check.Bits(expected, LevelsJit(x, w)));
    }

    [Fact]
    public void Updates_of_levels_are_written_where_they_belong()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 64 * 70 * 40).Reshape(64, 70, 40), w = Arrays.Moderate<double>(2, 65 * 70 * 40).Reshape(65, 70, 40);
        // Of each turn two temporaries at most, and those of turns before.
        Assert.True(Counting.Buffers(() => LevelsJit(x, w)) < 60);
    }

    [Fact]
    public void What_needs_all_rows_runs_turn_by_turn()
    {
        NDArray<int> paths = NDArray.Arange(260 * 260).Reshape(260, 260) * 7919 % 1000;
        Func<NDArray<int>, NDArray<int>> eager = Paths;
        var expected = eager(paths);
        Threads.Each(() => Check.Bits(expected, PathsJit(paths)));
    }

    [Fact]
    public void What_is_read_across_rows_runs_turn_by_turn()
    {
        var x = Arrays.Moderate<float>(1, 300 * 300).Reshape(300, 300);
        Func<NDArray<float>, int, NDArray<float>> eager = Turned;
        var expected = eager(x, 11);
        Threads.Each(() => Check.Bits(expected, TurnedJit(x, 11)));
    }

    [Fact]
    public void A_while_over_numbers_chains_too()
    {
        var x = Arrays.Moderate<double>(1, 600 * 100).Reshape(600, 100);
        Func<NDArray<double>, double, NDArray<double>> eager = Refined;
        var expected = eager(x, 1e-6);
        Threads.Each(() => Check.Bits(expected, RefinedJit(x, 1e-6)));
    }

    [Fact]
    public void An_error_in_a_later_turn_is_the_users_error()
    {
        NDArray<float> x = Ones<float>(400, 300), y = Ones<float>(403, 300);
        var error = Assert.Throws<ShapeException>(() => FailsJit(x, y, 5));
        Assert.Contains("x[t..] * y[..^3]", error.Message, StringComparison.Ordinal);
        Check.Bits(Ones<float>(400, 300), x);
    }

    [Fact]
    public void What_was_given_up_is_written()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 500 * 100).Reshape(500, 100), y = Arrays.Moderate<double>(2, 500 * 100).Reshape(500, 100);
        Func<NDArray<double>, NDArray<double>, int, NDArray<double>> eager = Given;
        var expected = eager(InPlaceCopy(x), y, 9);
        Threads.Each(() => Check.Bits(expected, GivenJit(InPlaceCopy(x), y, 9)));
    }

    private static NDArray<double> InPlaceCopy(NDArray<double> x) => x + 0.0;

    [Fact]
    public void Explain_says_so() => Assert.Contains("chains   its loops", Kernel.Explain(Jacobi), StringComparison.Ordinal);
}
