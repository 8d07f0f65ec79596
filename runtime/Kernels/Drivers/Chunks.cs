using System.Runtime.ExceptionServices;

namespace Kernels.Drivers;

/// <summary>Independent pieces of one job that threads claim: the caller works too, and never waits for a helper that has not started.</summary>
#pragma warning disable CA1001 // The event is never disposed: a helper may still be inside Set when the caller goes on. It holds no handle unless waited on.
internal sealed class Chunks : IThreadPoolWorkItem
#pragma warning restore CA1001
{
    private readonly Action<int> _body;
    private readonly int _count;
    private readonly ManualResetEventSlim _done = new();
    private int _claimed;
    private int _finished;
    private ExceptionDispatchInfo? _failure;

    private Chunks(int count, Action<int> body)
    {
        _count = count;
        _body = body;
    }

    /// <summary>The threads that a large job may use.</summary>
    public static int MaxThreads { get; } = Environment.ProcessorCount;

    /// <summary>Calls the body for every index below <paramref name="count"/>, in any order, on at most so many threads; returns when all are done.</summary>
    public static void Run(int count, int threads, Action<int> body)
    {
        if (threads < 2 || count < 2)
        {
            for (var i = 0; i < count; i++) body(i);
            return;
        }
        var job = new Chunks(count, body);
        for (var i = 1; i < Math.Min(threads, count); i++) ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        job.Execute();
        job._done.Wait();
        job._failure?.Throw();
    }

    /// <summary>Claims chunks until there are none. A helper that comes late finds none and touches no memory.</summary>
    public void Execute()
    {
        for (int chunk; (chunk = Interlocked.Increment(ref _claimed) - 1) < _count;)
        {
            try
            {
                _body(chunk);
            }
#pragma warning disable CA1031 // Whatever a helper throws is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
            if (Interlocked.Increment(ref _finished) == _count) _done.Set();
        }
    }
}
