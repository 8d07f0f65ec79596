using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.InPlace;

internal static class Counting
{
    /// <summary>The buffers that a second call takes: for results and temporaries.</summary>
    public static long Buffers(Action action)
    {
        action();
        var before = KernelCounters.BuffersRented;
        action();
        return KernelCounters.BuffersRented - before;
    }
}
