namespace Kernels.EndToEnd.Tests.Reductions;

public partial class ReductionTests
{
    [Jit] public static NDArray<float> SumAll(NDArray<float> x) => Sum(x * x + 1f);

    [Jit] public static NDArray<float> SumLast(NDArray<float> x) => Sum(x * x, axis: -1);

    [Jit] public static NDArray<float> SumFirst(NDArray<float> x) => Sum(x * x, axis: 0, keepDims: true);

    [Jit] public static NDArray<double> SumMiddle(NDArray<double> x) => (x + 1.0).Sum(axis: 1) * 2.0;

    [Jit] public static NDArray<double> SumTwo(NDArray<double> x) => Sum(Abs(x), axis: [0, -1]) - 1.0;

    [Jit] public static NDArray<float> MeanLast(NDArray<float> x) => (x + 1f).Mean(axis: -1, keepDims: true) * x;

    [Jit] public static NDArray<float> Statistics(NDArray<float> x) => Mean(x) + Var(x, axis: -1) - Std(x, axis: -1, keepDims: false) * Max(x) + Min(x * 2f, axis: -1);

    [Jit] public static NDArray<double> IntMean(NDArray<int> x) => Mean(x * 2, axis: -1) + Var(x, axis: -1) - Std(x);

    [Jit]
    public static NDArray<float> Softmax(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }

    [Jit]
    public static NDArray<double> LogSumExp(NDArray<double> x)
    {
        var m = Max(x, axis: -1, keepDims: true);
        return Squeeze(m, axis: -1) + Log(Sum(Exp(x - m), axis: -1));
    }

    [Jit]
    public static NDArray<float> LayerNorm(NDArray<float> x, float epsilon)
    {
        var mean = x.Mean(axis: -1, keepDims: true);
        var variance = x.Var(axis: -1, keepDims: true);
        return (x - mean) / Sqrt(variance + epsilon);
    }

    [Jit] public static NDArray<double> Unbiased(NDArray<double> x) => Var(x, axis: -1, ddof: 1, keepDims: true) + Std(x - 1.0, ddof: 1);

    [Jit] public static NDArray<long> Largest(NDArray<float> x) => ArgMax(Abs(x), axis: -1) * 10L + ArgMin(x - 1f, axis: 0, keepDims: true).Max();

    [Jit] public static NDArray<long> LargestOfAll(NDArray<int> x) => ArgMax(x * x) - x.ArgMin();

    [Jit] public static NDArray<int> Ints(NDArray<int> x) => Sum(x * 3, axis: -1) + Prod(x & 3, axis: -1) - Max(x, axis: -1) + Min(-x, axis: -1);

    [Jit] public static NDArray<long> Longs(NDArray<long> x) => Sum(x * 3, axis: -1) + Max(x, axis: -1) - Min(-x, axis: -1);

    [Jit] public static NDArray<byte> Bytes(NDArray<byte> x) => Sum(x * (byte)3, axis: -1) + Max(x, axis: -1) - Min(x + (byte)1, axis: -1);

    [Jit] public static NDArray<bool> AnyAll(NDArray<float> x) => Any(x > 1f, axis: -1) ^ All(x > -2.9f, axis: -1);

    [Jit] public static NDArray<float> Distance(NDArray<float> x, NDArray<float> y) => Sqrt(Sum(Square(x[.., NewAxis, ..] - y[NewAxis]), axis: -1));

    [Jit] public static (NDArray<float> Mean, NDArray<float> Variance) Moments(NDArray<float> x) => (x.Mean(axis: 0), x.Var(axis: 0));

    [Jit] public static float Total(NDArray<float> x) => (float)Sum(x) * 2f;

    [Jit] public static double Norm(NDArray<double> x) => Math.Sqrt(Sum(x * x).Item());

    [Jit] public static NDArray<double> Mse(NDArray<double> w, NDArray<double> x, NDArray<double> y) => Mean(Square(MatMul(x, w) - y));

    [Fact] public void Sums_of_all_elements() => Check.Reduction<float, float>(SumAll, SumAllJit);

    [Fact] public void Sums_along_the_last_axis() => Check.Reduction<float, float>(SumLast, SumLastJit, rank: 1);

    [Fact] public void Sums_along_the_first_axis() => Check.Reduction<float, float>(SumFirst, SumFirstJit, rank: 1);

    [Fact] public void Sums_along_an_axis_in_the_middle() => Check.Reduction<double, double>(SumMiddle, SumMiddleJit, rank: 2);

    [Fact] public void Sums_along_two_axes() => Check.Reduction<double, double>(SumTwo, SumTwoJit, rank: 2);

