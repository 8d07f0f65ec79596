using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kernels.Drivers.ComplexArithmetic;

namespace Kernels.CompilerServices;

/// <summary>Complex arrays as the two arrays of real numbers that kernels compute with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ComplexParts
{
    /// <summary>The real parts.</summary>
    public static NDArray<double> Real(NDArray<Complex> x) => Part(x, 0);

    /// <summary>The imaginary parts.</summary>
    public static NDArray<double> Imaginary(NDArray<Complex> x) => Part(x, 1);

    /// <summary>The real parts, then the imaginary parts, along a new first axis.</summary>
    public static NDArray<double> Both(NDArray<Complex> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var dense = x.OnHost().Contiguous();
        var result = NDArray.Uninitialized<double>(new Shape([2, .. x.Shape.AsSpan()]), "Complex", out var data);
        KernelCounters.Launched();
        var size = data.Length / 2;
        Separate(MemoryMarshal.Cast<Complex, double>(dense.HostSpan), data[..size], data[size..]);
        GC.KeepAlive(dense);
        return result.To(x.Device);
    }

    /// <summary>The numbers with these parts, which broadcast.</summary>
    public static NDArray<Complex> Join(NDArray<double> real, NDArray<double> imaginary)
    {
        var shape = ShapeGuard.Broadcast(real.Shape, imaginary.Shape, "re + i * im", "");
        var (x, y) = (NDArray.BroadcastTo(real, shape).OnHost().Contiguous(), NDArray.BroadcastTo(imaginary, shape).OnHost().Contiguous());
        var result = NDArray.Uninitialized<Complex>(shape, "Complex", out var data);
        KernelCounters.Launched();
        Interleave(x.HostSpan, y.HostSpan, MemoryMarshal.Cast<Complex, double>(data));
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        return result.To(real.Device);
    }

    private static NDArray<double> Part(NDArray<Complex> x, int part)
    {
        ArgumentNullException.ThrowIfNull(x);
        var dense = x.OnHost().Contiguous();
        var result = NDArray.Uninitialized<double>(x.Shape, "Complex", out var data);
        KernelCounters.Launched();
        Pick(MemoryMarshal.Cast<Complex, double>(dense.HostSpan), part, data);
        GC.KeepAlive(dense);
        return result.To(x.Device);
    }

    // One call has all the work, so these are not left to the JIT's tiers, which go by calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pick(ReadOnlySpan<double> pairs, int part, Span<double> to)
    {
        var i = 0;
        if (ComplexLanes.IsSupported)
        {
            for (; i <= to.Length - ComplexLanes.Count; i += ComplexLanes.Count)
            {
                var (re, im) = ComplexLanes.Load(pairs[(2 * i)..]);
                ComplexLanes.Reorder(part == 0 ? re : im).CopyTo(to[i..]);
            }
        }
        for (; i < to.Length; i++) to[i] = pairs[2 * i + part];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Separate(ReadOnlySpan<double> pairs, Span<double> real, Span<double> imaginary)
    {
        var i = 0;
        if (ComplexLanes.IsSupported)
        {
            for (; i <= real.Length - ComplexLanes.Count; i += ComplexLanes.Count)
            {
                var (re, im) = ComplexLanes.Load(pairs[(2 * i)..]);
                ComplexLanes.Reorder(re).CopyTo(real[i..]);
                ComplexLanes.Reorder(im).CopyTo(imaginary[i..]);
            }
        }
        for (; i < real.Length; i++) (real[i], imaginary[i]) = (pairs[2 * i], pairs[2 * i + 1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, Span<double> pairs)
    {
        var i = 0;
        if (ComplexLanes.IsSupported)
        {
            for (; i <= real.Length - ComplexLanes.Count; i += ComplexLanes.Count)
                ComplexLanes.Store(ComplexLanes.Reorder(Vector256.Create(real[i..])), ComplexLanes.Reorder(Vector256.Create(imaginary[i..])), pairs[(2 * i)..]);
        }
        for (; i < real.Length; i++) (pairs[2 * i], pairs[2 * i + 1]) = (real[i], imaginary[i]);
    }
}
