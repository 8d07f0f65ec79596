using System.Runtime.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Copies views of any strides into contiguous buffers on the CPU.</summary>
internal static unsafe class CopyDriver
{
    /// <summary>Copies <paramref name="source"/> in C order to index <paramref name="start"/> of the target and on.</summary>
    public static void Run<T>(NDArray<T> source, HostStorage<T> target, int start)
    {
        var size = checked((int)source.Size);
        var to = target.Elements.Slice(start, size);
        if (size == 0) return;
        if (source.IsContiguous)
        {
            ((HostStorage<T>)source.Storage).Data.AsSpan(source.Offset, size).CopyTo(to);
            GC.KeepAlive(source);
            return;
        }
        var rank = source.Rank;
        long low = source.Offset, high = source.Offset;
        var plan = new long[3 * rank];
        for (var i = 0; i < rank; i++)
        {
            long stride = source.StridesOrNull![i];
            plan[i] = source.Shape[i];
            plan[rank + i] = stride * Unsafe.SizeOf<T>();
            if (stride < 0) low += stride * (source.Shape[i] - 1);
            else high += stride * (source.Shape[i] - 1);
        }
        // Below, every address is the source's first element plus strides times indices: the reach checked here bounds them all.
        if (low < 0 || high >= source.Storage.Length)
            throw new InvalidOperationException($"A view of shape {source.Shape} reaches outside of its buffer of {source.Storage.Length} elements.");
        fixed (byte* from = Unsafe.As<byte[]>(source.HostData), into = Unsafe.As<byte[]>(target.HostData))
        fixed (long* dims = plan)
        {
            Pack.Gather(into + (long)(target.Start + start) * Unsafe.SizeOf<T>(), from + (long)source.Offset * Unsafe.SizeOf<T>(), dims, dims + rank, dims + 2 * rank,
                rank, 0, size, Unsafe.SizeOf<T>());
        }
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }
}
