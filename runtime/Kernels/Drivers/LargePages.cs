using System.Runtime.InteropServices;

namespace Kernels.Drivers;

/// <summary>Asks Linux for pages of 2 MB under large buffers, a page fault and an address translation for each instead of for every 4 KB.
/// Most distributions give them only to memory that asks.</summary>
internal static unsafe partial class LargePages
{
    /// <summary>Arrays of at least so many bytes are worth a whole page, which others share.</summary>
    public const long MinBytes = PageBytes / 2;

    /// <summary>What a page holds.</summary>
    public const int PageBytes = 2 << 20;

    // MADV_HUGEPAGE of Linux.
    private const int HugePage = 14;

    /// <summary>Asks for them under an array that no one has written to yet.</summary>
    public static void Use<T>(T[] pinned, long bytes)
    {
        if (bytes < MinBytes || !OperatingSystem.IsLinux()) return;
        // The pages that the array, which is pinned, lies in: what lies beside it there gets the same page.
        var start = (long)(nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        var from = start & -(long)PageBytes;
        var to = (start + bytes + PageBytes - 1) & -(long)PageBytes;
        // An advice: where there are no such pages it fails, and all goes on as before.
        _ = Advise((void*)from, (nuint)(to - from), HugePage);
        GC.KeepAlive(pinned);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
