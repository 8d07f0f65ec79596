using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Kernels.Drivers.Threads;

/// <summary>Work in chunks that threads claim: the caller works too, and never waits for a helper that has not started.</summary>
/// <remarks>
/// <para>Helpers are jobs of the thread pool, one of them perhaps still awake from the last job (<see cref="Lingering"/>). One that comes late finds no chunk
/// left and touches nothing but this object. One that has claimed
/// a chunk is waited for: so the context may lie on the caller's stack, and what the caller pins stays pinned for as long as a helper uses it.</para>
/// <para>Work that a chunk starts itself runs on the chunk's thread: the others have chunks of their own.</para>
/// <para>The thread pool starts in 5 to 10 ms, by far the most on the caller's time: a program that computes for less is done sooner alone. So the first
/// helper is asked for when callers have worked alone for as long as it takes to start one, which is at most twice the time that is best (the rent of skis).</para>
/// </remarks>
#pragma warning disable CA1001 // The event is never disposed: a helper may still be inside Set when the caller goes on. It holds no handle unless asked for one.
internal sealed unsafe class ForkJoin : IThreadPoolWorkItem
#pragma warning restore CA1001
{
    // A helper in its last chunk is mostly done by then. A sleeping caller takes as long to wake, and often wakes on its helper's processor.
    private static readonly long s_patience = Stopwatch.Frequency / 1_000_000 * 30;

    // A helper that is awake has begun by then.
    private static readonly long s_startTime = Stopwatch.Frequency / 1_000_000 * 5;

    private static readonly long s_poolStart = Stopwatch.Frequency / 1_000 * 8;

    // What callers have left of that to spend alone; 0 and below once helpers are asked for.
    private static long s_alone = s_poolStart;

    [ThreadStatic]
    private static ForkJoin? t_last;

    [ThreadStatic]
    private static bool t_inside;

    private readonly ManualResetEventSlim _done = new(initialState: false, spinCount: 1);
    private delegate*<void*, int, void> _body;
    private void* _context;
    private int _chunks;
    private int _claimed;
    private int _first;
    private int _last;
    private int _open;
    private int _helpers;
    private int _processor;
    private int _awake;
    private bool _offered;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Threads that work started here may use: 1 inside of a chunk.</summary>
    public static int Threads => t_inside ? 1 : Kernel.MaxThreads;

    /// <summary>Runs the body once for each chunk, in any order, on up to <paramref name="threads"/> threads.</summary>
    /// <param name="body">Called with the context and the index of a chunk; each call's writes are its own.</param>
    /// <param name="context">The body's operands, alive until this method returns.</param>
    /// <param name="chunks">The number of chunks.</param>
    /// <param name="threads">The most threads, the caller's among them.</param>
    /// <remarks>What a chunk throws is thrown here, the first of several; chunks that have not started by then never do.</remarks>
    public static void Run(delegate*<void*, int, void> body, void* context, int chunks, int threads) => Run(body, context, chunks, threads, ref s_alone);

    /// <summary>The same, with <paramref name="alone"/> ticks left to the caller before it asks for helpers.</summary>
    internal static void Run(delegate*<void*, int, void> body, void* context, int chunks, int threads, ref long alone)
    {
        if (threads <= 1 || chunks <= 1 || t_inside)
        {
            for (var chunk = 0; chunk < chunks; chunk++) body(context, chunk);
            return;
        }
        var first = Volatile.Read(ref alone) > 0 ? Alone(body, context, chunks, ref alone) : 0;
        if (first >= chunks - 1)
        {
            if (first < chunks) body(context, first);
            return;
        }
        // The last job serves again unless a helper of it still has to leave.
        var job = t_last is { } last && Volatile.Read(ref last._helpers) == 0 ? last : t_last = new();
        job.Start(body, context, first, chunks, Math.Min(threads, chunks - first) - 1);
        t_inside = true;
        job.Work(isCaller: true);
        t_inside = false;
        if (job._offered && Lingering.Withdraw(job)) Interlocked.Decrement(ref job._helpers);
        job.Await();
        job.Finish();
    }

    /// <summary>Runs chunks on the caller's thread until the pool is worth its start; how many it ran.</summary>
    private static int Alone(delegate*<void*, int, void> body, void* context, int chunks, ref long alone)
    {
        var chunk = 0;
        t_inside = true;
        try
        {
            for (var start = Stopwatch.GetTimestamp(); chunk < chunks && Volatile.Read(ref alone) > 0;)
            {
                body(context, chunk++);
                var now = Stopwatch.GetTimestamp();
                Interlocked.Add(ref alone, start - now);
                start = now;
            }
        }
        finally
        {
            t_inside = false;
        }
        return chunk;
    }

    /// <summary>A helper's part.</summary>
    public void Execute()
    {
        for (var job = this; job is not null; job = Lingering.Next()) job.Help();
    }

    private void Help()
    {
        t_inside = true;
        Interlocked.Increment(ref _awake);
        if (Processors.Current() == _processor) Processors.Leave();
        Work();
        t_inside = false;
        // From here on the job may be used again.
        Interlocked.Decrement(ref _helpers);
    }

    private void Start(delegate*<void*, int, void> body, void* context, int first, int chunks, int helpers)
    {
        _body = body;
        _context = context;
        _chunks = chunks;
        _claimed = first;
        _first = first;
        _last = 0;
        _open = chunks - first;
        _helpers = helpers;
        _failure = null;
        _awake = 0;
        _processor = Processors.Current();
        _done.Reset();
        _offered = Lingering.TryOffer(this);
        for (var i = _offered ? 1 : 0; i < helpers; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        if (helpers > 1 || !_offered) MakeRoom(helpers);
    }

    /// <summary>Lets a helper run that the system woke on the caller's own processor, where it would wait for a tick; it then moves to another one.</summary>
    private void MakeRoom(int helpers)
    {
        for (var end = Stopwatch.GetTimestamp() + s_startTime; Stopwatch.GetTimestamp() < end; Thread.SpinWait(4))
            if (Volatile.Read(ref _awake) == helpers) return;
        Thread.Yield();
    }

    private void Work(bool isCaller = false)
    {
        while (Interlocked.Increment(ref _claimed) <= _chunks)
        {
            // The caller from the first chunk on, helpers from the last one back: so that the next loop over the same arrays, a step of a stencil, say, finds
            // them where this one's threads left them. Together they take no more chunks than there are, so they never meet.
            var chunk = isCaller ? _first++ : _chunks - Interlocked.Increment(ref _last);
            try
            {
                if (Volatile.Read(ref _failure) is null) _body(_context, chunk);
            }
#pragma warning disable CA1031 // Whatever a chunk throws is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }
            if (Interlocked.Decrement(ref _open) == 0) _done.Set();
            else if (isCaller) QueueOffer();
        }
    }

    /// <summary>Queues a job that nobody was awake for after all.</summary>
    private void QueueOffer()
    {
        if (!_offered) return;
        _offered = false;
        if (!Lingering.Withdraw(this)) return;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        MakeRoom(helpers: 1);
    }

    private void Await()
    {
        for (var end = Stopwatch.GetTimestamp() + s_patience; !_done.IsSet && Stopwatch.GetTimestamp() < end;) Thread.SpinWait(4);
        _done.Wait();
    }

    private void Finish()
    {
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }
}
