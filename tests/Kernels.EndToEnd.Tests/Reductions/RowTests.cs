using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Loops and reductions of the same axes, which run a block of rows at a time; eager bodies are the reference, bit for bit.</summary>
public partial class RowTests
{
    [Jit]
    public static NDArray<float> Softmax(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }

    [Jit]
    public static NDArray<double> SoftmaxFirst(NDArray<double> x)
    {
        var e = Exp(x - Max(x, axis: 0, keepDims: true));
        return e / Sum(e, axis: 0, keepDims: true);
    }

    [Jit]
    public static NDArray<float> SoftmaxTwoAxes(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: [1, 2], keepDims: true));
        return e / Sum(e, axis: [1, 2], keepDims: true);
    }

    [Jit]
    public static NDArray<float> LogSumExp(NDArray<float> x)
    {
        var m = Max(x, axis: 1, keepDims: true);
        return Log(Sum(Exp(x - m), axis: 1)) + m[.., 0];
    }

    [Jit]
    public static NDArray<float> LogSumExpSqueezed(NDArray<float> x)
    {
        var m = Max(x, axis: 1, keepDims: true);
        return Squeeze(m, axis: 1) + Log(Sum(Exp(x - m), axis: 1));
    }

    [Jit]
    public static NDArray<float> LayerNorm(NDArray<float> x, NDArray<float> gain, NDArray<float> bias, float epsilon)
    {
        var d = x - Mean(x, axis: -1, keepDims: true);
        return d / Sqrt(Mean(d * d, axis: -1, keepDims: true) + epsilon) * gain + bias;
    }

    [Jit]
    public static (NDArray<float> Normal, NDArray<float> Mean, NDArray<float> Scale) Standardized(NDArray<float> x, NDArray<float> y)
    {
        var z = x * y;
        var mean = z.Mean(axis: -1);
        var scale = z.Std(axis: -1, ddof: 1);
        return ((z - mean[.., NewAxis]) / scale[.., NewAxis], mean, scale);
    }

    [Jit]
    public static (NDArray<long>, NDArray<double>, NDArray<int>) Several(NDArray<int> x) => (ArgMax(x, axis: -1), Mean(x, axis: -1), Sum(x * x, axis: -1));

    [Jit] public static NDArray<int> IntegerShare(NDArray<int> x) => (x * 100) / (Sum(Abs(x), axis: -1, keepDims: true) + 1);

    [Jit]
    public static NDArray<float> Outside(NDArray<float> x, NDArray<float> w)
    {
        // The matrix product stands between two reductions that would otherwise share their rows.
        var s = x / Sum(x, axis: -1, keepDims: true);
        var p = MatMul(s, w);
        return x - Max(p, axis: -1, keepDims: true) * Min(x, axis: -1, keepDims: true);
    }

    [Jit]
    public static NDArray<float> InALoop(NDArray<float> x, int steps)
    {
        for (var k = 0; k < steps; k++) x = x / Sum(x * x, axis: -1, keepDims: true) + k;
        return x;
    }

    [Vmap]
    public static NDArray<float> Example(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }

    private static readonly int[][] s_shapes = [[1, 1], [2, 3], [7, 1], [1, 33], [5, 32], [1000, 32], [9, 255], [6, 256], [3, 1000], [2, 5000], [1, 20000], [2, 200_000], [0, 4], [513, 7], [2, 3, 4], [4, 1, 40]];

    [Fact]
    public void Fused_equals_eager()
    {
        foreach (var shape in s_shapes) FusedEqualsEager(shape);
    }

    private static void FusedEqualsEager(int[] shape)
    {
        var x = Arrays.Moderate<float>(1, shape);
        Check.Bits(Softmax(x), SoftmaxJit(x), $"softmax {x.Shape}");
        var n = shape[^1];
        var (gain, bias) = (Arrays.Moderate<float>(2, n), Arrays.Moderate<float>(3, n));
        Check.Bits(LayerNorm(x, gain, bias, 1e-5f), LayerNormJit(x, gain, bias, 1e-5f), "");
        var eager = Standardized(x, gain);
        var fused = StandardizedJit(x, gain);
        Check.Bits(eager.Normal, fused.Normal, "");
        Check.Bits(eager.Mean, fused.Mean, "");
        Check.Bits(eager.Scale, fused.Scale, "");
        Check.Bits(LogSumExpOf(x, LogSumExp), LogSumExpOf(x, LogSumExpJit), "");
        Check.Bits(LogSumExpOf(x, LogSumExpSqueezed), LogSumExpOf(x, LogSumExpSqueezedJit), "");
        var k = (x * 50f).As<int>();
        var (a, b, c) = Several(k);
        var (a2, b2, c2) = SeveralJit(k);
        Check.Bits(a, a2, "");
        Check.Bits(b, b2, "");
        Check.Bits(c, c2, "");
        Check.Bits(IntegerShare(k), IntegerShareJit(k), "");
    }

    // Axis 1 is the last one of a matrix only.
    private static NDArray<float> LogSumExpOf(NDArray<float> x, Func<NDArray<float>, NDArray<float>> f) => f(x.Rank == 2 ? x : Reshape(x, -1, x.Shape[^1]));

    [Fact]
    public void Other_axes_run_array_by_array()
    {
        var x = Arrays.Moderate<double>(4, 30, 20);
        Check.Bits(SoftmaxFirst(x), SoftmaxFirstJit(x), "");
        var y = Arrays.Moderate<float>(5, 4, 5, 6);
        Check.Bits(SoftmaxTwoAxes(y), SoftmaxTwoAxesJit(y), "");
        Check.Bits(LogSumExpSqueezed(y), LogSumExpSqueezedJit(y), "");
    }

    [Fact]
    public void Views_and_operands_that_enlarge_the_shape()
    {
        var x = Arrays.Moderate<float>(6, 40, 30);
        Check.Bits(Softmax(x.T), SoftmaxJit(x.T), "");
        Check.Bits(Softmax(x[5.., 3..^2]), SoftmaxJit(x[5.., 3..^2]), "");
        Check.Bits(Softmax(Flip(x)), SoftmaxJit(Flip(x)), "");
        Check.Bits(Softmax(BroadcastTo(x[0], [8, 30])), SoftmaxJit(BroadcastTo(x[0], [8, 30])), "");
        var gain = Arrays.Moderate<float>(7, 3, 1, 30);
        Check.Bits(LayerNorm(x, gain, gain, 0.1f), LayerNormJit(x, gain, gain, 0.1f), "");
        Check.Bits(LayerNorm(x, Full<float>([], 2f), Full<float>([], 1f), 0.1f), LayerNormJit(x, Full<float>([], 2f), Full<float>([], 1f), 0.1f), "");
        Check.Bits(Outside(x, Arrays.Moderate<float>(8, 30, 5)), OutsideJit(x, Arrays.Moderate<float>(8, 30, 5)), "");
        Check.Bits(InALoop(x, 3), InALoopJit(x, 3), "");
        Check.Bits(Softmax(x), ExampleBatch(x), "");
    }

    [Fact]
    public void A_block_keeps_its_temporaries_in_cache()
    {
        var x = Arrays.Moderate<float>(9, 300, 100);
        var before = (KernelCounters.Launches, KernelCounters.BuffersRented);
        _ = SoftmaxJit(x);
        Assert.Equal((before.Launches + 1, before.BuffersRented + 1), (KernelCounters.Launches, KernelCounters.BuffersRented));
    }

    [Fact]
    public void Errors_are_those_of_the_eager_body()
    {
        Assert.Contains("axis 1", Assert.Throws<ShapeException>(() => LogSumExpJit(Zeros<float>(3))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => SoftmaxJit(Zeros<float>(3, 0)));
        Assert.Throws<ShapeException>(() => LayerNormJit(Zeros<float>(3, 4), Zeros<float>(5), Zeros<float>(4), 0f));
    }
}
