using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Kernels.Benchmarks;

/// <summary>A workload of <c>peers/workloads.py</c>, as a user of this library writes it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Prepare">Takes a case's inputs and gives the call; its result is an array or a tuple of arrays.</param>
internal sealed record Workload(string Name, Func<Inputs, Func<object>> Prepare)
{
    /// <summary>The seconds of a call, the mean of a batch, after one that is not counted. A result is given up before the next call, as
    /// Python's reference counts give up the peers'.</summary>
    public static double Time(Func<object> call, int reps, bool warm)
    {
        if (warm) Delete(call());
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < reps; i++) Delete(call());
        return Stopwatch.GetElapsedTime(start).TotalSeconds / reps;
    }

    private static void Delete(object result)
    {
        switch (result)
        {
            case NDArray<float> x:
                x.Delete();
                break;
            case NDArray<double> x:
                x.Delete();
                break;
            case NDArray<int> x:
                x.Delete();
                break;
            case NDArray<long> x:
                x.Delete();
                break;
            case NDArray<Complex64> x:
                x.Delete();
                break;
            case ITuple:
                foreach (var part in Parts(result)) Delete(part);
                break;
            // A number, or an array of another type, which the collector finds.
            default:
                GC.KeepAlive(result);
                break;
        }
    }

    /// <summary>The arrays of a result.</summary>
    public static IEnumerable<object> Parts(object result)
    {
        if (result is not ITuple tuple) return [result];
        return Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!);
    }
}
