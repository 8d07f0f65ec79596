using System.Diagnostics;

namespace Kernels.Drivers.Threads;

/// <summary>Keeps a helper awake for some microseconds after a job, in which the next one often comes: the loops of a program follow one another, and to wake
/// a thread takes longer than many of them run.</summary>
internal static class Lingering
{
    // As long as it takes to wake a thread: who waits so long loses at most as much again. Longer would take the processor from others.
    private static readonly long s_time = Stopwatch.Frequency / 1_000_000 * 30;

    private static ForkJoin? s_offer;
    private static int s_waiting;

    /// <summary>Hands a job to a helper that is still awake. If this is true, one takes it, or it is withdrawn.</summary>
    public static bool TryOffer(ForkJoin job) => Volatile.Read(ref s_waiting) > 0 && Interlocked.CompareExchange(ref s_offer, job, null) is null;

    /// <summary>Takes back what was offered; false if a helper has it.</summary>
    public static bool Withdraw(ForkJoin job) => ReferenceEquals(Interlocked.CompareExchange(ref s_offer, null, job), job);

    /// <summary>Waits a little for another job.</summary>
    public static ForkJoin? Next()
    {
        var end = Stopwatch.GetTimestamp() + s_time;
        Interlocked.Increment(ref s_waiting);
        ForkJoin? job = null;
        do
        {
            Thread.SpinWait(4);
            if (Volatile.Read(ref s_offer) is not null) job = Interlocked.Exchange(ref s_offer, null);
        } while (job is null && Stopwatch.GetTimestamp() < end);
        Interlocked.Decrement(ref s_waiting);
        return job;
    }
}
