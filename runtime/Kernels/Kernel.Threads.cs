namespace Kernels;

public static partial class Kernel
{
    private static int s_maxThreads = Environment.ProcessorCount;

    /// <summary>The most threads that one call may use on the CPU, the caller's own among them; 1 to use no others. By default one for each processor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    /// <remarks>Results do not depend on it. Work below some 50 microseconds runs on the caller's thread, and so does what a kernel
    /// calls while it runs on several threads. The others come from the thread pool, whose own limits hold.</remarks>
    public static int MaxThreads
    {
        get => s_maxThreads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            s_maxThreads = value;
        }
    }
}
