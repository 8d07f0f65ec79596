namespace Kernels.EndToEnd.Tests.Library;

public partial class ConvolutionTests
{
    [Jit] public static NDArray<float> Layer(NDArray<float> x, NDArray<float> k) => Maximum(Correlate2D(x * 2f, k, ConvolveMode.Same) - 0.5f, 0f);

    [Jit] public static NDArray<double> Smoothed(NDArray<double> x, NDArray<double> v) => Convolve(x, v / Sum(v), ConvolveMode.Valid) + Correlate(x, v);

    [Jit] public static NDArray<int> Whole(NDArray<int> x, NDArray<int> k) => Convolve2D(x, k) * 2;

    [Vmap(Shared = ["k"])] public static NDArray<float> Filtered(NDArray<float> x, NDArray<float> k) => Convolve2D(x, k, mode: ConvolveMode.Valid) + 1f;

    [Fact]
    public void Convolutions_stand_between_fused_loops()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> layer = Layer;
        Func<NDArray<double>, NDArray<double>, NDArray<double>> smoothed = Smoothed;
        Func<NDArray<int>, NDArray<int>, NDArray<int>> whole = Whole;
        Check.Bits(layer(Arrays.Moderate<float>(1, 20, 31), Arrays.Moderate<float>(2, 5, 5)), LayerJit(Arrays.Moderate<float>(1, 20, 31), Arrays.Moderate<float>(2, 5, 5)));
        Check.Close(smoothed(Arrays.Moderate<double>(1, 200), Arrays.Moderate<double>(2, 9)), SmoothedJit(Arrays.Moderate<double>(1, 200), Arrays.Moderate<double>(2, 9)));
        Check.Bits(whole(Arrays.Moderate<int>(1, 9, 8), Arrays.Moderate<int>(2, 3, 2)), WholeJit(Arrays.Moderate<int>(1, 9, 8), Arrays.Moderate<int>(2, 3, 2)));
    }

    [Fact]
    public void A_batch_filters_each_image()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> filtered = Filtered;
        var (x, k) = (Arrays.Moderate<float>(3, 6, 17, 15), Arrays.Moderate<float>(4, 3, 4));
        Check.Bits(Stack([.. x.Select(image => filtered(image, k))]), FilteredBatch(x, k));
    }
}
