using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.Launches;

public partial class LaunchTests
{
    [Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    [Vmap] public static int Add(int a, int b) => a + b;

    [Jit] public static NDArray<float> Views(NDArray<float> x) => x[1..^1] * 2f;

    private static (long Launches, long Buffers) Count(Action action)
    {
        action();
        var (launches, buffers) = (KernelCounters.Launches, KernelCounters.BuffersRented);
        action();
        return (KernelCounters.Launches - launches, KernelCounters.BuffersRented - buffers);
    }

    [Fact]
    public void Gelu_of_a_million_floats_is_one_launch_and_one_buffer()
    {
        var x = Arrays.Moderate<float>(1, 1_000_000);
        Assert.Equal((1, 1), Count(() => Gelu(x)));
    }

    [Fact]
    public void Gelu_of_a_view_is_one_launch_and_one_buffer()
    {
        var x = Arrays.Moderate<float>(1, 1000, 1000);
        Assert.Equal((1, 1), Count(() => Gelu(x.T)));
        Assert.Equal((1, 1), Count(() => Views(x)));
    }

    [Fact]
    public void A_mapped_sum_is_one_launch()
    {
        NDArray<int> a = [[1, 2], [3, 4]], b = [[10, 20], [30, 40]];
        Assert.Equal((1, 1), Count(() => Add(a, b)));
    }

    [Fact]
    public void A_call_on_eight_elements_works_repeatedly()
    {
        NDArray<float> x = [1, 2, 3, 4, 5, 6, 7, 8];
        for (var i = 0; i < 1000; i++) x = Gelu(x) + 1f;
        Assert.True((bool)All(IsFinite(x)));
    }
}
