using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>A perceptron of three layers.</summary>
internal static partial class Mlp
{
    public static NpProgram Program { get; } = new("mlp", 1e-4, s =>
    {
        var (n, cin, s0, s1, s2) = (s.Int("N"), s.Int("C_in"), s.Int("S0"), s.Int("S1"), s.Int("S2"));
        var input = Inputs.Floats(1, n, cin);
        var (w1, b1) = (Weights(2, cin, s0), Inputs.Floats(3, s0));
        var (w2, b2) = (Weights(4, s0, s1), Inputs.Floats(5, s1));
        var (w3, b3) = (Weights(6, s1, s2), Inputs.Floats(7, s2));
        return () => [Output.Of("y", Run(input, w1, b1, w2, b2, w3, b3))];
    });

    [Jit]
    public static NDArray<float> Run(NDArray<float> x, NDArray<float> w1, NDArray<float> b1, NDArray<float> w2, NDArray<float> b2, NDArray<float> w3, NDArray<float> b3)
    {
        x = Relu(MatMul(x, w1) + b1);
        x = Relu(MatMul(x, w2) + b2);
        return Softmax.Run(MatMul(x, w3) + b3);
    }

    private static NDArray<float> Relu(NDArray<float> x) => Maximum(x, 0);

    // In [0, 1 / rows), so that a layer's results stay as large as its inputs.
    private static NDArray<float> Weights(uint seed, int rows, int columns) => Inputs.Make([rows, columns], i => (float)(Inputs.Uniform(i, seed) / rows));
}
