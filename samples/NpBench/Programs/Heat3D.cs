using Kernels;

namespace NpBench;

/// <summary>The heat equation in three dimensions, two fields by turns.</summary>
internal static partial class Heat3D
{
    public static NpProgram Program { get; } = new("heat_3d", 1e-12, s =>
    {
        var (n, steps) = (s.Int("N"), s.Int("TSTEPS"));
        var a = Inputs.Make([n, n, n], p => (p / (n * n) + p / n % n + (n - p % n)) * 10.0 / n);
        return () =>
        {
            var (a1, b1) = Spread(steps, a, a);
            return [Output.Of("A", a1), Output.Of("B", b1)];
        };
    });

    [Jit]
    public static (NDArray<double> A, NDArray<double> B) Spread(int steps, NDArray<double> a, NDArray<double> b)
    {
        for (var t = 1; t < steps; t++)
        {
            b = b.At[1..^1, 1..^1, 1..^1].Set(Step(a));
            a = a.At[1..^1, 1..^1, 1..^1].Set(Step(b));
        }

        return (a, b);
    }

    private static NDArray<double> Step(NDArray<double> x) =>
        0.125 * (x[2.., 1..^1, 1..^1] - 2 * x[1..^1, 1..^1, 1..^1] + x[..^2, 1..^1, 1..^1])
        + 0.125 * (x[1..^1, 2.., 1..^1] - 2 * x[1..^1, 1..^1, 1..^1] + x[1..^1, ..^2, 1..^1])
        + 0.125 * (x[1..^1, 1..^1, 2..] - 2 * x[1..^1, 1..^1, 1..^1] + x[1..^1, 1..^1, ..^2])
        + x[1..^1, 1..^1, 1..^1];
}
