using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Rows that one body runs from end to end, folds in registers; eager bodies, which fold stored arrays, are the reference, bit for bit.</summary>
[Collection(nameof(FoldThreadTests))]
public partial class WholeRowTests
{
    [Jit]
    public static NDArray<float> LayerNorm(NDArray<float> x, NDArray<float> gain, NDArray<float> bias)
    {
        var d = x - Mean(x, axis: -1, keepDims: true);
        return d / Sqrt(Mean(d * d, axis: -1, keepDims: true) + 1e-5f) * gain + bias;
    }

    [Jit]
    public static (NDArray<double> Scaled, NDArray<double> E, NDArray<double> Total, NDArray<double> Largest) Parts(NDArray<double> x, NDArray<double> w, double by)
    {
        var largest = Max(x, axis: -1, keepDims: true);
        var e = Exp((x - largest) * by);
        var total = Sum(e * w, axis: -1, keepDims: true);
        var product = Prod(x * 0.5 + 1.0, axis: -1, keepDims: true);
        return (e / (total + product), e, total, largest);
    }

    [Jit] public static NDArray<int> Integers(NDArray<int> x) => x * 3 - Sum(x, axis: -1, keepDims: true) + Max(x + 1, axis: -1, keepDims: true) * Min(-x, axis: -1, keepDims: true);

    [Jit]
    public static NDArray<float> LogSumExp(NDArray<float> x)
    {
        var m = Max(x, axis: -1, keepDims: true);
        return Log(Sum(Exp(x - m), axis: -1)) + m[.., 0];
    }

    [Jit] public static NDArray<float> Extremes(NDArray<float> x) => Where(x > 0f, x, -x) - (Max(x, axis: -1, keepDims: true) - Min(x, axis: -1, keepDims: true));

    [Jit] public static NDArray<float> Norms(NDArray<float> x, NDArray<float> y) => Sqrt(Sum((x - y) * (x - y), axis: -1)) + Max(x, axis: -1) / Mean(Abs(y), axis: -1);

    [Jit] public static NDArray<float> Shares(NDArray<float> x) => x / Sum(x, axis: -1, keepDims: true);

    [Jit] public static NDArray<double> Shares(NDArray<double> x) => x / Sum(x, axis: -1, keepDims: true) - x / Max(x, axis: -1, keepDims: true);

    [Jit] public static NDArray<double> Distances(NDArray<double> x, NDArray<double> y, double by) => Sum((x[.., NewAxis] - y[NewAxis]) * by, axis: 2, keepDims: true);

    [Jit] public static NDArray<float> Dots(NDArray<float> x, NDArray<float> y) => Sum(x * y, axis: -1);

    [Jit] public static NDArray<int> Largest(NDArray<int> x, int by) => Max(x * by, axis: 1);

    [Jit]
    public static (NDArray<float> Squares, NDArray<float> Sums) Both(NDArray<float> x)
    {
        var squares = x * x;
        return (squares, Sum(squares, axis: -1));
    }

    private static readonly int[] s_lengths = [.. Enumerable.Range(1, 70), 255, 256, 1000, 2048, 2049, 5000];

    [Fact]
    public void Every_length_of_a_row()
    {
        foreach (var length in s_lengths)
        {
            foreach (var rows in new[] { 1, 3, 70 })
            {
                var x = Arrays.Moderate<float>(1, rows, length);
                Compare(x, Arrays.Moderate<float>(2, length), $"{rows} rows of {length}");
            }
        }
    }

    [Fact]
    public void NaN_infinities_and_zeros_of_both_signs()
    {
        foreach (var length in new[] { 3, 16, 17, 31, 32, 33, 64, 65, 130, 1000 })
        {
            var x = Arrays.Vector<float>(67 * length, 3).Reshape(67, length);
            Compare(x, Arrays.Vector<float>(length, 4), $"special values, {length}");
            Compare(Full<float>([66, length], -0f), Full<float>([length], -0f), $"-0, {length}");
            Compare(Full<float>([66, length], float.NegativeInfinity), Full<float>([length], float.NaN), $"-inf, {length}");
        }
    }

    [Fact]
    public void Folds_of_computed_elements_alone()
    {
        foreach (var length in new[] { 1, 2, 3, 16, 17, 40, 300, 2048, 3000 })
        {
            var rows = 20_000 / length;
            var (x, y) = (Arrays.Moderate<float>(16, rows, length), Arrays.Moderate<float>(17, rows, length));
            foreach (var other in new[] { y, y[0], y[.., ..1], y[..1, ..1], Flip(y) })
                Check.Bits(Dots(x, other), DotsJit(x, other), $"dots, {x.Shape} and {other.Shape}");
            Check.Bits(Dots(x.T, x.T), DotsJit(x.T, x.T), $"dots of columns, {length}");
            Check.Bits(Dots(x, Arrays.Moderate<float>(18, 3, 1, length)), DotsJit(x, Arrays.Moderate<float>(18, 3, 1, length)), $"dots, more of them, {length}");
            var k = (x * 50f).As<int>();
            Check.Bits(Largest(k, -3), LargestJit(k, -3), $"largest, {length}");
            var points = Arrays.Moderate<double>(19, 90, length);
            Check.Bits(Distances(points, points[(..).By(2)], 0.3), DistancesJit(points, points[(..).By(2)], 0.3), $"distances, {length}");
            var (eager, fused) = (Both(x), BothJit(x));
            Check.Bits(eager.Squares, fused.Squares, $"squares, {length}");
            Check.Bits(eager.Sums, fused.Sums, $"sums of squares, {length}");
        }
    }

