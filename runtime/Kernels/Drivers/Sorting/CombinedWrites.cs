using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kernels.Drivers.Sorting;

/// <summary>Writes to many places of memory, a cache line at a time and past the caches: a store to a line that isn't there would first read it, and hundreds of
/// places have no room in L1 (Satish et al., "Fast sort on CPUs and GPUs", SIGMOD 2010).</summary>
/// <remarks>Bounds: a place's items gather in a line of its own, at the offset that they have in their line of memory. A line is written as a whole only if all of it is
/// the place's, since it began there or before; otherwise the items alone are copied.</remarks>
internal static unsafe class CombinedWrites
{
    /// <summary>Fewer bytes stay in the caches.</summary>
    public const long LeastBytes = 8 << 20;

    /// <summary>Whether items of a type never cross lines.</summary>
    public static bool Fits<T>(T* target) where T : unmanaged => sizeof(T) is 1 or 2 or 4 or 8 && (nint)target % sizeof(T) == 0;

    /// <summary>Writes a line of items that ends before <paramref name="end"/>, an address of a line, and began at <paramref name="first"/> at the earliest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flush(byte* line, byte* end, byte* first)
    {
        if (end - Hardware.LineBytes >= first) Vector512.LoadAligned(line).StoreAlignedNonTemporal(end - Hardware.LineBytes);
        else Rest(line, end, first);
    }

    /// <summary>Writes the items of a line that isn't full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Rest(byte* line, byte* end, byte* first)
    {
        var start = (byte*)((nint)(end - 1) & -Hardware.LineBytes);
        var from = Math.Max(0, first - start);
        Buffer.MemoryCopy(line + from, start + from, Hardware.LineBytes, end - start - from);
    }
}
