using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Folds of all elements in the loop that computes them, alone and several in one pass: bit for bit what the stored values fold to.</summary>
public partial class FoldTests
{
    // Around turns of lanes, blocks and segments.
    private static readonly int[] Lengths = [0, 1, 8, 16, 17, 31, 32, 33, 63, 64, 65, 127, 255, 256, 257, 2047, 2048, 2049, 2080, 4100, 32768, 40001, 300_000];

    // The bodies as written: calls by name are those of the companions.
    private static readonly Func<NDArray<double>, NDArray<double>, double, double, NDArray<double>> EagerRing = Ring;

    private static readonly Func<NDArray<float>, NDArray<float>, (NDArray<float> Sum, NDArray<float> Mean, NDArray<float> Max, NDArray<float> Min, NDArray<float> Prod)> EagerFive = Five;

    private static readonly Func<NDArray<double>, (NDArray<double> Sum, NDArray<int> Count, NDArray<bool> Any, NDArray<bool> All, NDArray<byte> Bytes, NDArray<double> Max)> EagerMixed = Mixed;

    private static readonly Func<NDArray<float>, (NDArray<float> Sum, NDArray<double> Wide)> EagerSizes = Sizes;

    private static readonly Func<NDArray<int>, NDArray<int>, (NDArray<long> Sum, NDArray<long> Max, NDArray<int> Quotients)> EagerIntegers = Integers;

    private static readonly Func<NDArray<byte>, (NDArray<byte> Sum, NDArray<byte> Max, NDArray<byte> Min)> EagerBytes = Bytes;

    private static readonly Func<NDArray<bool>, NDArray<bool>, (NDArray<bool> Any, NDArray<bool> All)> EagerTruths = Truths;

    private static readonly Func<NDArray<double>, NDArray<double>> EagerKept = Kept;

    private static readonly Func<NDArray<double>, NDArray<double>> EagerChained = Chained;

    private static readonly Func<NDArray<double>, NDArray<double>, (NDArray<double>, NDArray<double>)> EagerApart = Apart;

    [Jit]
    public static NDArray<double> Ring(NDArray<double> x, NDArray<double> r, double from, double to)
    {
        var ring = (from <= r) & (r < to);
        return Sum(Where(ring, x, 0)) / Sum(ring.As<double>());
    }

    [Jit]
    public static (NDArray<float> Sum, NDArray<float> Mean, NDArray<float> Max, NDArray<float> Min, NDArray<float> Prod) Five(NDArray<float> x, NDArray<float> y)
    {
        var z = (x * y) - 0.5f;
        return (Sum(z), Mean(z), Max(z), Min(x + y), Prod(z));
    }

    [Jit]
    public static (NDArray<double> Sum, NDArray<int> Count, NDArray<bool> Any, NDArray<bool> All, NDArray<byte> Bytes, NDArray<double> Max) Mixed(NDArray<double> x)
    {
        var large = x > 1.5;
        return (Sum(Where(large, x, -1.0)), Sum(large.As<int>()), Any(large & (x < 1.6)), All(IsFinite(x)), Sum(large.As<byte>()), Max(x));
    }

    [Jit] public static (NDArray<float> Sum, NDArray<double> Wide) Sizes(NDArray<float> x) => (Sum(x * x), Sum((x * x).As<double>()));

    [Jit]
    public static (NDArray<long> Sum, NDArray<long> Max, NDArray<int> Quotients) Integers(NDArray<int> x, NDArray<int> y) =>
        (Sum((x & y).As<long>()), Max((x | y).As<long>()), Sum(x / (y | 1)));

    [Jit] public static (NDArray<byte> Sum, NDArray<byte> Max, NDArray<byte> Min) Bytes(NDArray<byte> x) => (Sum(x * (byte)3), Max(x ^ (byte)85), Min(x | (byte)1));

    [Jit] public static (NDArray<bool> Any, NDArray<bool> All) Truths(NDArray<bool> x, NDArray<bool> y) => (Any(x & y), All(x | y));

    [Jit] public static NDArray<double> Kept(NDArray<double> x) => Sum(x * x, keepDims: true) + Max(Abs(x), keepDims: true);

    [Jit] public static NDArray<double> Heavy(NDArray<double> x) => Sum(Exp(x) * Sin(x)) + Max(Exp(x));

    [Jit] public static NDArray<double> Chained(NDArray<double> x) => Sum(Square(x - Mean(x * 1.0))) + Mean(x + 1.0);

    [Jit] public static (NDArray<double>, NDArray<double>) Apart(NDArray<double> x, NDArray<double> y) => (Sum(x * x), Max(y * y));

    [Fact]
    public void A_masked_sum_and_its_count_are_those_of_stored_arrays()
    {
        foreach (var n in Lengths)
        {
            NDArray<double> x = Arrays.Vector<double>(n, 1), r = Arrays.Moderate<double>(2, n);
            Check.Bits(EagerRing(x, r, -1, 1.25), RingJit(x, r, -1, 1.25), $"{n}");
            Check.Bits(EagerRing(r, r, -1, 1.25), RingJit(r, r, -1, 1.25), $"{n}");
        }
    }

