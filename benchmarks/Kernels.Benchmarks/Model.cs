using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>The kernels that are measured.</summary>
internal static partial class Model
{
    [Jit]
    public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    [Jit]
    public static NDArray<float> Swish(NDArray<float> x) => x / (1f + Exp(-x));

    [Jit]
    public static NDArray<float> Product(NDArray<float> a, NDArray<float> b) => MatMul(a, b);

    [Jit]
    public static NDArray<double> Product(NDArray<double> a, NDArray<double> b) => MatMul(a, b);
}
