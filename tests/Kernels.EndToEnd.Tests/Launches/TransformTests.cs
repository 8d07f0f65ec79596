namespace Kernels.EndToEnd.Tests.Launches;

/// <summary><c>Kernel.Jit</c> and <c>Kernel.Vmap</c> of lambdas, method groups and each other.</summary>
public partial class TransformTests
{
    private static readonly Func<NDArray<float>, NDArray<float>> Gauss = Kernel.Jit((NDArray<float> x) => Exp(-x * x));

    private static NDArray<float> Normalise(NDArray<float> x) => x / Sum(x);

    private static float Softplus(float x) => x > 20f ? x : MathF.Log(1f + MathF.Exp(x));

    [Fact]
    public void Jit_of_a_lambda() => Check.Elementwise<float, float>(x => Exp(-x * x), Gauss);

    [Fact]
    public void Jit_of_a_method_group()
    {
        var f = Kernel.Jit<Func<NDArray<float>, NDArray<float>>>(Normalise);
        Check.Close(Normalise([1, 2, 3]), f([1, 2, 3]));
    }

    [Fact]
    public void Vmap_of_an_array_function()
    {
        var f = Kernel.Vmap((NDArray<float> x) => x / Sum(x));
        NDArray<float> m = [[1, 2], [3, 4]];
        Check.Close(m / Sum(m, axis: 1, keepDims: true), f(m));
        var g = Kernel.Vmap((NDArray<float> x, NDArray<float> w) => MatMul(x, w), inAxes: [0, -1]);
        Check.Close(MatMul(m, m), g(m, m));
    }

    [Fact]
    public void Vmap_of_a_scalar_function()
    {
        var f = Kernel.Vmap<float, float>(Softplus);
        NDArray<float> x = [-1, 0, 30];
        Check.Close(FromArray([Softplus(-1), Softplus(0), 30f]), f(x));
        var g = Kernel.Vmap((float a, float b) => a > b ? a : b * 2f);
        Check.Close([-2f, 4f, 30f], g(x, FromArray([-1f, 2f, 3f])));
    }

    [Fact]
    public void Transforms_nest()
    {
        var f = Kernel.Jit(Kernel.Vmap(Kernel.Vmap((NDArray<float> x) => x - Mean(x))));
        var x = Arrays.Moderate<float>(1, 3, 4, 5);
        Check.Close(x - Mean(x, axis: -1, keepDims: true), f(x));
    }
}
