namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Loops over columns, x[.., k], one turn after the other: copied together to where each lies by itself, with the same bits as one by one.</summary>
[Collection(nameof(ChainTests))]
public partial class ColumnSweepTests
{
    /// <summary>Tridiagonal systems, one a row, by Thomas's algorithm.</summary>
    [Jit]
    public static NDArray<double> Thomas(NDArray<double> a, NDArray<double> b, NDArray<double> c, NDArray<double> d)
    {
        var cp = ZerosLike(c);
        var dp = ZerosLike(d);
        cp = cp.At[.., 0].Set(c[.., 0] / b[.., 0]);
        dp = dp.At[.., 0].Set(d[.., 0] / b[.., 0]);
        for (var k = 1; k < b.Shape[1]; k++)
        {
            var m = b[.., k] - a[.., k] * cp[.., k - 1];
            cp = cp.At[.., k].Set(c[.., k] / m);
            dp = dp.At[.., k].Set((d[.., k] - a[.., k] * dp[.., k - 1]) / m);
        }

        for (var k = b.Shape[1] - 2; k >= 0; k--) dp = dp.At[.., k].Set(dp[.., k] - cp[.., k] * dp[.., k + 1]);
        return dp;
    }

    /// <summary>Every second column is written, from both sides of it; the divisors are never 0 where there are elements.</summary>
    [Jit]
    public static NDArray<int> Gaps(NDArray<int> x, NDArray<int> divisors)
    {
        for (var k = 1; k < x.Shape[1] - 1; k += 2) x = x.At[.., k].Set((x[.., k - 1] + 3 * x[.., k] + x[.., k + 1]) / divisors[.., k]);
        return x;
    }

    /// <summary>Floats and doubles in one loop, a column that is written before it is read, an array that lies in one piece, a number for all rows.</summary>
    [Jit]
    public static (NDArray<float> Y, NDArray<double> Sum) Mixed(NDArray<float> x, NDArray<double> w, NDArray<double> one, double decay)
    {
        var y = ZerosLike(x);
        var sum = w[.., 0] * 0.5;
        for (var k = 0; k < x.Shape[1]; k++)
        {
            sum = decay * sum + w[.., k] * x[.., k].As<double>() + one;
            y = y.At[.., k].Set(sum.As<float>() * x[.., k]);
        }

        return (y, sum);
    }

    /// <summary>A column depends on another row's element of the one before: nothing can wait.</summary>
    [Jit]
    public static NDArray<double> Slanted(NDArray<double> x)
    {
        for (var k = 1; k < x.Shape[1]; k++) x = x.At[1.., k].Set(x[1.., k] + 0.5 * x[..^1, k - 1]);
        return x;
    }

    /// <summary>The matrix is read across its columns and along its rows.</summary>
    [Jit]
    public static NDArray<double> Crossed(NDArray<double> x)
    {
        for (var k = 1; k < x.Shape[1]; k++) x = x.At[.., k].Set(x[.., k] + 0.5 * x[k, ..] + x[.., k - 1]);
        return x;
    }

    [Jit]
    public static NDArray<float> Cubes(NDArray<float> x, NDArray<float> y)
    {
        for (var k = x.Shape[2] - 2; k >= 0; k--) x = x.At[.., .., k].Set(x[.., .., k] - 0.25f * x[.., .., k + 1] * y[.., .., k]);
        return x;
    }

    [Theory]
    [InlineData(10_000, 30)]
    [InlineData(4099, 17)]
    [InlineData(515, 200)]
    [InlineData(520, 3)]
    [InlineData(7, 9)]
    public void Tridiagonal_systems(int rows, int columns)
    {
        NDArray<double> a = Of(1, rows, columns), b = Of(2, rows, columns) + 9.0, c = Of(3, rows, columns), d = Of(4, rows, columns);
        Func<NDArray<double>, NDArray<double>, NDArray<double>, NDArray<double>, NDArray<double>> eager = Thomas;
        var expected = eager(a, b, c, d);
        Threads.Each(() => Check.Bits(expected, ThomasJit(a, b, c, d)));
        // Columns of wider arrays, and some that begin anywhere.
        NDArray<double> wide = Of(5, rows + 3, columns + 5), part = wide[2..^1, 3..^2];
        Threads.Each(() => Check.Bits(eager(part, b, c, part), ThomasJit(part, b, c, part)));
    }

    [Theory]
    [InlineData(5001, 64)]
    [InlineData(777, 41)]
    public void Columns_between_those_that_are_written_stay(int rows, int columns)
    {
        NDArray<int> x = Arange(rows * columns).Reshape(rows, columns) * 7919 % 1000, divisors = Arange(rows * columns).Reshape(rows, columns) % 5 + 1;
        Func<NDArray<int>, NDArray<int>, NDArray<int>> eager = Gaps;
        var expected = eager(x, divisors);
        Threads.Each(() => Check.Bits(expected, GapsJit(x, divisors)));
    }

    [Fact]
    public void Elements_of_two_sizes()
    {
        NDArray<float> x = Arrays.Moderate<float>(1, 3001 * 50).Reshape(3001, 50);
        NDArray<double> w = Of(2, 3001, 50), one = Create(0.125).Reshape(1);
        Func<NDArray<float>, NDArray<double>, NDArray<double>, double, (NDArray<float> Y, NDArray<double> Sum)> eager = Mixed;
        var expected = eager(x, w, one, 0.9);
        Threads.Each(() =>
        {
            var (y, sum) = MixedJit(x, w, one, 0.9);
            Check.Bits(expected.Y, y);
            Check.Bits(expected.Sum, sum);
        });
    }

    [Fact]
    public void What_needs_other_rows_runs_column_by_column()
    {
        NDArray<double> x = Of(1, 2000, 30), square = Of(2, 700, 700);
        Func<NDArray<double>, NDArray<double>> slanted = Slanted, crossed = Crossed;
        var (first, second) = (slanted(x), crossed(square));
        Threads.Each(() =>
        {
            Check.Bits(first, SlantedJit(x));
            Check.Bits(second, CrossedJit(square));
        });
    }

    [Fact]
    public void Columns_of_cubes()
    {
        NDArray<float> x = Arrays.Moderate<float>(1, 67 * 71 * 40).Reshape(67, 71, 40), y = Arrays.Moderate<float>(2, 67 * 71 * 40).Reshape(67, 71, 40);
        Func<NDArray<float>, NDArray<float>, NDArray<float>> eager = Cubes;
        var expected = eager(x, y);
        Threads.Each(() => Check.Bits(expected, CubesJit(x, y)));
        // In reverse, and turned, columns lie otherwise in memory.
        Threads.Each(() => Check.Bits(eager(x[(..).By(-1)], y), CubesJit(x[(..).By(-1)], y)));
        Threads.Each(() => Check.Bits(eager(x.Reshape(71, 67, 40).Transpose(1, 0, 2), y), CubesJit(x.Reshape(71, 67, 40).Transpose(1, 0, 2), y)));
    }

    private static NDArray<double> Of(int seed, int rows, int columns) => Arrays.Moderate<double>(seed, rows * columns).Reshape(rows, columns);
}
