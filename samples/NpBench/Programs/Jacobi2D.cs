using Kernels;

namespace NpBench;

/// <summary>Jacobi's iteration: every point becomes the mean of itself and its neighbours, two fields by turns.</summary>
internal static partial class Jacobi2D
{
    public static NpProgram Program { get; } = new("jacobi_2d", 1e-12, s =>
    {
        var (n, steps) = (s.Int("N"), s.Int("TSTEPS"));
        var a = Inputs.Make([n, n], p => ((double)(p / n) * (p % n + 2) + 2) / n);
        var b = Inputs.Make([n, n], p => ((double)(p / n) * (p % n + 3) + 3) / n);
        return () =>
        {
            var (a1, b1) = Iterate(steps, a, b);
            return [Output.Of("A", a1), Output.Of("B", b1)];
        };
    });

    [Jit]
    public static (NDArray<double> A, NDArray<double> B) Iterate(int steps, NDArray<double> a, NDArray<double> b)
    {
        for (var t = 1; t < steps; t++)
        {
            b = b.At[1..^1, 1..^1].Set(0.2 * (a[1..^1, 1..^1] + a[1..^1, ..^2] + a[1..^1, 2..] + a[2.., 1..^1] + a[..^2, 1..^1]));
            a = a.At[1..^1, 1..^1].Set(0.2 * (b[1..^1, 1..^1] + b[1..^1, ..^2] + b[1..^1, 2..] + b[2.., 1..^1] + b[..^2, 1..^1]));
        }

        return (a, b);
    }
}
