using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Fourier;

/// <summary>Transforms as many sequences at once as a vector has lanes, by Stockham's passes, which put the result in order.</summary>
/// <remarks>Element e of the sequences stands at e * 2 L: the real parts of all lanes, then the imaginary ones. Bounds: a pass of radix r over n = r m s
/// elements reads q + s (p + j m) and writes q + s (r p + k) for q &lt; s, p &lt; m, j, k &lt; r: each of n elements once.</remarks>
internal static unsafe class LanePasses<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    /// <summary>Transforms what stands in <paramref name="a"/>, with <paramref name="b"/> as scratch of the same size; returns the one that holds the result.</summary>
    public static T* Run(FourierPlan<T> plan, T* a, T* b)
    {
        int n = plan.Length, stride = 1;
        for (var pass = 0; pass < plan.Radices.Length; pass++)
        {
            var radix = plan.Radices[pass];
            var m = n / radix;
            fixed (T* roots = plan.Roots[pass], units = plan.Units[pass])
            {
                switch (radix)
                {
                    case 4: Four(a, b, m, stride, roots); break;
                    case 2: Two(a, b, m, stride, roots); break;
                    case 3: Three(a, b, m, stride, roots); break;
                    default: Any(a, b, radix, m, stride, roots, units); break;
                }
            }
            var from = a;
            a = b;
            b = from;
            n = m;
            stride *= radix;
        }
        return a;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(T* from, T* to, nint m, nint s, T* roots)
    {
        nint w = TWide.Count, one = 2 * w * s, apart = one * m;
        for (nint p = 0; p < m; p++, roots += 9, to += 3 * one)
        {
            TVector r1 = TWide.Splat(roots[0]), i1 = TWide.Splat(roots[1]), j1 = TWide.Splat(roots[2]);
            TVector r2 = TWide.Splat(roots[3]), i2 = TWide.Splat(roots[4]), j2 = TWide.Splat(roots[5]);
            TVector r3 = TWide.Splat(roots[6]), i3 = TWide.Splat(roots[7]), j3 = TWide.Splat(roots[8]);
            for (nint q = 0; q < s; q++, from += 2 * w, to += 2 * w)
            {
                TVector x0 = TWide.Load(from), y0 = TWide.Load(from + w);
                TVector x2 = TWide.Load(from + 2 * apart), y2 = TWide.Load(from + 2 * apart + w);
                TVector ar = TWide.Add(x0, x2), ai = TWide.Add(y0, y2), br = TWide.Subtract(x0, x2), bi = TWide.Subtract(y0, y2);
                TVector x1 = TWide.Load(from + apart), y1 = TWide.Load(from + apart + w);
                TVector x3 = TWide.Load(from + 3 * apart), y3 = TWide.Load(from + 3 * apart + w);
                TVector cr = TWide.Add(x1, x3), ci = TWide.Add(y1, y3), dr = TWide.Subtract(x1, x3), di = TWide.Subtract(y1, y3);
                TWide.Store(TWide.Add(ar, cr), to);
                TWide.Store(TWide.Add(ai, ci), to + w);
                TVector ur = TWide.Add(br, di), ui = TWide.Subtract(bi, dr);
                TWide.Store(TWide.MultiplyAdd(ur, r1, TWide.Multiply(ui, j1)), to + one);
                TWide.Store(TWide.MultiplyAdd(ur, i1, TWide.Multiply(ui, r1)), to + one + w);
                ur = TWide.Subtract(ar, cr);
                ui = TWide.Subtract(ai, ci);
                TWide.Store(TWide.MultiplyAdd(ur, r2, TWide.Multiply(ui, j2)), to + 2 * one);
                TWide.Store(TWide.MultiplyAdd(ur, i2, TWide.Multiply(ui, r2)), to + 2 * one + w);
                ur = TWide.Subtract(br, di);
                ui = TWide.Add(bi, dr);
                TWide.Store(TWide.MultiplyAdd(ur, r3, TWide.Multiply(ui, j3)), to + 3 * one);
                TWide.Store(TWide.MultiplyAdd(ur, i3, TWide.Multiply(ui, r3)), to + 3 * one + w);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two(T* from, T* to, nint m, nint s, T* roots)
    {
        nint w = TWide.Count, one = 2 * w * s, apart = one * m;
        for (nint p = 0; p < m; p++, roots += 3, to += one)
        {
            TVector r1 = TWide.Splat(roots[0]), i1 = TWide.Splat(roots[1]), j1 = TWide.Splat(roots[2]);
            for (nint q = 0; q < s; q++, from += 2 * w, to += 2 * w)
            {
                TVector x0 = TWide.Load(from), y0 = TWide.Load(from + w), x1 = TWide.Load(from + apart), y1 = TWide.Load(from + apart + w);
                TWide.Store(TWide.Add(x0, x1), to);
                TWide.Store(TWide.Add(y0, y1), to + w);
                Turn(TWide.Subtract(x0, x1), TWide.Subtract(y0, y1), r1, i1, j1, to + one);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Three(T* from, T* to, nint m, nint s, T* roots)
    {
        nint w = TWide.Count, one = 2 * w * s, apart = one * m;
        var half = TWide.Splat(T.CreateChecked(-0.5));
        var root = TWide.Splat(T.CreateChecked(0.86602540378443864676));
        for (nint p = 0; p < m; p++, roots += 6, to += 2 * one)
        {
            TVector r1 = TWide.Splat(roots[0]), i1 = TWide.Splat(roots[1]), j1 = TWide.Splat(roots[2]);
            TVector r2 = TWide.Splat(roots[3]), i2 = TWide.Splat(roots[4]), j2 = TWide.Splat(roots[5]);
            for (nint q = 0; q < s; q++, from += 2 * w, to += 2 * w)
            {
                TVector x0 = TWide.Load(from), y0 = TWide.Load(from + w), x1 = TWide.Load(from + apart), y1 = TWide.Load(from + apart + w);
                TVector x2 = TWide.Load(from + 2 * apart), y2 = TWide.Load(from + 2 * apart + w);
                TVector sr = TWide.Add(x1, x2), si = TWide.Add(y1, y2);
                TVector dr = TWide.Multiply(root, TWide.Subtract(x1, x2)), di = TWide.Multiply(root, TWide.Subtract(y1, y2));
                TWide.Store(TWide.Add(x0, sr), to);
                TWide.Store(TWide.Add(y0, si), to + w);
                TVector mr = TWide.MultiplyAdd(half, sr, x0), mi = TWide.MultiplyAdd(half, si, y0);
                Turn(TWide.Add(mr, di), TWide.Subtract(mi, dr), r1, i1, j1, to + one);
                Turn(TWide.Subtract(mr, di), TWide.Add(mi, dr), r2, i2, j2, to + 2 * one);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Any(T* from, T* to, nint radix, nint m, nint s, T* roots, T* units)
    {
        nint w = TWide.Count, one = 2 * w * s, apart = one * m;
        for (nint p = 0; p < m; p++, roots += 3 * (radix - 1), to += (radix - 1) * one)
        {
            for (nint q = 0; q < s; q++, from += 2 * w, to += 2 * w)
            {
                for (nint k = 0; k < radix; k++)
                {
                    TVector re = TWide.Load(from), im = TWide.Load(from + w);
                    nint unit = 0;
                    for (nint j = 1; j < radix; j++)
                    {
                        unit += k;
                        if (unit >= radix) unit -= radix;
                        TVector x = TWide.Load(from + j * apart), y = TWide.Load(from + j * apart + w);
                        TVector c = TWide.Splat(units[3 * unit]), d = TWide.Splat(units[3 * unit + 1]), e = TWide.Splat(units[3 * unit + 2]);
                        re = TWide.MultiplyAdd(x, c, TWide.MultiplyAdd(y, e, re));
                        im = TWide.MultiplyAdd(x, d, TWide.MultiplyAdd(y, c, im));
                    }
                    if (k == 0)
                    {
                        TWide.Store(re, to);
                        TWide.Store(im, to + w);
                        continue;
                    }
                    var root = roots + 3 * (k - 1);
                    Turn(re, im, TWide.Splat(root[0]), TWide.Splat(root[1]), TWide.Splat(root[2]), to + k * one);
                }
            }
        }
    }

    // Stores (re + i im) (r + i s), with t = -s.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(TVector re, TVector im, TVector r, TVector s, TVector t, T* to)
    {
        TWide.Store(TWide.MultiplyAdd(re, r, TWide.Multiply(im, t)), to);
        TWide.Store(TWide.MultiplyAdd(re, s, TWide.Multiply(im, r)), to + TWide.Count);
    }

    /// <summary>Multiplies element e by the roots at [a of e / Inner] and [b of e % Inner], a table of each for these lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Twiddle(T* x, int n, T* outer, T* inner, int innerCount)
    {
        nint w = TWide.Count;
        for (nint e = 0, a = 0; e < n; a++)
        {
            TVector or = TWide.Load(outer + a * 2 * w), oi = TWide.Load(outer + a * 2 * w + w);
            for (nint b = 0; b < innerCount && e < n; b++, e++, x += 2 * w)
            {
                TVector ir = TWide.Load(inner + b * 2 * w), ii = TWide.Load(inner + b * 2 * w + w);
                TVector r = TWide.Subtract(TWide.Multiply(or, ir), TWide.Multiply(oi, ii)), i = TWide.MultiplyAdd(or, ii, TWide.Multiply(oi, ir));
                TVector re = TWide.Load(x), im = TWide.Load(x + w);
                TWide.Store(TWide.Subtract(TWide.Multiply(re, r), TWide.Multiply(im, i)), x);
                TWide.Store(TWide.MultiplyAdd(re, i, TWide.Multiply(im, r)), x + w);
            }
        }
    }

    /// <summary>The spectrum of n real numbers, elements 0 to n / 2, from that of their pairs taken as n / 2 complex numbers.</summary>
    /// <param name="z">The pairs' spectrum, n / 2 elements.</param>
    /// <param name="x">Receives n / 2 + 1 elements.</param>
    /// <param name="m">n / 2.</param>
    /// <param name="roots">The roots e^(-2 pi i k / n) for k up to n / 4, as real and imaginary part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Unpair(T* z, T* x, nint m, T* roots)
    {
        nint w = TWide.Count, one = 2 * w;
        var half = TWide.Splat(T.CreateChecked(0.5));
        var zero = TWide.Splat(T.Zero);
        TVector first = TWide.Load(z), second = TWide.Load(z + w);
        TWide.Store(TWide.Add(first, second), x);
        TWide.Store(zero, x + w);
        TWide.Store(TWide.Subtract(first, second), x + m * one);
        TWide.Store(zero, x + m * one + w);
        for (nint k = 1; 2 * k <= m; k++)
        {
            T* p = z + k * one, q = z + (m - k) * one;
            TVector pr = TWide.Load(p), pi = TWide.Load(p + w), qr = TWide.Load(q), qi = TWide.Load(q + w);
            TVector er = TWide.Multiply(half, TWide.Add(pr, qr)), ei = TWide.Multiply(half, TWide.Subtract(pi, qi));
            TVector or = TWide.Multiply(half, TWide.Subtract(pr, qr)), oi = TWide.Multiply(half, TWide.Add(pi, qi));
            TVector c = TWide.Splat(roots[2 * k]), s = TWide.Splat(roots[2 * k + 1]);
            // (c + i s) (oi - i or)
            TVector ur = TWide.MultiplyAdd(c, oi, TWide.Multiply(s, or)), ui = TWide.Subtract(TWide.Multiply(s, oi), TWide.Multiply(c, or));
            TWide.Store(TWide.Add(er, ur), x + k * one);
            TWide.Store(TWide.Add(ei, ui), x + k * one + w);
            TWide.Store(TWide.Subtract(er, ur), x + (m - k) * one);
            TWide.Store(TWide.Subtract(ui, ei), x + (m - k) * one + w);
        }
    }

    /// <summary>Multiplies n elements by a number.</summary>
    public static void Scale(T* x, int n, T scale)
    {
        if (scale == T.One) return;
        var factor = TWide.Splat(scale);
        for (nint i = 0; i < (nint)n * 2 * TWide.Count; i += TWide.Count) TWide.Store(TWide.Multiply(factor, TWide.Load(x + i)), x + i);
    }
}
