using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Reductions of rows, and what goes on from them.</summary>
internal static partial class Rows
{
    public static Workload[] Workloads { get; } =
    [
        new("logsumexp", i => { var x = i.Floats("x"); return () => LogSumExp(x); }),
        new("softmax", i => { var x = i.Floats("x"); return () => Softmax(x); }),
        new("layernorm", i => { var x = i.Floats("x"); var g = i.Floats("g"); var b = i.Floats("b"); return () => LayerNorm(x, g, b); }),
    ];

    [Jit]
    public static NDArray<float> LogSumExp(NDArray<float> x)
    {
        var max = Max(x, axis: 1, keepDims: true);
        return Log(Sum(Exp(x - max), axis: 1)) + Squeeze(max, axis: 1);
    }

    [Jit]
    public static NDArray<float> Softmax(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: 1, keepDims: true));
        return e / Sum(e, axis: 1, keepDims: true);
    }

    [Jit]
    public static NDArray<float> LayerNorm(NDArray<float> x, NDArray<float> gain, NDArray<float> bias)
    {
        var d = x - Mean(x, axis: 1, keepDims: true);
        return d / Sqrt(Mean(d * d, axis: 1, keepDims: true) + 1e-5f) * gain + bias;
    }
}
