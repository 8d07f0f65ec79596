namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>Bodies of several functions, which run in parts.</summary>
public partial class LongBodyTests
{
    [Jit]
    public static NDArray<double> MixedTypes(NDArray<float> x, NDArray<double> y, NDArray<int> k)
    {
        var positive = y > 0.0;
        var s = Sin(x) * Cos(x) + Exp(-x);
        return Where(positive, Sin(y) + k.As<double>(), s.As<double>()) * Cos(y) / 4.0;
    }

    [Jit]
    public static (NDArray<float> Early, NDArray<float> Late) TwoResults(NDArray<float> x, NDArray<float> y, float a)
    {
        var early = Sin(x) * a;
        return (early, Cos(y) + Exp(-x * x) * Tanh(early) - a);
    }

    [Jit]
    public static NDArray<float> InPlace(NDArray<float> x, NDArray<float> y)
    {
        x = x + 1f;
        return x.At[1.., ..^1].Set(Sin(x[1.., ..^1]) + Cos(y[1.., ..^1]) * Exp(-y[1.., ..^1]) + Tanh(x[1.., ..^1]) * x[1.., ..^1]);
    }

    [Jit] public static NDArray<double> Summed(NDArray<double> x) => Sum(Sin(x) * Cos(x) + Exp(-x * x) * Tanh(x), axis: -1);

    [Fact]
    public void Types_and_masks_pass_between_parts() => Check.Elementwise<float, double, int, double>(MixedTypes, MixedTypesJit);

    [Fact]
    public void A_result_that_is_ready_early_is_written_once()
    {
        foreach (var length in Arrays.Lengths)
        {
            NDArray<float> x = Arrays.Vector<float>(length, 1), y = Arrays.Vector<float>(length, 2);
            var (expected, actual) = (TwoResults(x, y, 0.75f), TwoResultsJit(x, y, 0.75f));
            Check.Bits(expected.Early, actual.Early, $"{length}");
            Check.Bits(expected.Late, actual.Late, $"{length}");
        }
    }

    [Fact]
    public void A_region_that_is_also_read_is_read_by_all_parts_before_it_is_written()
    {
        foreach (var shape in new[] { [3, 3], [9, 10], [12, 80], [7, 300], new[] { 70, 1100 } })
        {
            NDArray<float> x = Arrays.Moderate<float>(1, shape), y = Arrays.Moderate<float>(2, shape);
            Check.Bits(InPlace(x, y), InPlaceJit(x, y), $"{x.Shape}");
        }
    }

    [Fact]
    public void Parts_feed_a_reduction() => Check.Reduction<double, double>(Summed, SummedJit, rank: 1);
}
