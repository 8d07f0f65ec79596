using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;
using F64 = System.Runtime.Intrinsics.Vector256<double>;

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
        int stepA = a.Length == 1 ? 0 : 1, stepB = b.Length == 1 ? 0 : 1, done = 0;
        if (ComplexLanes.IsSupported)
        {
            // Whole groups of four numbers: operands have as many as the result, or one.
            for (; done <= to.Length - ComplexLanes.Count; done += ComplexLanes.Count)
            {
                var (aRe, aIm) = ComplexLanes.Load(a, done * stepA, stepA);
                var (bRe, bIm) = ComplexLanes.Load(b, done * stepB, stepB);
                TFunction.Apply(aRe, aIm, bRe, bIm, out var re, out var im);
                ComplexLanes.Store(re, im, MemoryMarshal.Cast<Complex, double>(to)[(2 * done)..]);
            }
        }
        for (int i = done, p = done * stepA, q = done * stepB; i < to.Length; i++, p += stepA, q += stepB) to[i] = TFunction.Apply(a[p], b[q]);
    }
}

/// <summary>A function of two numbers, one of which at least is complex.</summary>
internal interface IComplexFunction<TA, TB>
{
    static abstract Complex Apply(TA a, TB b);

    /// <summary>The same for lanes; the imaginary part of a real operand means nothing.</summary>
    static abstract void Apply(F64 aRe, F64 aIm, F64 bRe, F64 bIm, out F64 re, out F64 im);
}
