using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.ComplexArithmetic;

/// <summary>Arithmetic of complex arrays outside of kernels, element by element; in kernels it is made of real arithmetic, with the same bits.</summary>
internal static class ComplexDriver
{
    public static NDArray<Complex> Run<TA, TB, TFunction>(NDArray<TA> a, NDArray<TB> b, string operation) where TFunction : IComplexFunction<TA, TB>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!ReferenceEquals(a.Device, b.Device)) throw Device.Mixed(operation, a.Device, b.Device);
        var shape = ShapeGuard.Broadcast(a.Shape, b.Shape, operation, "");
        var (x, y) = (Dense(a, shape), Dense(b, shape));
        var result = NDArray.Uninitialized<Complex>(shape, operation, out var data);
        KernelCounters.Launched();
        Run<TA, TB, TFunction>(x.HostSpan, y.HostSpan, data);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        return result.To(a.Device);
    }

    // One element stands for all.
    private static NDArray<T> Dense<T>(NDArray<T> x, Shape shape) => (x.Size == 1 ? x : NDArray.BroadcastTo(x, shape)).OnHost().Contiguous();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]        // one call has all the work
    private static void Run<TA, TB, TFunction>(ReadOnlySpan<TA> a, ReadOnlySpan<TB> b, Span<Complex> to) where TFunction : IComplexFunction<TA, TB>
    {
        int stepA = a.Length == 1 ? 0 : 1, stepB = b.Length == 1 ? 0 : 1;
        for (int i = 0, p = 0, q = 0; i < to.Length; i++, p += stepA, q += stepB) to[i] = TFunction.Apply(a[p], b[q]);
    }
}

/// <summary>A function of two numbers, one of which at least is complex.</summary>
internal interface IComplexFunction<TA, TB>
{
    static abstract Complex Apply(TA a, TB b);
}

/// <summary>a + b.</summary>
internal readonly struct ComplexSum : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static Complex Apply(Complex a, double b) => new(a.Real + b, a.Imaginary);
}

/// <summary>a - b.</summary>
internal readonly struct ComplexDifference : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>, IComplexFunction<double, Complex>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static Complex Apply(Complex a, double b) => new(a.Real - b, a.Imaginary);

    public static Complex Apply(double a, Complex b) => new(a - b.Real, -b.Imaginary);
}

/// <summary>a * b.</summary>
internal readonly struct ComplexProduct : IComplexFunction<Complex, Complex>, IComplexFunction<Complex, double>
{
    public static Complex Apply(Complex a, Complex b) => new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static Complex Apply(Complex a, double b) => new(a.Real * b, a.Imaginary * b);
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
}
