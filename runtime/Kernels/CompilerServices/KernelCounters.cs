using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>What the current thread asked of the runtime since it started: the difference around a call is that call's.</summary>
/// <remarks>Counted per thread: it costs a nanosecond, and tests that run side by side do not see each other.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelCounters
{
    [ThreadStatic]
    private static long t_launches;

    [ThreadStatic]
    private static long t_buffers;

    /// <summary>Loop nests that were run, elementwise ones and reductions, on any device.</summary>
    public static long Launches => t_launches;

    /// <summary>Buffers that were made or taken from the pool, for results and temporaries.</summary>
    public static long BuffersRented => t_buffers;

    internal static void Launched() => t_launches++;

    internal static void Rented() => t_buffers++;
}
