using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>Mandelbrot's set: z becomes z * z + c until it leaves the horizon; the last turn in which it was within, 0 if it never leaves, and where it is then.</summary>
internal static partial class Mandelbrot1
{
    public static NpProgram Program { get; } = new("mandelbrot1", 1e-9, s =>
    {
        var (xn, yn) = (s.Int("XN"), s.Int("YN"));
        var (x, y) = (Linspace(s["xmin"], s["xmax"], xn), Linspace(s["ymin"], s["ymax"], yn)[.., NewAxis]);
        return () =>
        {
            var (re, im, n) = Iterate(x, y, s.Int("maxiter"), s["horizon"]);
            return [Output.Of("re", re), Output.Of("im", im), Output.Of("n", n)];
        };
    });

    [Vmap(Shared = [nameof(iterations), nameof(horizon)])]
    public static (double Re, double Im, int N) Iterate(double x, double y, int iterations, double horizon)
    {
        var (re, im, n) = (0.0, 0.0, 0);
        for (var k = 0; k < iterations; k++)
        {
            if (re * re + im * im < horizon * horizon)
            {
                n = k;
                (re, im) = (re * re - im * im + x, re * im + im * re + y);
            }
        }

        return (re, im, n == iterations - 1 ? 0 : n);
    }
}
