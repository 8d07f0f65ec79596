using System.Diagnostics;
using Kernels.Drivers.Threads;

namespace Kernels.Tests.Threads;

public unsafe class ForkJoinTests
{
    private struct Counts
    {
        public fixed int Runs[1000];
        public int Inner;
        public int Fail;
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(7, 1)]
    [InlineData(1000, 2)]
    [InlineData(1000, 5)]
    public void Every_chunk_runs_once(int chunks, int threads)
    {
        for (var round = 0; round < 200; round++)
        {
            var counts = new Counts();
            ForkJoin.Run(&Count, &counts, chunks, threads);
            for (var i = 0; i < 1000; i++) Assert.Equal(i < chunks ? 1 : 0, counts.Runs[i]);
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1)]
    public void Every_chunk_runs_once_also_while_the_pool_is_not_worth_its_start(long ticks)
    {
        foreach (var chunks in (int[])[2, 3, 50, 1000])
        {
            var counts = new Counts();
            var alone = ticks;
            ForkJoin.Run(&Count, &counts, chunks, 3, ref alone);
            for (var i = 0; i < 1000; i++) Assert.Equal(i < chunks ? 1 : 0, counts.Runs[i]);
            Assert.InRange(alone, ticks == 1 ? -Stopwatch.Frequency : ticks - Stopwatch.Frequency, ticks - 1);
        }
    }

    [Fact]
    public void A_caller_alone_stays_on_its_thread_and_throws_what_a_chunk_throws()
    {
        var inner = new Inner { Thread = Environment.CurrentManagedThreadId };
        var alone = long.MaxValue;
        ForkJoin.Run(&CountInner, &inner, 100, 4, ref alone);
        Assert.Equal(100, inner.Count);
        var thrown = Assert.Throws<InvalidOperationException>(() =>
        {
            var counts = new Counts { Fail = 7 };
            var left = long.MaxValue;
            ForkJoin.Run(&Fail, &counts, 100, 3, ref left);
        });
        Assert.Equal("chunk 7", thrown.Message);
        Assert.Equal(Kernel.MaxThreads, ForkJoin.Threads);
    }

    [Fact]
    public void Callers_on_many_threads_do_not_meet()
    {
        var callers = Enumerable.Range(0, 6).Select(_ => new Thread(() => Every_chunk_runs_once(300, 3))).ToArray();
        foreach (var caller in callers) caller.Start();
        foreach (var caller in callers) caller.Join();
    }

    [Fact]
    public void What_a_chunk_throws_reaches_the_caller_and_the_next_run_is_whole()
    {
        for (var round = 0; round < 100; round++)
        {
            var counts = new Counts { Fail = round };
            var thrown = Assert.Throws<InvalidOperationException>(() =>
            {
                var own = counts;
                ForkJoin.Run(&Fail, &own, 100, 3);
            });
            Assert.Equal($"chunk {round}", thrown.Message);
            Every_chunk_runs_once(50, 3);
        }
    }

    [Fact]
    public void Work_within_a_chunk_stays_on_its_thread()
    {
        var counts = new Counts();
        ForkJoin.Run(&Nested, &counts, 50, 4);
        Assert.Equal(500, counts.Inner);
        Assert.Equal(Kernel.MaxThreads, ForkJoin.Threads);
    }

    [Fact]
    public void No_threads_are_used_below_1()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Kernel.MaxThreads = 0);
        Assert.True(Kernel.MaxThreads >= 1);
    }

    [Theory]
    [InlineData(1_000, 2, 1)]
    [InlineData(49_000, 8, 1)]
    [InlineData(60_000, 1, 1)]
    [InlineData(60_000, 2, 6)]
    [InlineData(1e9, 2, 16)]
    public void Short_work_is_not_split(double nanoseconds, int threads, int chunks)
    {
        Assert.Equal(chunks, Split.Chunks(nanoseconds, threads, most: 1000));
        Assert.Equal(1, Split.Chunks(nanoseconds, threads, most: 0));
    }

    private static void Count(void* context, int chunk) => Interlocked.Increment(ref ((Counts*)context)->Runs[chunk]);

    private static void Fail(void* context, int chunk)
    {
        if (chunk == ((Counts*)context)->Fail) throw new InvalidOperationException($"chunk {chunk}");
    }

    private static void Nested(void* context, int chunk)
    {
        var thread = Environment.CurrentManagedThreadId;
        Assert.Equal(1, ForkJoin.Threads);
        // Asks for threads all the same.
        var inner = new Inner { Thread = thread };
        ForkJoin.Run(&CountInner, &inner, 10, 4);
        Interlocked.Add(ref ((Counts*)context)->Inner, inner.Count);
    }

    private struct Inner
    {
        public int Thread;
        public int Count;
    }

    private static void CountInner(void* context, int chunk)
    {
        var inner = (Inner*)context;
        Assert.Equal(inner->Thread, Environment.CurrentManagedThreadId);
        inner->Count++;
    }
}
