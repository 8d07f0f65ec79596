using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>One array in, one out.</summary>
internal static partial class Elementwise
{
    public static Workload[] Workloads { get; } =
    [
        new("copy", i =>
        {
            var x = i.Floats("x");
            var target = new float[x.Size];
            var result = Wrap(target);
            return () =>
            {
                x.CopyTo(target);
                return result;
            };
        }),
        new("axpy", i => { var x = i.Floats("x"); var y = i.Floats("y"); return () => Axpy(2.5f, x, y); }),
        new("gelu", i => { var x = i.Floats("x"); return () => Gelu(x); }),
        new("swish", i => { var x = i.Floats("x"); return () => Swish(x); }),
        new("swish_8", i => { var x = i.Floats("x"); return () => Swish(x); }),
    ];

    [Jit]
    public static NDArray<float> Axpy(float a, NDArray<float> x, NDArray<float> y) => a * x + y;

    [Jit]
    public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.7978845608f * (x + 0.044715f * x * x * x)));

    [Jit]
    public static NDArray<float> Swish(NDArray<float> x) => x / (1f + Exp(-x));
}
