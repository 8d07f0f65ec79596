using static Kernels.NDArray;

namespace Kernels.Ilgpu.Tests;

/// <summary>Kernels of this project: the generator prints them for the CPU and for the device.</summary>
public static partial class Models
{
    [Jit]
    public static NDArray<float> Pieces(NDArray<float> x, NDArray<float> y) => Concatenate([x, y]) * 2f + Stack([y, x]).Reshape(-1, x.Shape[1]) + Roll(Pad(x, [(0, y.Shape[0]), (0, 0)]), 1, axis: 0);

    [Jit]
    public static NDArray<float> Joined(NDArray<float> x, NDArray<float> y) => Concatenate([Concatenate([x * 2f, y, x + y], axis: 1), Pad(y + 1f, [(0, 0), (x.Shape[1], x.Shape[1])], PadMode.Edge)]);

    [Jit]
    public static NDArray<float> Turned(NDArray<float> x, NDArray<float> y) => (x * 2f).T + y.T;

    [Jit]
    public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    [Jit]
    public static NDArray<float> Axpy(float a, NDArray<float> x, NDArray<float> y) => a * x + y;

    [Jit]
    public static NDArray<float> Relu(NDArray<float> x, bool leaky) => Where(x > 0f, x, leaky ? 0.1f * x : 0f * x);

    [Jit]
    public static NDArray<bool> Inside(NDArray<double> x, NDArray<double> y) => x * x + y * y < 1.0 & !IsNaN(x);

    [Jit]
    public static NDArray<int> Half(NDArray<int> x, NDArray<int> y) => (x + 1) / y;

    [Jit]
    public static NDArray<float> SquaredError(NDArray<float> x, NDArray<float> y) => Mean((x - y) * (x - y), 1);

    [Vmap]
    public static int Add(int x, int y) => x + y;

    [Vmap]
    public static float Huber(float r, float delta) => MathF.Abs(r) <= delta ? 0.5f * r * r : delta * (MathF.Abs(r) - 0.5f * delta);

    [Vmap]
    public static double Mix(int n, byte b, bool flag, double x) => flag ? n * x : b + x;

    // More operands than a launch has parameters.
    [Jit]
    public static NDArray<float> Sum14(NDArray<float> a, NDArray<float> b, NDArray<float> c, NDArray<float> d, NDArray<float> e, NDArray<float> f, NDArray<float> g,
        NDArray<float> h, NDArray<float> i, NDArray<float> j, NDArray<float> k, NDArray<float> l, NDArray<float> m, NDArray<float> n, float o) =>
        a + b + c + d + e + f + g + h + i + j + k + l + m + n * o;

    [Jit]
    public static (NDArray<float> New, NDArray<float> Old) Step([Donate] NDArray<float> x, NDArray<float> y) => ((x + y).At[0].Set(9f), x);

    [Jit]
    public static (NDArray<float> Sum, NDArray<float> Other) WithOther([Donate] NDArray<float> x, NDArray<float> y) => (x + y, y);
}
