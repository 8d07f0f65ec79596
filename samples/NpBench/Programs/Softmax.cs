using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Softmax over the last axis of attention weights.</summary>
internal static partial class Softmax
{
    public static NpProgram Program { get; } = new("softmax", 1e-5, s =>
    {
        var (n, h, sm) = (s.Int("N"), s.Int("H"), s.Int("SM"));
        var x = Inputs.Floats(1, n, h, sm, sm);
        return () => [Output.Of("y", Run(x))];
    });

    [Jit]
    public static NDArray<float> Run(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }
}
