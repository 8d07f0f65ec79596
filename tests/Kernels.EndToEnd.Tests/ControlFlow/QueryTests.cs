namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>LINQ over ranges, lists and arrays, and delegates that a kernel makes.</summary>
public partial class QueryTests
{
    private static readonly Func<int, (double, int, double, bool, bool, int)> EagerNumbers = Numbers;
    private static readonly Func<double[], (double, double, double, double)> EagerExtremes = Extremes;
    private static readonly Func<NDArray<double>, int, NDArray<double>> EagerMeans = Means;
    private static readonly Func<NDArray<double>, int, NDArray<double>> EagerStacked = Stacked;
    private static readonly Func<NDArray<double>, NDArray<double>> EagerSeries = Series;
    private static readonly Func<NDArray<double>[], double[], NDArray<double>> EagerWeighted = Weighted;
    private static readonly Func<NDArray<double>, double, int, NDArray<double>> EagerSolved = Solved;
    private static readonly Func<int[], (int, int, long, int)> EagerFiltered = Filtered;
    private static readonly Func<NDArray<double>, int, double> EagerLoops = Loops;

    [Jit]
    public static (double Sum, int Count, double Mean, bool Any, bool All, int Product) Numbers(int n) =>
        (Enumerable.Range(1, n).Sum(i => 1.0 / i), Enumerable.Range(0, n).Count(i => i % 3 == 0), Enumerable.Range(0, n).Average(), Enumerable.Range(0, n).Any(i => i * i == 49),
            Enumerable.Range(0, n).All(i => i < 40), Enumerable.Range(1, n).Aggregate(1, (a, b) => a * b));

    [Jit]
    public static (double Max, double Min, double Last, double First) Extremes(double[] xs) =>
        (xs.Max(), xs.Select(x => x * 2).Min(), xs.Reverse().Take(1).Sum(), xs.Skip(1).Aggregate((a, b) => a - b));

    [Jit]
    public static NDArray<double> Means(NDArray<double> x, int w) => FromArray(Enumerable.Range(0, x.Shape[0] - w + 1).Select(i => (double)Mean(x[i..(i + w)])).ToArray());

    [Jit]
    public static NDArray<double> Stacked(NDArray<double> x, int n) => Stack(Enumerable.Range(0, n).Select(i => Exp(x * (double)i)).ToArray());

    [Jit]
    public static NDArray<double> Series(NDArray<double> x)
    {
        var coefficients = Enumerable.Range(0, 5).Select(k => 1.0 / (k + 1)).ToArray();
        NDArray<double> tail = [.. coefficients.Select(c => c * 2)];
        return coefficients.Select((c, k) => c * Pow(x, k)).Aggregate((a, b) => a + b) + Sum(tail);
    }

    [Jit]
    public static NDArray<double> Weighted(NDArray<double>[] parts, double[] weights)
    {
        var sum = parts.Zip(weights, (p, w) => p * w).Aggregate(Zeros<double>(1), (a, b) => a + b);
        foreach (var (p, k) in parts.Select((p, k) => (p, k))) sum += p * k;
        return (from p in parts where (double)p[0] > 0 select p * 2.0).Aggregate(sum, (a, p) => a + p);
    }

    private static NDArray<double> Step(Func<double, NDArray<double>, NDArray<double>> f, double t, NDArray<double> y, double h)
    {
        var k1 = f(t, y);
        var k2 = f(t + h / 2, y + h / 2 * k1);
        return y + h * k2;
    }

    [Jit]
    public static NDArray<double> Solved(NDArray<double> y, double rate, int steps)
    {
        Func<NDArray<double>, NDArray<double>> bound = Damped;
        NDArray<double> Field(double t, NDArray<double> v) => bound(v) * rate + t;
        for (var k = 0; k < steps; k++)
        {
            rate *= 0.5;
            y = Step(Field, k * 0.1, Step((t, v) => rate * t - v, k, y, 0.2), 0.1);
        }

        return y;

        static NDArray<double> Damped(NDArray<double> v) => v / (1 + v * v);
    }

    [Jit]
    public static (int Sum, int Count, long Wide, int Most) Filtered(int[] xs) =>
        (xs.Where(x => x > 2).Sum(), xs.Where(x => x % 2 == 1).Count(), xs.Where(x => x > 0).Select(x => (long)x * x).Sum(), xs.Where(x => x < 100).Max(x => -x));

