using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Factoring;

/// <summary>The vector loops of factoring: a vector less multiples of others, a vector over a number, the largest element.</summary>
/// <remarks>
/// <para>An element's value is the same at every width: its multiples are taken off in order, each with one fused multiply-add where the CPU has it.</para>
/// <para>Bounds: vectors are loaded and stored only where so many elements are left; the rest goes element by element.</para>
/// </remarks>
internal static unsafe class Combination<T, TWide, TVector>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWide : struct, IWide<T, TVector>
{
    /// <summary>x -= the sum of u[k] v[k] over <paramref name="count"/> vectors, in order of k.</summary>
    /// <param name="x">The vector that changes.</param>
    /// <param name="v">The first of the others.</param>
    /// <param name="stride">The elements from one of them to the next.</param>
    /// <param name="u">The first multiple.</param>
    /// <param name="uStride">The elements from one multiple to the next.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="length">The length of all vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(T* x, T* v, long stride, T* u, long uStride, int count, int length)
    {
        var w = TWide.Count;
        var i = 0;
        for (; i <= length - 4 * w; i += 4 * w)
        {
            TVector x0 = TWide.Load(x + i), x1 = TWide.Load(x + i + w), x2 = TWide.Load(x + i + 2 * w), x3 = TWide.Load(x + i + 3 * w);
            var from = v + i;
            var factor = u;
            for (var k = 0; k < count; k++, from += stride, factor += uStride)
            {
                var less = TWide.Splat(-*factor);
                x0 = TWide.MultiplyAdd(less, TWide.Load(from), x0);
                x1 = TWide.MultiplyAdd(less, TWide.Load(from + w), x1);
                x2 = TWide.MultiplyAdd(less, TWide.Load(from + 2 * w), x2);
                x3 = TWide.MultiplyAdd(less, TWide.Load(from + 3 * w), x3);
            }
            TWide.Store(x0, x + i);
            TWide.Store(x1, x + i + w);
            TWide.Store(x2, x + i + 2 * w);
            TWide.Store(x3, x + i + 3 * w);
        }
        for (; i <= length - w; i += w)
        {
            var sum = TWide.Load(x + i);
            var from = v + i;
            var factor = u;
            for (var k = 0; k < count; k++, from += stride, factor += uStride) sum = TWide.MultiplyAdd(TWide.Splat(-*factor), TWide.Load(from), sum);
            TWide.Store(sum, x + i);
        }
        for (; i < length; i++)
        {
            var sum = x[i];
            var from = v + i;
            var factor = u;
            for (var k = 0; k < count; k++, from += stride, factor += uStride) sum = T.MultiplyAddEstimate(-*factor, *from, sum);
            x[i] = sum;
        }
    }

    /// <summary>The same of complex numbers: x -= u v for each of the vectors, the four products of parts one after the other; with
    /// <paramref name="conjugate"/> by the conjugates of the multiples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(T* xRe, T* xIm, T* vRe, T* vIm, long stride, T* uRe, T* uIm, long uStride, int count, int length, bool conjugate)
    {
        var w = TWide.Count;
        var sign = conjugate ? T.One : -T.One;
        var i = 0;
        for (; i <= length - 2 * w; i += 2 * w)
        {
            TVector re0 = TWide.Load(xRe + i), re1 = TWide.Load(xRe + i + w), im0 = TWide.Load(xIm + i), im1 = TWide.Load(xIm + i + w);
            T* re = vRe + i, im = vIm + i, factor = uRe, other = uIm;
            for (var k = 0; k < count; k++, re += stride, im += stride, factor += uStride, other += uStride)
            {
                TVector a = TWide.Splat(-*factor), b = TWide.Splat(sign * *other), c = TWide.Splat(-sign * *other);
                TVector v0 = TWide.Load(re), v1 = TWide.Load(re + w), y0 = TWide.Load(im), y1 = TWide.Load(im + w);
                re0 = TWide.MultiplyAdd(c, y0, TWide.MultiplyAdd(a, v0, re0));
                re1 = TWide.MultiplyAdd(c, y1, TWide.MultiplyAdd(a, v1, re1));
                im0 = TWide.MultiplyAdd(b, v0, TWide.MultiplyAdd(a, y0, im0));
                im1 = TWide.MultiplyAdd(b, v1, TWide.MultiplyAdd(a, y1, im1));
            }
            TWide.Store(re0, xRe + i);
            TWide.Store(re1, xRe + i + w);
            TWide.Store(im0, xIm + i);
            TWide.Store(im1, xIm + i + w);
        }
        for (; i < length; i++)
        {
            T sumRe = xRe[i], sumIm = xIm[i];
            T* re = vRe + i, im = vIm + i, factor = uRe, other = uIm;
            for (var k = 0; k < count; k++, re += stride, im += stride, factor += uStride, other += uStride)
            {
                sumRe = T.MultiplyAddEstimate(-sign * *other, *im, T.MultiplyAddEstimate(-*factor, *re, sumRe));
                sumIm = T.MultiplyAddEstimate(sign * *other, *re, T.MultiplyAddEstimate(-*factor, *im, sumIm));
            }
            (xRe[i], xIm[i]) = (sumRe, sumIm);
        }
    }