    [Fact]
    public void Several_folds_of_floats_are_those_of_stored_arrays()
    {
        foreach (var n in Lengths.Where(n => n > 0))
        {
            foreach (var (x, y) in new[] { (Arrays.Vector<float>(n, 1), Arrays.Vector<float>(n, 2)), (Arrays.Moderate<float>(1, n), Arrays.Moderate<float>(2, n)), (Full([n], -0f), Full([n], 0f)) })
            {
                var (expected, actual) = (EagerFive(x, y), FiveJit(x, y));
                Check.Bits(expected.Sum, actual.Sum, $"sum of {n}");
                Check.Bits(expected.Mean, actual.Mean, $"mean of {n}");
                Check.Bits(expected.Max, actual.Max, $"max of {n}");
                Check.Bits(expected.Min, actual.Min, $"min of {n}");
                Check.Bits(expected.Prod, actual.Prod, $"prod of {n}");
            }
        }
    }

    [Fact]
    public void Folds_of_several_dtypes_share_a_pass()
    {
        foreach (var x in Lengths.Where(n => n > 0).Select(n => Arrays.Vector<double>(n, 1)).Concat(Arrays.NonEmpty<double>(3)))
        {
            var (expected, actual) = (EagerMixed(x), MixedJit(x));
            Check.Bits(expected.Sum, actual.Sum, $"sum of {x.Shape}");
            Check.Bits(expected.Count, actual.Count, $"count of {x.Shape}");
            Check.Bits(expected.Any, actual.Any, $"any of {x.Shape}");
            Check.Bits(expected.All, actual.All, $"all of {x.Shape}");
            Check.Bits(expected.Bytes, actual.Bytes, $"bytes of {x.Shape}");
            Check.Bits(expected.Max, actual.Max, $"max of {x.Shape}");
        }

        foreach (var n in Lengths)
        {
            var (expected, actual) = (EagerSizes(Arrays.Vector<float>(n, 4)), SizesJit(Arrays.Vector<float>(n, 4)));
            Check.Bits(expected.Sum, actual.Sum, $"floats, {n}");
            Check.Bits(expected.Wide, actual.Wide, $"doubles, {n}");
        }
    }

    [Fact]
    public void Integers_and_truth_values_fold_in_any_lanes()
    {
        foreach (var n in Lengths.Where(n => n > 0))
        {
            var (integers, fused) = (EagerIntegers(Arrays.Vector<int>(n, 1), Arrays.Vector<int>(n, 2)), IntegersJit(Arrays.Vector<int>(n, 1), Arrays.Vector<int>(n, 2)));
            Check.Bits(integers.Sum, fused.Sum, $"{n}");
            Check.Bits(integers.Max, fused.Max, $"{n}");
            Check.Bits(integers.Quotients, fused.Quotients, $"{n}");
            var (bytes, fusedBytes) = (EagerBytes(Arrays.Vector<byte>(n, 1)), BytesJit(Arrays.Vector<byte>(n, 1)));
            Check.Bits(bytes.Sum, fusedBytes.Sum, $"{n}");
            Check.Bits(bytes.Max, fusedBytes.Max, $"{n}");
            Check.Bits(bytes.Min, fusedBytes.Min, $"{n}");
            foreach (var (x, y) in new[] { (Arrays.Vector<bool>(n, 1), Arrays.Vector<bool>(n, 2)), (Full([n], false), Full([n], true)), (Full([n], true), Full([n], true)) })
            {
                var (truths, fusedTruths) = (EagerTruths(x, y), TruthsJit(x, y));
                Check.Bits(truths.Any, fusedTruths.Any, $"{n}");
                Check.Bits(truths.All, fusedTruths.All, $"{n}");
            }
        }
    }

    [Fact]
    public void Views_and_broadcast_operands_fold_as_their_elements()
    {
        var m = Arrays.Vector<double>(300 * 700, 1).Reshape(300, 700);
        NDArray<double>[] views = [m, m.T, m[5..290, 3..], m[.., 3..600], m[(..).By(2), (..).By(-1)], m[.., ..10], m[..1], m[.., ..1], m[7], m[.., 9]];
        foreach (var x in views)
        {
            Check.Bits(EagerKept(x), KeptJit(x), $"{x.Shape}");
            Check.Bits(EagerRing(x, m[0, 0], -4, 4), RingJit(x, m[0, 0], -4, 4), $"{x.Shape}, ()");
            if (x.Rank == 2) Check.Bits(EagerRing(x, x[..1], -1, 2), RingJit(x, x[..1], -1, 2), $"{x.Shape}, a row");
            if (x.Rank == 2) Check.Bits(EagerRing(x[.., ..1], x, -1, 2), RingJit(x[.., ..1], x, -1, 2), $"{x.Shape}, a column");
        }
    }

    [Fact] public void Long_expressions_fold_too() => Check.Reduction<double, double>(Heavy, HeavyJit);

    [Fact]
    public void What_waits_for_a_fold_is_another_pass()
    {
        foreach (var n in Lengths.Where(n => n > 0)) Check.Bits(EagerChained(Arrays.Moderate<double>(3, n)), ChainedJit(Arrays.Moderate<double>(3, n)), $"{n}");
        var (expected, actual) = (EagerApart(Arrays.Vector<double>(2000, 1), Arrays.Vector<double>(3000, 2)), ApartJit(Arrays.Vector<double>(2000, 1), Arrays.Vector<double>(3000, 2)));
        Check.Bits(expected.Item1, actual.Item1);
        Check.Bits(expected.Item2, actual.Item2);
    }

    [Fact]
    public void Folds_of_one_loop_are_one_launch()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 5000), r = Arrays.Moderate<double>(2, 5000);
        var before = KernelCounters.Launches;
        RingJit(x, r, -1, 1.25);
        Assert.Equal(2, KernelCounters.Launches - before);
    }

    [Fact]
    public void An_extreme_of_nothing_is_an_error() => Assert.Throws<ShapeException>(() => KeptJit(Zeros<double>(0)));
}
