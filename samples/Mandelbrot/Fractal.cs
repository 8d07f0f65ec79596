using Kernels;

namespace Mandelbrot;

/// <summary>The escape times of the Mandelbrot set.</summary>
internal static partial class Fractal
{
    /// <summary>How many turns of z² + c it takes to get farther than 2 from the origin, at most <paramref name="max"/>.</summary>
    /// <remarks>An ordinary method of one point. The generator adds the overload over arrays of points, which computes as many as the
    /// processor has lanes, and ends the loop when none of them is left.</remarks>
    /// <param name="cr">The real part of the point.</param>
    /// <param name="ci">The imaginary part.</param>
    /// <param name="max">The most turns, for all points alike.</param>
    [Vmap(Shared = [nameof(max)])]
    public static int Escape(float cr, float ci, int max)
    {
        float zr = 0, zi = 0;
        for (var k = 0; k < max; k++)
        {
            float r2 = zr * zr, i2 = zi * zi;
            if (r2 + i2 > 4f) return k;
            zi = 2f * zr * zi + ci;
            zr = r2 - i2 + cr;
        }

        return max;
    }

    /// <summary>A channel of a pixel's colour: dark within the set and far from it, bright near its edge.</summary>
    /// <param name="turns">The escape time.</param>
    /// <param name="max">The most turns.</param>
    /// <param name="phase">Which channel.</param>
    [Vmap(Shared = [nameof(max), nameof(phase)])]
    public static byte Shade(int turns, int max, float phase)
    {
        if (turns >= max) return 0;
        var glow = MathF.Sqrt((float)turns / max);
        return (byte)(255f * (0.5f - 0.5f * MathF.Cos(6.2831853f * (glow + phase) * glow)));
    }
}
