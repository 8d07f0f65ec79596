using System.Collections.Concurrent;
using System.Numerics;

namespace Kernels.Drivers.Fourier;

/// <summary>The factors of a length and the roots of unity that its passes multiply by; made once for each length.</summary>
internal sealed class FourierPlan<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A length with a larger prime factor is taken as a convolution: a pass of radix r costs r operations an element.</summary>
    public const int LargestRadix = 47;

    // So many lengths are remembered.
    private const int Capacity = 64;

    private static readonly ConcurrentDictionary<int, FourierPlan<T>> s_plans = [];

    private FourierPlan(int length, int[] radices)
    {
        Length = length;
        Radices = radices;
        Roots = new T[radices.Length][];
        Units = new T[radices.Length][];
        var n = length;
        for (var pass = 0; pass < radices.Length; pass++)
        {
            int radix = radices[pass], m = n / radix;
            // For each p, the powers w^p, w^2p, ... as real, imaginary and negated imaginary part.
            var roots = Roots[pass] = new T[3 * (radix - 1) * m];
            for (var p = 0; p < m; p++)
            {
                for (var k = 1; k < radix; k++)
                {
                    var (re, im) = Root((long)p * k, n);
                    var at = 3 * (p * (radix - 1) + k - 1);
                    (roots[at], roots[at + 1], roots[at + 2]) = (T.CreateChecked(re), T.CreateChecked(im), T.CreateChecked(-im));
                }
            }
            // The radix's own roots, for those without a pass of their own.
            var units = Units[pass] = new T[3 * radix];
            for (var k = 0; k < radix; k++)
            {
                var (re, im) = Root(k, radix);
                (units[3 * k], units[3 * k + 1], units[3 * k + 2]) = (T.CreateChecked(re), T.CreateChecked(im), T.CreateChecked(-im));
            }
            n = m;
        }
    }

    public int Length { get; }

    /// <summary>The radix of each pass.</summary>
    public int[] Radices { get; }

    public T[][] Roots { get; }

    public T[][] Units { get; }

    /// <summary>The plan of a length, or null if it has too large a prime factor.</summary>
    public static FourierPlan<T>? For(int length)
    {
        if (s_plans.TryGetValue(length, out var plan)) return plan;
        if (Factors(length) is not { } radices) return null;
        if (s_plans.Count >= Capacity) s_plans.Clear();
        return s_plans[length] = new FourierPlan<T>(length, radices);
    }

    /// <summary>e^(-2 pi i k / n), to the last bit or so of a double.</summary>
    public static (double Real, double Imaginary) Root(long k, long n)
    {
        k %= n;
        // Within an eighth of a turn both functions are at their best.
        var (turned, eighths) = (8 * k, (8 * k + n / 2) / n);
        var (sin, cos) = Math.SinCos(2 * Math.PI * ((turned - eighths * n) / (8.0 * n)));
        const double Half = 0.70710678118654752440;
        var (c, s) = (eighths & 7) switch
        {
            0 => (cos, sin),
            1 => (Half * (cos - sin), Half * (cos + sin)),
            2 => (-sin, cos),
            3 => (-Half * (cos + sin), Half * (cos - sin)),
            4 => (-cos, -sin),
            5 => (-Half * (cos - sin), -Half * (cos + sin)),
            6 => (sin, -cos),
            _ => (Half * (cos + sin), -Half * (cos - sin)),
        };
        return (c, -s);
    }

    /// <summary>The radices of a length, or null if it has too large a prime factor.</summary>
    private static int[]? Factors(int length)
    {
        List<int> radices = [];
        foreach (var radix in (ReadOnlySpan<int>)[4, 2, 3])
            for (; length % radix == 0; length /= radix) radices.Add(radix);
        for (var radix = 5; radix <= LargestRadix; radix += 2)
            for (; length % radix == 0; length /= radix) radices.Add(radix);
        return length == 1 ? [.. radices] : null;
    }
}
