using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F64 = System.Runtime.Intrinsics.Vector256<double>;

namespace Kernels.Drivers.ComplexArithmetic;

/// <summary>a + b.</summary>
internal readonly struct ComplexSum : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static Complex Apply(Complex a, double b) => new(a.Real + b, a.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe + bRe, aIm + bIm);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, double>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe + bRe, aIm);
}

/// <summary>a - b.</summary>
internal readonly struct ComplexDifference : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>, IComplexFunction<double, Complex>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static Complex Apply(Complex a, double b) => new(a.Real - b, a.Imaginary);

    public static Complex Apply(double a, Complex b) => new(a - b.Real, -b.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe - bRe, aIm - bIm);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, double>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe - bRe, aIm);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<double, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe - bRe, -bIm);
}

/// <summary>a * b.</summary>
internal readonly struct ComplexProduct : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static Complex Apply(Complex a, double b) => new(a.Real * b, a.Imaginary * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) =>
        (re, im) = (aRe * bRe - aIm * bIm, aRe * bIm + aIm * bRe);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, double>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe * bRe, aIm * bRe);
}

/// <summary>a / b: Smith's way, which does not overflow where the quotient does not.</summary>
internal readonly struct ComplexQuotient : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>, IComplexFunction<double, Complex>
{
    public static Complex Apply(Complex a, Complex b)
    {
        var real = Math.Abs(b.Imaginary) < Math.Abs(b.Real);
        var (large, small) = real ? (b.Real, b.Imaginary) : (b.Imaginary, b.Real);
        var ratio = small / large;
        var divisor = large + small * ratio;
        return real ? new((a.Real + a.Imaginary * ratio) / divisor, (a.Imaginary - a.Real * ratio) / divisor)
            : new((a.Imaginary + a.Real * ratio) / divisor, (a.Imaginary * ratio - a.Real) / divisor);
    }

    public static Complex Apply(Complex a, double b) => new(a.Real / b, a.Imaginary / b);

    public static Complex Apply(double a, Complex b) => Apply(new Complex(a, 0), b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => Divide(aRe, aIm, bRe, bIm, out re, out im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<Complex, double>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => (re, im) = (aRe / bRe, aIm / bRe);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IComplexFunction<double, Complex>.Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im) => Divide(aRe, F64.Zero, bRe, bIm, out re, out im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im)
    {
        var real = Vector256.LessThan(Vector256.Abs(bIm), Vector256.Abs(bRe));
        F64 large = Vector256.ConditionalSelect(real, bRe, bIm), small = Vector256.ConditionalSelect(real, bIm, bRe);
        var ratio = small / large;
        var divisor = large + small * ratio;
        F64 x = Vector256.ConditionalSelect(real, aRe, aIm), y = Vector256.ConditionalSelect(real, aIm, aRe);
        re = (x + y * ratio) / divisor;
        // The subtraction the other way round where the parts are: of the same products, and so the same bits.
        var other = x * ratio;
        im = Vector256.ConditionalSelect(real, y - other, other - y) / divisor;
    }
}