    /// <summary>x /= divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(T* x, T divisor, int length)
    {
        var w = TWide.Count;
        var by = TWide.Splat(divisor);
        var i = 0;
        for (; i <= length - w; i += w) TWide.Store(TWide.Divide(TWide.Load(x + i), by), x + i);
        for (; i < length; i++) x[i] /= divisor;
    }

    /// <summary>The same of complex numbers, Smith's way, which does not overflow where the quotient does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(T* xRe, T* xIm, T re, T im, int length)
    {
        var isReal = T.Abs(re) >= T.Abs(im);
        // (x + i y) / (u + i v) = (-i)(x + i y) / (v - i u): the larger part is always the first.
        if (!isReal) (re, im) = (im, -re);
        var ratio = im / re;
        var divisor = T.MultiplyAddEstimate(im, ratio, re);
        var w = TWide.Count;
        TVector r = TWide.Splat(ratio), less = TWide.Splat(-ratio), by = TWide.Splat(divisor), minus = TWide.Splat(-T.One);
        var i = 0;
        for (; i <= length - w; i += w)
        {
            TVector x = TWide.Load(xRe + i), y = TWide.Load(xIm + i);
            if (!isReal) (x, y) = (y, TWide.Multiply(x, minus));
            TWide.Store(TWide.Divide(TWide.MultiplyAdd(y, r, x), by), xRe + i);
            TWide.Store(TWide.Divide(TWide.MultiplyAdd(x, less, y), by), xIm + i);
        }
        for (; i < length; i++)
        {
            T x = xRe[i], y = xIm[i];
            if (!isReal) (x, y) = (y, -x);
            xRe[i] = T.MultiplyAddEstimate(y, ratio, x) / divisor;
            xIm[i] = T.MultiplyAddEstimate(x, -ratio, y) / divisor;
        }
    }

    /// <summary>The first index of the largest absolute value, or of the first NaN; of a complex number that of its parts' sum, as LAPACK's <c>izamax</c>.</summary>
    /// <param name="re">The elements, or their real parts; at least one.</param>
    /// <param name="im">Their imaginary parts, or null.</param>
    /// <param name="length">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Largest(T* re, T* im, int length)
    {
        var w = TWide.Count;
        var i = 0;
        var largest = Size(re, im, 0);
        if (length >= 2 * w)
        {
            var most = TWide.Splat(largest);
            for (; i <= length - w; i += w)
            {
                var size = TWide.Abs(TWide.Load(re + i));
                if (im is not null) size = TWide.Add(size, TWide.Abs(TWide.Load(im + i)));
                most = TWide.Max(most, size);
            }
            var lanes = stackalloc T[w];
            TWide.Store(most, lanes);
            for (var lane = 0; lane < w; lane++) largest = T.Max(largest, lanes[lane]);
        }
        for (; i < length; i++) largest = T.Max(largest, Size(re, im, i));
        // A maximum with NaN is NaN.
        for (i = 0; i < length; i++)
        {
            var size = Size(re, im, i);
            if (size == largest || T.IsNaN(size)) return i;
        }
        return 0;
    }

    private static T Size(T* re, T* im, int i) => im is null ? T.Abs(re[i]) : T.Abs(re[i]) + T.Abs(im[i]);
}
