using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Matrix products.</summary>
internal static partial class Matrices
{
    public static Workload[] Workloads { get; } =
    [
        new("matmul", i =>
        {
            if (i.Has("a", "float32"))
            {
                var a = i.Floats("a");
                var b = i.Floats("b");
                return () => Product(a, b);
            }
            else
            {
                var a = i.Doubles("a");
                var b = i.Doubles("b");
                return () => Product(a, b);
            }
        }),
        new("dense_gelu", i => { var x = i.Floats("x"); var w = i.Floats("w"); var b = i.Floats("b"); return () => Dense(x, w, b); }),
    ];

    [Jit]
    public static NDArray<float> Product(NDArray<float> a, NDArray<float> b) => MatMul(a, b);

    [Jit]
    public static NDArray<double> Product(NDArray<double> a, NDArray<double> b) => MatMul(a, b);

    /// <summary>A layer of a network: gelu(x @ w + b).</summary>
    [Jit]
    public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w, NDArray<float> b) => Elementwise.Gelu(MatMul(x, w) + b);
}
