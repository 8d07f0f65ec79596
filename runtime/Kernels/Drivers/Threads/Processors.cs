using System.Numerics;
using System.Runtime.InteropServices;

namespace Kernels.Drivers.Threads;

/// <summary>On which processor a thread runs.</summary>
internal static unsafe partial class Processors
{
    private const int Words = 16;
    private const int WordBits = 64;

    /// <summary>Moves the calling thread to another one of the processors that it may use, so that what waits behind it here runs.</summary>
    /// <remarks>Linux wakes a thread near the thread that wakes it, and in a virtual machine that does not see which caches are shared that is the same
    /// processor: the woken thread waits for the next tick, up to 4 ms, while other processors idle.</remarks>
    public static void Leave()
    {
        var own = stackalloc ulong[Words];
        var others = stackalloc ulong[Words];
        var processor = Current();
        // It fails where there are more processors than bits.
        if (processor < 0 || processor >= Words * WordBits || GetAffinity(0, Words * sizeof(ulong), own) != 0) return;
        var count = 0;
        for (var i = 0; i < Words; i++)
        {
            others[i] = i == processor / WordBits ? own[i] & ~(1UL << (processor % WordBits)) : own[i];
            count += BitOperations.PopCount(others[i]);
        }
        if (count == 0 || SetAffinity(0, Words * sizeof(ulong), others) != 0) return;
        // The thread has moved; from here on it may run anywhere again.
        _ = SetAffinity(0, Words * sizeof(ulong), own);
    }

    /// <summary>The processor that the calling thread is on; below 0 where the system does not say.</summary>
    public static int Current() => OperatingSystem.IsLinux() ? GetProcessor() : -1;

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessor();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);
}