    [Fact] public void Means_go_back_into_the_chain() => Check.Reduction<float, float>(MeanLast, MeanLastJit, rank: 1);

    [Fact] public void Statistics_combine() => Check.Reduction<float, float>(Statistics, StatisticsJit, rank: 1);

    [Fact] public void Statistics_of_ints_are_doubles() => Check.Reduction<int, double>(IntMean, IntMeanJit, rank: 1);

    [Fact] public void Softmax_of_rows() => Check.Reduction<float, float>(Softmax, SoftmaxJit, rank: 1);

    [Fact] public void LogSumExp_of_rows() => Check.Reduction<double, double>(LogSumExp, LogSumExpJit, rank: 1);

    [Fact]
    public void Layer_normalisation()
    {
        Func<NDArray<float>, float, NDArray<float>> eager = LayerNorm;
        Check.Reduction<float, float>(x => eager(x, 1e-3f), x => LayerNormJit(x, 1e-3f), rank: 1);
    }

    [Fact]
    public void Unbiased_variance()
    {
        Func<NDArray<double>, NDArray<double>> eager = Unbiased;
        Check.Close(eager(Arrays.Moderate<double>(1, 7, 9)), UnbiasedJit(Arrays.Moderate<double>(1, 7, 9)));
    }

    [Fact]
    public void Positions_of_extremes()
    {
        Check.Reduction<float, long>(Largest, LargestJit, rank: 1);
        Check.Reduction<int, long>(LargestOfAll, LargestOfAllJit);
    }

    [Fact]
    public void Integers_of_each_type()
    {
        Check.Reduction<int, int>(Ints, IntsJit, rank: 1);
        Check.Reduction<long, long>(Longs, LongsJit, rank: 1);
        Check.Reduction<byte, byte>(Bytes, BytesJit, rank: 1);
    }

    [Fact]
    public void Any_and_all()
    {
        Func<NDArray<float>, NDArray<bool>> eager = AnyAll;
        foreach (var x in Arrays.NonEmpty<float>(3, rank: 1)) Check.Bits(eager(x), AnyAllJit(x), $"{x.Shape}");
    }

    [Fact]
    public void Pairwise_distances()
    {
        NDArray<float> x = Arrays.Moderate<float>(1, 13, 5), y = Arrays.Moderate<float>(2, 17, 5);
        Func<NDArray<float>, NDArray<float>, NDArray<float>> eager = Distance;
        Check.Close(eager(x, y), DistanceJit(x, y));
    }

    [Fact]
    public void A_tuple_of_reductions()
    {
        var x = Arrays.Moderate<float>(1, 13, 5);
        Func<NDArray<float>, (NDArray<float> Mean, NDArray<float> Variance)> eager = Moments;
        var (mean, variance) = MomentsJit(x);
        Check.Close(eager(x).Mean, mean);
        Check.Close(eager(x).Variance, variance);
    }

    [Fact]
    public void Scalars_come_out()
    {
        var x = Arrays.Moderate<float>(1, 13, 5);
        Func<NDArray<float>, float> total = Total;
        Assert.Equal(total(x), TotalJit(x), 1e-3f);
        Func<NDArray<double>, double> norm = Norm;
        Assert.Equal(norm(x.As<double>()), NormJit(x.As<double>()), 1e-9);
    }

    [Fact]
    public void Sums_of_nothing_are_zero_and_extremes_of_nothing_throw()
    {
        Check.Bits([0f, 0f], SumLastJit(Zeros<float>(2, 0)));
        Check.Bits(Zeros<float>(0), SumLastJit(Zeros<float>(0, 2)));
        Check.Bits(Zeros<float>(0, 4), SoftmaxJit(Zeros<float>(0, 4)));
        Assert.ThrowsAny<Exception>(() => SoftmaxJit(Zeros<float>(4, 0)));
    }

    [Fact]
    public void A_loss_of_a_product()
    {
        NDArray<double> w = Arrays.Moderate<double>(1, 5), x = Arrays.Moderate<double>(2, 9, 5), y = Arrays.Moderate<double>(3, 9);
        Func<NDArray<double>, NDArray<double>, NDArray<double>, NDArray<double>> eager = Mse;
        Check.Close(eager(w, x, y), MseJit(w, x, y));
    }

    [Fact]
    public void An_axis_out_of_range_is_named()
    {
        var error = Assert.ThrowsAny<Exception>(() => SumMiddleJit(Zeros<double>(3)));
        Assert.Contains("axis 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3,)", error.Message, StringComparison.Ordinal);
    }
}
