using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public static NDArray<double> Both(NDArray<Complex> x) => NDArray.Stack([Part(x, 0), Part(x, 1)]);

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
        for (var i = 0; i < to.Length; i++) to[i] = pairs[2 * i + part];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, Span<double> pairs)
    {
        for (var i = 0; i < real.Length; i++)
        {
            pairs[2 * i] = real[i];
            pairs[2 * i + 1] = imaginary[i];
        }
    }
}
