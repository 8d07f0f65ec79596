using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Every point from its neighbours.</summary>
internal static partial class Stencils
{
    public static Workload[] Workloads { get; } =
    [
        new("jacobi_2d", i => { var a = i.Floats("a"); var steps = i.Int("steps"); return () => Jacobi2D(a, steps); }),
        new("conv5x5", i => { var x = i.Floats("x"); var k = i.Floats("k"); return () => Correlate2D(x, k, ConvolveMode.Same); }),
    ];

    [Jit]
    public static NDArray<float> Jacobi2D(NDArray<float> a, int steps)
    {
        var b = a;
        for (var t = 0; t < steps; t++)
        {
            b = b.At[1..^1, 1..^1].Set(0.2f * (a[1..^1, 1..^1] + a[1..^1, ..^2] + a[1..^1, 2..] + a[2.., 1..^1] + a[..^2, 1..^1]));
            a = a.At[1..^1, 1..^1].Set(0.2f * (b[1..^1, 1..^1] + b[1..^1, ..^2] + b[1..^1, 2..] + b[2.., 1..^1] + b[..^2, 1..^1]));
        }

        return a;
    }
}
