using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Two matrix products: alpha A B C + beta D.</summary>
internal static partial class K2MM
{
    public static NpProgram Program { get; } = new("k2mm", 1e-12, s =>
    {
        var (ni, nj, nk, nl) = (s.Int("NI"), s.Int("NJ"), s.Int("NK"), s.Int("NL"));
        var (a, b, c, d) = (Inputs.Doubles(1, ni, nk), Inputs.Doubles(2, nk, nj), Inputs.Doubles(3, nj, nl), Inputs.Doubles(4, ni, nl));
        return () => [Output.Of("D", Run(1.5, 1.2, a, b, c, d))];
    });

    [Jit]
    public static NDArray<double> Run(double alpha, double beta, NDArray<double> a, NDArray<double> b, NDArray<double> c, NDArray<double> d) =>
        MatMul(MatMul(alpha * a, b), c) + beta * d;
}
