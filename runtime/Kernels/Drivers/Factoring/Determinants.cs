using System.Numerics;

namespace Kernels.Drivers.Factoring;

/// <summary>Determinants, the products of pivots.</summary>
internal static unsafe class Determinants
{
    /// <summary>Writes the determinant of a factored matrix, or its sign and logarithm.</summary>
    public static void Write<T>(in Systems<T> systems, int index, in Block<T> factors, int* pivots) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var to = systems.Result + (long)index * systems.Planes;
        if (systems.Task == FactorTask.Determinant)
        {
            var (re, im, exponent) = Product(factors, pivots);
            to[0] = T.ScaleB(re, exponent);
            if (systems.IsComplex) to[1] = T.ScaleB(im, exponent);
            return;
        }
        var (signRe, signIm, logarithm) = (T.One, T.Zero, T.Zero);
        for (var i = 0; i < factors.Rows; i++)
        {
            var (x, y) = Pivot(factors, i);
            var size = factors.IsComplex ? T.Hypot(x, y) : T.Abs(x);
            logarithm += T.Log(size);
            if (!T.IsZero(size)) (x, y) = (x / size, y / size);
            (signRe, signIm) = (signRe * x - signIm * y, signRe * y + signIm * x);
            if (pivots[i] != i) (signRe, signIm) = (-signRe, -signIm);
        }
        to[0] = signRe;
        if (systems.IsComplex) to[1] = signIm;
        systems.Logarithms[index] = logarithm;
    }

    private static (T Re, T Im) Pivot<T>(in Block<T> factors, int i) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = i * factors.Row + i;
        return (factors.Real[at], factors.IsComplex ? factors.Imaginary[at] : T.Zero);
    }

    // The product, times a power of two: what is between overflows no earlier than the result.
    private static (T Re, T Im, int Exponent) Product<T>(in Block<T> factors, int* pivots) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (re, im, exponent) = (T.One, T.Zero, 0);
        for (var i = 0; i < factors.Rows; i++)
        {
            var (x, y) = Pivot(factors, i);
            (re, im) = factors.IsComplex ? (re * x - im * y, re * y + im * x) : (re * x, T.Zero);
            if (pivots[i] != i) (re, im) = (-re, -im);
            var size = T.Max(T.Abs(re), T.Abs(im));
            if (T.IsZero(size) || !T.IsFinite(size)) continue;
            var power = T.ILogB(size);
            (re, im, exponent) = (T.ScaleB(re, -power), T.ScaleB(im, -power), exponent + power);
        }
        return (re, im, exponent);
    }
}
