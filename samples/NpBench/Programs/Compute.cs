using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>A clipped linear combination of whole numbers.</summary>
internal static partial class Compute
{
    public static NpProgram Program { get; } = new("compute", 0, s =>
    {
        var (m, n) = (s.Int("M"), s.Int("N"));
        var (x, y) = (Inputs.Ints(1, 0, 1000, m, n).As<long>(), Inputs.Ints(2, 0, 1000, m, n).As<long>());
        return () => [Output.Of("z", Combine(x, y, 4, 3, 9))];
    });

    [Jit]
    public static NDArray<long> Combine(NDArray<long> x, NDArray<long> y, long a, long b, long c) => Clip(x, 2, 10) * a + y * b + c;
}
