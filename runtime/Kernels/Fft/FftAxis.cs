using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Fourier;
using Kernels.Drivers.Threads;

namespace Kernels;

/// <summary>The transforms of <see cref="Fft"/> along one axis of an array on any device.</summary>
internal static class FftAxis
{
    /// <summary>Complex to complex.</summary>
    public static NDArray<TComplex> Complex<TComplex, T>(NDArray<TComplex> x, int? n, int axis, FftNorm norm, bool inverse, string operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = Rows(x, n ?? Extent(x, axis, operation), axis, operation, out var position);
        var length = rows.Shape[^1];
        var result = NDArray.Uninitialized<TComplex>(rows.Shape, operation, out var data);
        Run<TComplex, TComplex, T>(rows, data, length, (from, to, count, length) =>
        {
            unsafe { FourierDriver<T>.Complex((T*)from, (T*)to, count, length, inverse, Scale<T>(norm, length, inverse), Chunks.MaxThreads); }
        });
        return Back(result, position, x.Device);
    }

    /// <summary>Real to the first half of the spectrum.</summary>
    public static NDArray<TComplex> Real<TComplex, T>(NDArray<T> x, int? n, int axis, FftNorm norm, string operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = Rows(x, n ?? Extent(x, axis, operation), axis, operation, out var position);
        var length = rows.Shape[^1];
        var result = NDArray.Uninitialized<TComplex>(new Shape([.. rows.Shape.AsSpan()[..^1], length / 2 + 1]), operation, out var data);
        Run<T, TComplex, T>(rows, data, length, (from, to, count, length) =>
        {
            unsafe { FourierDriver<T>.Real((T*)from, (T*)to, count, length, Scale<T>(norm, length, false), Chunks.MaxThreads); }
        });
        return Back(result, position, x.Device);
    }

    /// <summary>The first half of a spectrum to real.</summary>
    public static NDArray<T> RealInverse<TComplex, T>(NDArray<TComplex> x, int? n, int axis, FftNorm norm, string operation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = n ?? 2 * (Extent(x, axis, operation) - 1);
        CheckLength(length, operation);
        var rows = Rows(x, length / 2 + 1, axis, operation, out var position);
        var result = NDArray.Uninitialized<T>(new Shape([.. rows.Shape.AsSpan()[..^1], length]), operation, out var data);
        Run<TComplex, T, T>(rows, data, length, (from, to, count, length) =>
        {
            unsafe { FourierDriver<T>.RealInverse((T*)from, (T*)to, count, length, Scale<T>(norm, length, true), Chunks.MaxThreads); }
        });
        return Back(result, position, x.Device);
    }

    private delegate void Transform(nint from, nint to, int rows, int length);

    // Pins both: rows and result hold whole rows of complex or real numbers, that are as many T as the driver takes them for.
    private static unsafe void Run<TIn, TOut, T>(NDArray<TIn> rows, Span<TOut> data, int length, Transform transform)
    {
        KernelCounters.Launched();
        var count = rows.Shape[^1] == 0 ? 0 : (int)(rows.Size / rows.Shape[^1]);
        if (count == 0) return;
        fixed (byte* from = System.Runtime.CompilerServices.Unsafe.As<byte[]>(rows.HostData))
        fixed (byte* to = &System.Runtime.CompilerServices.Unsafe.As<TOut, byte>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(data)))
            transform((nint)(from + (long)rows.Offset * System.Runtime.CompilerServices.Unsafe.SizeOf<TIn>()), (nint)to, count, length);
        GC.KeepAlive(rows);
    }

    private static int Extent<T>(NDArray<T> x, int axis, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape[NDArray.AxisOf(axis, x.Rank, operation, x.Shape)];
    }

    // The axis last, cut or filled with zeros to a length; contiguous, on the CPU.
    private static NDArray<T> Rows<T>(NDArray<T> x, int n, int axis, string operation, out int position)
    {
        position = NDArray.AxisOf(axis, x.Rank, operation, x.Shape);
        CheckLength(n, operation);
        var rows = (position == x.Rank - 1 ? x : NDArray.MoveAxis(x, position, -1)).OnHost().Contiguous();
        var own = rows.Shape[^1];
        if (own == n) return rows;
        var result = NDArray.Uninitialized<T>(new Shape([.. rows.Shape.AsSpan()[..^1], n]), operation, out var data);
        var source = rows.HostSpan;
        var count = (int)(result.Size / n);
        for (var row = 0; row < count; row++)
        {
            var target = data.Slice(row * n, n);
            source.Slice(row * own, Math.Min(own, n)).CopyTo(target);
            target[Math.Min(own, n)..].Clear();
        }
        GC.KeepAlive(rows);
        return result;
    }

    private static void CheckLength(int n, string operation)
    {
        if (n < 1) throw new ShapeException($"{operation}: invalid number of data points ({n}); a transform has at least 1.");
    }

    private static NDArray<T> Back<T>(NDArray<T> result, int position, Device device) =>
        (position == result.Rank - 1 ? result : NDArray.MoveAxis(result, -1, position)).To(device);

    private static T Scale<T>(FftNorm norm, int n, bool inverse) where T : IFloatingPointIeee754<T> => norm switch
    {
        FftNorm.Ortho => T.CreateChecked(1 / Math.Sqrt(n)),
        FftNorm.Backward => inverse ? T.CreateChecked(1.0 / n) : T.One,
        FftNorm.Forward => inverse ? T.One : T.CreateChecked(1.0 / n),
        _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "The norm is Backward, Ortho or Forward."),
    };
}
