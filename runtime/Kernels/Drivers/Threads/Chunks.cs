using System.Runtime.CompilerServices;

namespace Kernels.Drivers.Threads;

/// <summary><see cref="ForkJoin"/> for a body that captures its operands; worth its closure where a chunk takes many microseconds.</summary>
internal static unsafe class Chunks
{
    /// <summary>The threads that a large job started here may use.</summary>
    public static int MaxThreads => ForkJoin.Threads;

    /// <summary>Calls the body for every index below <paramref name="count"/>, in any order, on at most so many threads; returns when all are done.</summary>
    public static void Run(int count, int threads, Action<int> body)
    {
        if (threads < 2 || count < 2)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }
        // The delegate lies in this method's frame, which outlives all chunks; the collector updates it there.
        var operand = body;
        ForkJoin.Run(&Call, Unsafe.AsPointer(ref operand), count, threads);
    }

    private static void Call(void* context, int chunk) => Unsafe.AsRef<Action<int>>(context)(chunk);
}
