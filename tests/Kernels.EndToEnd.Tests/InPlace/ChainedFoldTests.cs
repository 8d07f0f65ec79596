namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Folds of large arrays, one or more a turn, go over these together: the same bits as one after the other, on any number of threads.</summary>
[Collection(nameof(ChainTests))]
public partial class ChainedFoldTests
{
    [Jit]
    public static NDArray<double> Rings(NDArray<double> data, NDArray<double> radius, int count)
    {
        var means = Zeros<double>(count);
        for (var i = 0; i < count; i++)
        {
            var ring = ((double)i / count <= radius) & (radius < (i + 1.0) / count);
            means = means.At[i].Set(Sum(Where(ring, data, 0)) / Sum(ring.As<double>()));
        }

        return means;
    }

    /// <summary>The value goes into its place as it is.</summary>
    [Jit]
    public static NDArray<float> Powers(NDArray<float> x, int count)
    {
        var sums = Zeros<float>(count, 2);
        for (var i = 0; i < count; i++)
        {
            sums = sums.At[i, 1].Set(Sum(x * (i + 1)));
            sums = sums.At[i, 0].Set(Max(x - i));
        }

        return sums;
    }

    /// <summary>A fold needs the value of the one before it.</summary>
    [Jit]
    public static NDArray<double> Moments(NDArray<double> x, int count)
    {
        var moments = Zeros<double>(count);
        for (var i = 0; i < count; i++)
        {
            var mean = Mean(x * (i + 1));
            moments = moments.At[i].Set(Mean(Square(x - mean)));
        }

        return moments;
    }

    /// <summary>A fold reads what the turn before stored.</summary>
    [Jit]
    public static NDArray<double> Series(NDArray<double> x, int count)
    {
        var values = Ones<double>(count + 1);
        for (var i = 0; i < count; i++) values = values.At[i + 1].Set(Sum(x * values[i]) / 1000);
        return values;
    }

    /// <summary>Loops by rows between the folds.</summary>
    [Jit]
    public static (NDArray<double> X, NDArray<double> Norms) Norms(NDArray<double> x, NDArray<double> y, int count)
    {
        var norms = Zeros<double>(count);
        for (var i = 0; i < count; i++)
        {
            x = x * 0.5 + y;
            norms = norms.At[i].Set(Sqrt(Sum(x * x)));
        }

        return (x, norms);
    }

    /// <summary>Folds of two lengths, and one that is too small to wait.</summary>
    [Jit]
    public static NDArray<double> Unequal(NDArray<double> x, NDArray<double> y, NDArray<double> z, int count)
    {
        var sums = Zeros<double>(count);
        for (var i = 0; i < count; i++)
        {
            var s = Sum(x * i) - Sum(Abs(y - i));
            sums = sums.At[i].Set(s + Sum(z * i));
        }

        return sums;
    }

    /// <summary>What is stored twice is an array, which is done with at the end of a turn and waits all the same.</summary>
    [Jit]
    public static (NDArray<double> A, NDArray<double> B, NDArray<double> Sums) Rows(NDArray<double> x, NDArray<double> row, int count)
    {
        NDArray<double> a = Zeros<double>(count, row.Shape[0]), b = Zeros<double>(count, row.Shape[0]), sums = Zeros<double>(count);
        for (var i = 0; i < count; i++)
        {
            sums = sums.At[i].Set(Sum(x * i));
            var next = row * (i + 1);
            a = a.At[i].Set(next);
            b = b.At[i].Set(next);
        }

        return (a, b, sums);
    }

    [Jit]
    public static NDArray<double> Fails(NDArray<double> x, int count)
    {
        var sums = Zeros<double>(count);
        for (var i = 0; i < count; i++) sums = sums.At[i + 1].Set(Sum(x * i));
        return sums;
    }

    private static NDArray<double> X(int seed, int size) => Arrays.Moderate<double>(seed, size);

    [Theory]
    [InlineData(100_000, 70)]
    [InlineData(32_768, 33)]
    [InlineData(300_001, 5)]
    [InlineData(50, 10)]
    [InlineData(100_000, 1)]
    public void Several_folds_a_turn(int size, int count)
    {
        NDArray<double> data = X(1, size), radius = Abs(X(2, size));
        Func<NDArray<double>, NDArray<double>, int, NDArray<double>> eager = Rings;
        var expected = eager(data, radius, count);
        Threads.Each(() => Check.Bits(expected, RingsJit(data, radius, count)));
        // Rows with gaps, and backwards.
        Check.Bits(expected, RingsJit(Stack([data, data], axis: 1)[.., 0], radius[(..).By(-1)][(..).By(-1)], count));
    }

    [Fact]
    public void Values_that_are_stored_as_they_are()
    {
        var x = Arrays.Moderate<float>(1, 200_000);
        Func<NDArray<float>, int, NDArray<float>> eager = Powers;
        var expected = eager(x, 50);
        Threads.Each(() => Check.Bits(expected, PowersJit(x, 50)));
    }

    [Fact]
    public void Folds_that_need_each_others_values()
    {
        Func<NDArray<double>, int, NDArray<double>> moments = Moments, series = Series;
        var x = X(1, 100_000);
        var (expected, next) = (moments(x, 40), series(x, 40));
        Threads.Each(() =>
        {
            Check.Bits(expected, MomentsJit(x, 40));
            Check.Bits(next, SeriesJit(x, 40));
        });
    }

    [Fact]
    public void Folds_between_loops_that_chain()
    {
        NDArray<double> x = X(1, 400 * 300).Reshape(400, 300), y = X(2, 400 * 300).Reshape(400, 300);
        Func<NDArray<double>, NDArray<double>, int, (NDArray<double> X, NDArray<double> Norms)> eager = Norms;
        var expected = eager(x, y, 40);
        Threads.Each(() =>
        {
            var (a, norms) = NormsJit(x, y, 40);
            Check.Bits(expected.X, a);
            Check.Bits(expected.Norms, norms);
        });
    }

    [Fact]
    public void Folds_of_several_lengths()
    {
        NDArray<double> x = X(1, 100_000), y = X(2, 250_000), z = X(3, 100);
        Func<NDArray<double>, NDArray<double>, NDArray<double>, int, NDArray<double>> eager = Unequal;
        var expected = eager(x, y, z, 80);
        Threads.Each(() => Check.Bits(expected, UnequalJit(x, y, z, 80)));
    }

    [Fact]
    public void Rows_that_wait_beside_folds()
    {
        NDArray<double> x = X(1, 100_000), row = X(2, 9);
        Func<NDArray<double>, NDArray<double>, int, (NDArray<double> A, NDArray<double> B, NDArray<double> Sums)> eager = Rows;
        var expected = eager(x, row, 50);
        Threads.Each(() =>
        {
            var (a, b, sums) = RowsJit(x, row, 50);
            Check.Bits(expected.A, a);
            Check.Bits(expected.B, b);
            Check.Bits(expected.Sums, sums);
        });
    }

    [Fact]
    public void An_index_behind_the_end_is_the_users_error()
    {
        var x = X(1, 100_000);
        Assert.Throws<IndexOutOfRangeException>(() => FailsJit(x, 5));
    }

    [Fact]
    public void Generated_code_lets_them_wait() => Assert.Contains("chains   its loops", Kernel.Explain(Powers), StringComparison.Ordinal);
}
