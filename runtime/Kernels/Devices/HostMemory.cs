using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels;

/// <summary>Where the CPU's buffers come from.</summary>
internal static class HostMemory
{
    /// <summary>A buffer whose content is unspecified.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HostStorage<T> Allocate<T>(int length)
    {
        KernelCounters.Rented();
        return (long)length * Unsafe.SizeOf<T>() < BufferPool.MinBytes
            ? new HostStorage<T>(length < 512 ? new T[length] : GC.AllocateUninitializedArray<T>(length))
            : new PooledStorage<T>(length);
    }
}
