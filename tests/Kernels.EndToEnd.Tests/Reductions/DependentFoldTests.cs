namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Folds of which one takes what another gives, over an array that a loop left: they are not one pass.</summary>
public partial class DependentFoldTests
{
    private static readonly Func<NDArray<double>, int, double> EagerLogSumExp = LogSumExp;
    private static readonly Func<NDArray<double>, int, NDArray<double>> EagerHeat = Heat;

    [Jit]
    public static double LogSumExp(NDArray<double> x, int turns)
    {
        for (var k = 0; k < turns; k++) x = x * 0.5 + 1;
        var top = Max(x);
        return (double)(top + Log(Sum(Exp(x - top))));
    }

    // Neither is its name that of the body's type parameter.
    [Jit]
    public static NDArray<double> Heat(NDArray<double> T, int turns)
    {
        var weight = Exp(T[0]);
        for (var k = 0; k < turns; k++) T += 0.1 * weight * (Roll(T, 1, axis: 0) - 2 * T + Roll(T, -1, axis: 0)) + T * weight;
        return T;
    }

    [Fact]
    public void The_logarithm_of_a_sum_of_exponentials()
    {
        foreach (var n in (int[])[1, 16, 17, 100, 5000])
            for (var turns = 0; turns < 3; turns++) Assert.Equal(EagerLogSumExp(Arrays.Moderate<double>(1, n), turns), LogSumExpJit(Arrays.Moderate<double>(1, n), turns));
    }

    [Fact]
    public void Arrays_of_any_name()
    {
        var x = Arrays.Moderate<double>(1, 40, 50);
        Check.Bits(EagerHeat(x, 3), HeatJit(x, 3), "T");
    }
}
