using System.Diagnostics;

namespace Kernels.Benchmarks;

/// <summary>Something that takes time.</summary>
/// <param name="Sample">Runs it, and gives the nanoseconds of a call.</param>
internal sealed record Contender(Func<double> Sample)
{
    /// <summary>A contender whose sample is the mean of a batch of calls.</summary>
    /// <param name="call">The call; its result keeps it from being optimised away.</param>
    /// <param name="batch">The number of calls: enough for a sample to be long beside a tick of the clock.</param>
    public static Contender Of<T>(Func<T> call, int batch = 1) => new(() =>
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < batch; i++) GC.KeepAlive(call());
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / batch;
    });
}
