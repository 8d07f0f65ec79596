namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>The number of threads is the program's: what sets it runs alone.</summary>
[CollectionDefinition(nameof(FoldThreadTests), DisableParallelization = true)]
[Collection(nameof(FoldThreadTests))]
public class FoldThreadTests
{
    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        NDArray<double> x = Arrays.Moderate<double>(1, 1_234_567), r = Arrays.Moderate<double>(2, 1_234_567);
        Func<NDArray<double>, NDArray<double>, double, double, NDArray<double>> eager = FoldTests.Ring;
        var before = Kernel.MaxThreads;
        try
        {
            Kernel.MaxThreads = 1;
            var expected = FoldTests.RingJit(x, r, -1, 1.25);
            Kernel.MaxThreads = 2;
            for (var run = 0; run < 5; run++) Check.Bits(expected, FoldTests.RingJit(x, r, -1, 1.25));
            Check.Bits(expected, eager(x, r, -1, 1.25));
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }
}
