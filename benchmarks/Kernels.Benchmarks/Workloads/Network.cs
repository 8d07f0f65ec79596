using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>The gradients of a small network's loss, written by hand.</summary>
internal static partial class Network
{
    public static Workload[] Workloads { get; } =
    [
        new("mlp_grad", i =>
        {
            var (x, w1, b1, w2, b2) = (i.Floats("x"), i.Floats("w1"), i.Floats("b1"), i.Floats("w2"), i.Floats("b2"));
            var target = i.Longs("t").As<float>();
            return () => Gradients(x, target, w1, b1, w2, b2);
        }),
    ];

    /// <summary>Cross-entropy of a ReLU network with one hidden layer: the gradients by w1, b1, w2 and b2.</summary>
    [Jit]
    public static (NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>) Gradients(
        NDArray<float> x, NDArray<float> target, NDArray<float> w1, NDArray<float> b1, NDArray<float> w2, NDArray<float> b2)
    {
        var hidden = Maximum(MatMul(x, w1) + b1, 0f);
        var z = MatMul(hidden, w2) + b2;
        var e = Exp(z - Max(z, axis: 1, keepDims: true));
        var classes = Arange((float)z.Shape[1]);
        var oneHot = Where(target[.., NewAxis] == classes, 1f, 0f);
        var d = (e / Sum(e, axis: 1, keepDims: true) - oneHot) / (float)x.Shape[0];
        var g = MatMul(d, Transpose(w2)) * Where(hidden > 0f, 1f, 0f);
        return (MatMul(Transpose(x), g), Sum(g, axis: 0), MatMul(Transpose(hidden), d), Sum(d, axis: 0));
    }
}
