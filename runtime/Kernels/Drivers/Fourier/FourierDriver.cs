using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Fourier;

/// <summary>Fourier transforms of contiguous rows on the CPU; complex numbers are two T each.</summary>
internal static unsafe class FourierDriver<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // A convolution's rows are taken in groups of about so many elements.
    private const int GroupSize = 1 << 18;

    private static readonly ConcurrentDictionary<int, (T[] Chirp, T[] Filter)> s_chirps = [];

    private static readonly ConcurrentDictionary<int, T[]> s_roots = [];

    /// <summary>Transforms rows of n complex numbers; the target may not share memory with the source.</summary>
    public static void Complex(T* from, T* to, int rows, int n, bool inverse, T scale, int threads)
    {
        if (rows == 0 || n == 0) return;
        if (FourierPlan<T>.For(n) is null) Chirp(from, to, rows, n, inverse, scale, threads);
        else if (Vector512.IsHardwareAccelerated) RowTransforms<T, Wide512<T>, Vector512<T>>.Complex(from, to, rows, n, inverse, scale, threads);
        else if (Vector256.IsHardwareAccelerated) RowTransforms<T, Wide256<T>, Vector256<T>>.Complex(from, to, rows, n, inverse, scale, threads);
        else RowTransforms<T, Wide128<T>, Vector128<T>>.Complex(from, to, rows, n, inverse, scale, threads);
    }

    /// <summary>Transforms rows of n real numbers to n / 2 + 1 complex ones.</summary>
    public static void Real(T* from, T* to, int rows, int n, T scale, int threads)
    {
        var half = n / 2 + 1;
        if (n % 2 != 0)
        {
            var buffers = BufferPool.Rent<T>(checked(4 * rows * n));
            fixed (T* whole = buffers)
            {
                for (long i = 0; i < (long)rows * n; i++) (whole[2 * i], whole[2 * i + 1]) = (from[i], T.Zero);
                var spectrum = whole + 2L * rows * n;
                Complex(whole, spectrum, rows, n, false, scale, threads);
                for (long row = 0; row < rows; row++) new Span<T>(spectrum + 2 * row * n, 2 * half).CopyTo(new Span<T>(to + 2 * row * half, 2 * half));
            }
            BufferPool.Return(buffers);
            return;
        }
        // Pairs of real numbers as complex ones, and their spectrum taken apart.
        var m = n / 2;
        var roots = Roots(n);
        if (Vector512.IsHardwareAccelerated ? RowTransforms<T, Wide512<T>, Vector512<T>>.TryReal(from, to, rows, m, scale, roots, threads)
            : Vector256.IsHardwareAccelerated ? RowTransforms<T, Wide256<T>, Vector256<T>>.TryReal(from, to, rows, m, scale, roots, threads)
            : RowTransforms<T, Wide128<T>, Vector128<T>>.TryReal(from, to, rows, m, scale, roots, threads)) return;
        var scratch = BufferPool.Rent<T>(checked(2 * rows * m));
        fixed (T* z = scratch)
        {
            Complex(from, z, rows, m, false, scale, threads);
            for (long row = 0; row < rows; row++) Unpair(z + row * 2 * m, to + row * 2 * half, m, roots);
        }
        BufferPool.Return(scratch);
    }

    /// <summary>Rows of n real numbers from the first n / 2 + 1 elements of their spectra; the imaginary parts of the first, and for an even n of the last, have no say.</summary>
    public static void RealInverse(T* from, T* to, int rows, int n, T scale, int threads)
    {
        var half = n / 2 + 1;
        var length = n % 2 == 0 ? n / 2 : n;
        var buffers = BufferPool.Rent<T>(checked(4 * rows * length));
        fixed (T* spectrum = buffers)
        {
            var roots = n % 2 == 0 ? Roots(n) : [];
            for (long row = 0; row < rows; row++)
            {
                T* x = from + 2 * row * half, z = spectrum + 2 * row * length;
                if (n % 2 == 0) Pair(x, z, length, roots);
                else
                {
                    (z[0], z[1]) = (x[0], T.Zero);
                    for (var k = 1; k < half; k++)
                    {
                        (z[2 * k], z[2 * k + 1]) = (x[2 * k], x[2 * k + 1]);
                        (z[2 * (n - k)], z[2 * (n - k) + 1]) = (x[2 * k], -x[2 * k + 1]);
                    }
                }
            }
            if (n % 2 == 0)
            {
                Complex(spectrum, to, rows, length, true, scale + scale, threads);
            }
            else
            {
                var whole = spectrum + 2L * rows * n;
                Complex(spectrum, whole, rows, n, true, scale, threads);
                for (long i = 0; i < (long)rows * n; i++) to[i] = whole[2 * i];
            }
        }
        BufferPool.Return(buffers);
    }

    // e^(-2 pi i k / n) for k up to n / 4; remembered, since computing them takes longer than the transform.
    private static T[] Roots(int n)
    {
        if (s_roots.TryGetValue(n, out var known)) return known;
        var roots = new T[2 * (n / 4 + 1)];
        for (var k = 0; k <= n / 4; k++)
        {
            var (re, im) = FourierPlan<T>.Root(k, n);
            (roots[2 * k], roots[2 * k + 1]) = (T.CreateChecked(re), T.CreateChecked(im));
        }
        if (s_roots.Count >= 16) s_roots.Clear();
        return s_roots[n] = roots;
    }

    // LanePasses.Unpair of one row.
    private static void Unpair(T* z, T* x, long m, T[] roots)
    {
        var half = T.CreateChecked(0.5);
        (x[0], x[1], x[2 * m], x[2 * m + 1]) = (z[0] + z[1], T.Zero, z[0] - z[1], T.Zero);
        for (long k = 1; 2 * k <= m; k++)
        {
            T pr = z[2 * k], pi = z[2 * k + 1], qr = z[2 * (m - k)], qi = z[2 * (m - k) + 1];
            T er = half * (pr + qr), ei = half * (pi - qi), or = half * (pr - qr), oi = half * (pi + qi);
            T c = roots[2 * k], s = roots[2 * k + 1];
            T ur = c * oi + s * or, ui = s * oi - c * or;
            (x[2 * k], x[2 * k + 1]) = (er + ur, ei + ui);
            (x[2 * (m - k)], x[2 * (m - k) + 1]) = (er - ur, ui - ei);
        }
    }

    // What Unpair takes apart.
    private static void Pair(T* x, T* z, long m, T[] roots)
    {
        var half = T.CreateChecked(0.5);
        (z[0], z[1]) = (half * (x[0] + x[2 * m]), half * (x[0] - x[2 * m]));
        for (long k = 1; 2 * k <= m; k++)
        {
            T pr = x[2 * k], pi = x[2 * k + 1], qr = x[2 * (m - k)], qi = x[2 * (m - k) + 1];
            T er = half * (pr + qr), ei = half * (pi - qi), ur = half * (pr - qr), ui = half * (pi + qi);
            // The odd samples' spectrum, (ur + i ui) / w, times i.
            T c = roots[2 * k], s = roots[2 * k + 1];
            T or = c * ur + s * ui, oi = c * ui - s * ur;
            (z[2 * k], z[2 * k + 1]) = (er - oi, ei + or);
            (z[2 * (m - k)], z[2 * (m - k) + 1]) = (er + oi, or - ei);
        }
    }

    // Bluestein's algorithm: with jk = (j^2 + k^2 - (k - j)^2) / 2 a transform is a convolution with a chirp, which transforms of a length that is a power
    // of 2 compute.
    private static void Chirp(T* from, T* to, int rows, int n, bool inverse, T scale, int threads)
    {
        var length = checked((int)BitOperations.RoundUpToPowerOf2((uint)n * 2 - 1));
        var (chirp, filter) = ChirpOf(n, length, threads);
        var group = Math.Clamp(GroupSize / length, 1, rows);
        var first = BufferPool.Rent<T>(checked(2 * group * length));
        var second = BufferPool.Rent<T>(checked(2 * group * length));
        int re = inverse ? 1 : 0, im = 1 - re;
        fixed (T* a = first, b = second)
        {
            for (var start = 0; start < rows; start += group)
            {
                var count = Math.Min(group, rows - start);
                for (var row = 0; row < count; row++)
                {
                    T* x = from + 2L * (start + row) * n, y = a + 2L * row * length;
                    new Span<T>(y, 2 * length).Clear();
                    for (long k = 0; k < n; k++) Multiply(x[2 * k + re], x[2 * k + im], chirp[2 * k], chirp[2 * k + 1], out y[2 * k], out y[2 * k + 1]);
                }
                Complex(a, b, count, length, false, T.One, threads);
                for (var row = 0; row < count; row++)
                {
                    var y = b + 2L * row * length;
                    for (long k = 0; k < length; k++) Multiply(y[2 * k], y[2 * k + 1], filter[2 * k], filter[2 * k + 1], out y[2 * k], out y[2 * k + 1]);
                }
                Complex(b, a, count, length, true, scale / T.CreateChecked(length), threads);
                for (var row = 0; row < count; row++)
                {
                    T* y = a + 2L * row * length, x = to + 2L * (start + row) * n;
                    for (long k = 0; k < n; k++) Multiply(y[2 * k], y[2 * k + 1], chirp[2 * k], chirp[2 * k + 1], out x[2 * k + re], out x[2 * k + im]);
                }
            }
        }
        BufferPool.Return(second);
        BufferPool.Return(first);
    }

    private static (T[] Chirp, T[] Filter) ChirpOf(int n, int length, int threads)
    {
        if (s_chirps.TryGetValue(n, out var known)) return known;
        var chirp = new T[2 * n];
        var filter = new T[2 * length];
        var spread = new T[2 * length];
        for (long k = 0; k < n; k++)
        {
            var (re, im) = FourierPlan<T>.Root(k * k % (2L * n), 2L * n);
            (chirp[2 * k], chirp[2 * k + 1]) = (T.CreateChecked(re), T.CreateChecked(im));
            foreach (var at in (ReadOnlySpan<long>)[k, (length - k) % length]) (spread[2 * at], spread[2 * at + 1]) = (T.CreateChecked(re), T.CreateChecked(-im));
        }
        fixed (T* a = spread, b = filter) Complex(a, b, 1, length, false, T.One, threads);
        if (s_chirps.Count >= 16) s_chirps.Clear();
        return s_chirps[n] = (chirp, filter);
    }

    private static void Multiply(T ar, T ai, T br, T bi, out T re, out T im) => (re, im) = (ar * br - ai * bi, ar * bi + ai * br);
}
