namespace Kernels.Benchmarks;

/// <summary>Loops that every element leaves when it is done.</summary>
internal static partial class Fractals
{
    public static Workload[] Workloads { get; } =
    [
        new("mandelbrot", i => { var cr = i.Floats("cr"); var ci = i.Floats("ci"); var m = i.Int("m"); return () => Escape(cr, ci, m); }),
    ];

    [Vmap(Shared = [nameof(max)])]
    public static int Escape(float cr, float ci, int max)
    {
        float re = 0, im = 0;
        for (var k = 0; k < max; k++)
        {
            (re, im) = (re * re - im * im + cr, 2 * re * im + ci);
            if (re * re + im * im > 4) return k;
        }

        return max;
    }
}