    [Jit]
    public static double Loops(NDArray<double> x, int n)
    {
        var total = 0.0;
        foreach (var v in Enumerable.Range(0, n).Select(i => (double)x[i] * i))
        {
            if (v > 3) break;
            total += v;
        }

        return total + Enumerable.Range(0, n).Sum(i => Enumerable.Range(i, 2).Sum(j => i * 10.0 + j)) + Enumerable.Repeat(0.5, n).Select(Math.Sqrt).Sum();
    }

    // In a mapped method the turns are those of all elements.
    [Vmap]
    public static double Mapped(double x, int n) => Enumerable.Range(0, 6).Sum(k => Math.Pow(x, k)) + Enumerable.Range(0, n).Aggregate(1.0, (a, k) => a * 0.5 + x * k);

    [Fact]
    public void Sums_counts_and_tests_of_ranges()
    {
        foreach (var n in (int[])[1, 2, 5, 8, 50]) Assert.Equal(EagerNumbers(n), NumbersJit(n));
        Assert.Throws<InvalidOperationException>(() => NumbersJit(0));
        Assert.Throws<OverflowException>(() => FilteredJit([int.MaxValue, 5]));
    }

    [Fact]
    public void Extremes_see_nan_as_the_smallest_number()
    {
        foreach (var xs in (double[][])[[3, 1, 2], [double.NaN, 1, 2], [1, double.NaN, 0], [double.NaN, double.NaN], [5, -0.0]])
        {
            var (expected, actual) = (EagerExtremes(xs), ExtremesJit(xs));
            Check.Bits(Create(expected.Item1, expected.Item2, expected.Item3, expected.Item4), Create(actual.Max, actual.Min, actual.Last, actual.First), string.Join(" ", xs));
        }

        Assert.Throws<InvalidOperationException>(() => ExtremesJit([]));
    }

    [Fact]
    public void Arrays_of_what_a_query_gives()
    {
        var x = Arrays.Moderate<double>(1, 40);
        foreach (var w in (int[])[1, 3, 40]) Check.Close(EagerMeans(x, w), MeansJit(x, w), $"window {w}");
        foreach (var n in (int[])[1, 2, 37]) Check.Bits(EagerStacked(x, n), StackedJit(x, n), $"{n} rows");
        Assert.Throws<ShapeException>(() => StackedJit(x, 0));
        Check.Bits(EagerSeries(x), SeriesJit(x), "series");
    }

    [Fact]
    public void Lists_of_arrays()
    {
        NDArray<double>[] parts = [Arrays.Moderate<double>(1, 9), -Arrays.Moderate<double>(2, 9), Arrays.Moderate<double>(3, 9)];
        for (var n = 0; n <= 3; n++) Check.Bits(EagerWeighted(parts[..n], [0.5, 2, 3]), WeightedJit(parts[..n], [0.5, 2, 3]), $"{n} parts");
    }

    [Fact]
    public void Delegates_see_the_variables_as_they_are_when_called()
    {
        var y = Arrays.Moderate<double>(4, 11);
        for (var n = 0; n < 4; n++) Check.Bits(EagerSolved(y, 0.7, n), SolvedJit(y, 0.7, n), $"{n} steps");
    }

    [Fact]
    public void What_where_leaves()
    {
        foreach (var xs in (int[][])[[1], [1, 2, 3, 4, 5, 200], [101, 7, -3]]) Assert.Equal(EagerFiltered(xs), FilteredJit(xs));
        Assert.Throws<InvalidOperationException>(() => FilteredJit([100]));
        foreach (var n in (int[])[0, 1, 9]) Assert.Equal(EagerLoops(Arrays.Moderate<double>(3, 9), n), LoopsJit(Arrays.Moderate<double>(3, 9), n));
    }

    [Fact]
    public void In_a_mapped_method()
    {
        var x = Arrays.Moderate<double>(5, 33);
        var mapped = Mapped(x, 4);
        for (var k = 0; k < 33; k++) Assert.Equal(Mapped((double)x[k], 4), (double)mapped[k], 1e-12);
    }
}
