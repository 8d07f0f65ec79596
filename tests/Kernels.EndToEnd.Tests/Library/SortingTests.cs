namespace Kernels.EndToEnd.Tests.Library;

public partial class SortingTests
{
    [Jit] public static NDArray<float> Median(NDArray<float> x) => Sort(x * 2f, axis: 0)[x.Shape[0] / 2] + 1f;

    [Jit] public static NDArray<float> Spread(NDArray<float> x) => x.Sort()[.., ^1] - Sort(x)[.., 0];

    [Jit] public static NDArray<long> Ranks(NDArray<double> x) => ArgSort(ArgSort(-x, axis: -1)) + x.ArgSort(axis: 1) * 2L;

    [Vmap] public static NDArray<float> Ordered(NDArray<float> x) => Sort(x, axis: 0) * 2f + Sort(x);

    [Fact]
    public void Sorts_stand_between_fused_loops()
    {
        Func<NDArray<float>, NDArray<float>> median = Median, spread = Spread;
        Func<NDArray<double>, NDArray<long>> ranks = Ranks;
        foreach (var (rows, columns) in new[] { (1, 1), (5, 9), (64, 33), (300, 4) })
        {
            var x = Arrays.Moderate<float>(rows, rows, columns);
            Check.Bits(median(x), MedianJit(x));
            Check.Bits(median(x.T), MedianJit(x.T));
            Check.Bits(spread(x), SpreadJit(x));
            Check.Bits(ranks(x.As<double>()), RanksJit(x.As<double>()));
        }
    }

    [Fact]
    public void A_batch_sorts_each_example()
    {
        Func<NDArray<float>, NDArray<float>> ordered = Ordered;
        var x = Arrays.Moderate<float>(3, 6, 7, 5);
        Check.Bits(Stack([.. x.Select(ordered)]), OrderedBatch(x));
    }
}