    [Fact]
    public void Divisors_of_every_size()
    {
        foreach (var length in new[] { 16, 33, 200 })
        {
            var scales = FromArray([.. Enumerable.Range(-160, 320).Select(k => Math.ScaleB(k % 2 == 0 ? 1 : -1, k))]).Reshape(320, 1);
            var x = Arrays.Moderate<double>(12, 320, length) * scales * Arrays.Moderate<double>(13, 320, length);
            Check.Bits(Shares(x), SharesJit(x), $"shares of doubles, {length}");
            var f = x.As<float>();
            Check.Bits(Shares(f), SharesJit(f), $"shares of floats, {length}");
        }
    }

    [Fact]
    public void Layouts_and_broadcast_operands()
    {
        var x = Arrays.Moderate<float>(5, 80, 100);
        var cube = Arrays.Moderate<float>(6, 5, 16, 100);
        foreach (var view in new[] { x[3..], x[.., 5..], x[2..^3, 10..60], x.T, Flip(x), x[(..).By(2)], x[(..).By(-1)], BroadcastTo(x[7], [90, 100]), BroadcastTo(x[.., ..1], [80, 40]), cube, cube[.., 3..], cube[1..3, .., 4..90], cube.Transpose(1, 0, 2), cube.Transpose(0, 2, 1) })
        {
            var n = view.Shape[^1];
            Compare(view, Arrays.Moderate<float>(7, n), $"{view.Shape}");
            Compare(view, Arrays.Moderate<float>(8, 1), $"{view.Shape}, one for all");
            Compare(view, Arrays.Moderate<float>(9, [.. view.Shape.AsSpan()[..^1].ToArray(), 1]), $"{view.Shape}, one a row");
            Compare(view, Arrays.Moderate<float>(10, n, n).T[3], $"{view.Shape}, strided");
            Compare(view, Arrays.Moderate<float>(11, 2 * n)[(..).By(-2)], $"{view.Shape}, backwards");
        }
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        var before = Kernel.MaxThreads;
        try
        {
            foreach (var threads in new[] { 1, 2, 5 })
            {
                Kernel.MaxThreads = threads;
                foreach (var (rows, length) in new[] { (3000, 100), (20_000, 33), (60_000, 3), (700, 1001) })
                    for (var run = 0; run < 3; run++) Compare(Arrays.Moderate<float>(12, rows, length), Arrays.Moderate<float>(13, length), $"{rows} rows of {length}, {threads} threads");
            }
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }

    [Fact]
    public void Nothing_is_stored_but_the_result()
    {
        var (x, g) = (Arrays.Moderate<float>(14, 300, 100), Arrays.Moderate<float>(15, 100));
        var before = (KernelCounters.Launches, KernelCounters.BuffersRented);
        _ = LayerNormJit(x, g, g);
        Assert.Equal((before.Launches + 1, before.BuffersRented + 1), (KernelCounters.Launches, KernelCounters.BuffersRented));
        Assert.Contains("in registers", Kernel.Explain(LayerNorm), StringComparison.Ordinal);
    }

    private static void Compare(NDArray<float> x, NDArray<float> w, string where)
    {
        Check.Bits(LayerNorm(x, w, w), LayerNormJit(x, w, w), $"layer norm, {where}");
        Check.Bits(LogSumExp(x), LogSumExpJit(x), $"log-sum-exp, {where}");
        Check.Bits(Extremes(x), ExtremesJit(x), $"extremes, {where}");
        Check.Bits(Norms(x, w), NormsJit(x, w), $"norms, {where}");
        var (y, v) = (x.As<double>(), w.As<double>());
        var (eager, fused) = (Parts(y, v, 0.7), PartsJit(y, v, 0.7));
        Check.Bits(eager.Scaled, fused.Scaled, $"parts, {where}");
        Check.Bits(eager.E, fused.E, $"elements, {where}");
        Check.Bits(eager.Total, fused.Total, $"totals, {where}");
        Check.Bits(eager.Largest, fused.Largest, $"largest, {where}");
        var k = Where(IsFinite(x) & (Abs(x) < 1e6f), x * 50f, 7f).As<int>();
        Check.Bits(Integers(k), IntegersJit(k), $"integers, {where}");
    }
}
