using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>Memory of an accelerator.</summary>
public abstract class MemoryBuffer : AcceleratorObject
{
    private protected MemoryBuffer(Accelerator accelerator, long bytes) : base(accelerator) => Bytes = new byte[bytes];

    internal byte[] Bytes { get; private set; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // As on a device, memory that was freed too early is not there any more.
        Bytes = [];
        base.Dispose(disposing);
    }
}

/// <summary>Memory of an accelerator, as elements.</summary>
public class MemoryBuffer1D<T, TStride> : MemoryBuffer
    where T : unmanaged
    where TStride : struct
{
    internal MemoryBuffer1D(Accelerator accelerator, long length) : base(accelerator, length * Unsafe.SizeOf<T>()) => Length = length;

    public long Length { get; }

    public ArrayView<T> AsContiguous() => new(this, 0, Length);
}

/// <summary>Copies between an accelerator and the CPU.</summary>
public static class ArrayViewExtensions
{
    /// <summary>Waits for the stream and copies to the CPU.</summary>
    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Synchronize();
        Elements<T, TView>(source, length).CopyTo(MemoryMarshal.CreateSpan(ref cpuData, checked((int)length)));
    }

    /// <summary>Copies from the CPU, after the work that is queued, and waits for it.</summary>
    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, ref T cpuData, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Synchronize();
        MemoryMarshal.CreateSpan(ref cpuData, checked((int)length)).CopyTo(Elements<T, TView>(target, length));
    }

    private static Span<T> Elements<T, TView>(TView view, long length)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        var elements = (ArrayView<T>)(object)view;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, elements.Length);
        return MemoryMarshal.Cast<byte, T>(elements.Buffer.Bytes.AsSpan(checked((int)elements.Start)))[..checked((int)length)];
    }
}
