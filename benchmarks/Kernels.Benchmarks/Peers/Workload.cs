using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Kernels.Benchmarks;

/// <summary>A workload of <c>peers/workloads.py</c>, as a user of this library writes it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Prepare">Takes a case's inputs and gives the call; its result is an array or a tuple of arrays.</param>
internal sealed record Workload(string Name, Func<Inputs, Func<object>> Prepare)
{
    /// <summary>The seconds of a call, the mean of a batch, after one that is not counted.</summary>
    public static double Time(Func<object> call, int reps, bool warm)
    {
        if (warm) GC.KeepAlive(call());
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < reps; i++) GC.KeepAlive(call());
        return Stopwatch.GetElapsedTime(start).TotalSeconds / reps;
    }

    /// <summary>The arrays of a result.</summary>
    public static IEnumerable<object> Parts(object result)
    {
        if (result is not ITuple tuple) return [result];
        return Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!);
    }
}
