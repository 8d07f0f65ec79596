namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Runs something on several numbers of threads; for classes that run alone.</summary>
internal static class Threads
{
    public static void Each(Action action)
    {
        var before = Kernel.MaxThreads;
        try
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                Kernel.MaxThreads = threads;
                action();
            }
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }
}
