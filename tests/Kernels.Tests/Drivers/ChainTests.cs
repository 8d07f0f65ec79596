using Kernels.CompilerServices;
using Kernels.Tests.Threads;

namespace Kernels.Tests.Drivers;

/// <summary>Nests in a chain give what they give one by one, whatever they read and write.</summary>
[Collection(nameof(ThreadCountTests))]
public class ChainTests
{
    private const int Rows = 260, Columns = 160;

    // A nest adds a region of two arrays, shifted against each other, into a region of a third one.
    private readonly record struct Step(int X, int Y, int Target, int Rows, int Columns, (int Row, int Column) AtX, (int Row, int Column) AtY, (int Row, int Column) At, bool Flips);

    private static List<Step> Random(int seed, int count, int shift)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        for (var k = 0; k < count; k++)
        {
            int rows = Rows - random.Next(0, 3 * shift + 1), columns = Columns - random.Next(0, 9);
            (int, int) Place() => (random.Next(0, Math.Min(Rows - rows, shift) + 1), random.Next(0, Columns - columns + 1));
            steps.Add(new Step(random.Next(4), random.Next(4), random.Next(4), rows, columns, Place(), Place(), Place(), random.Next(40) == 0));
        }
        return steps;
    }

    private static NDArray<float>[] Run(List<Step> steps, bool chained)
    {
        var fields = new NDArray<float>[4];
        for (var k = 0; k < 4; k++) fields[k] = InPlace.Copy(NDArray.Arange((float)(k + 1), Rows * Columns + k + 1).Reshape(Rows, Columns));
        var chain = new LoopChain();
        foreach (var s in steps)
        {
            NDArray<float> Part(int k, (int Row, int Column) at) => fields[k][at.Row..(at.Row + s.Rows), at.Column..(at.Column + s.Columns)];
            var x = s.Flips ? Part(s.X, s.AtX)[(..).By(-1)] : Part(s.X, s.AtX);
            var nest = new LoopNest(Bodies.Axpy, x.Shape);
            nest.In(x);
            nest.In(Part(s.Y, s.AtY));
            nest.Scalar(0.25f);
            nest.Into(InPlace.At(fields[s.Target])[s.At.Row..(s.At.Row + s.Rows), s.At.Column..(s.At.Column + s.Columns)]);
            if (chained) nest.Run(chain);
            else nest.Run();
            fields[s.Target] = nest.Updated<float>(0);
        }
        chain.Run();
        return fields;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Any_nests_in_any_order(int threads)
    {
        var before = Kernel.MaxThreads;
        try
        {
            for (var seed = 0; seed < 60; seed++)
            {
                var steps = Random(seed, count: 5 + seed * 3, shift: seed % 4);
                Kernel.MaxThreads = 1;
                var expected = Run(steps, chained: false);
                Kernel.MaxThreads = threads;
                var actual = Run(steps, chained: true);
                for (var k = 0; k < expected.Length; k++) Assert.True(expected[k].ToArray().AsSpan().SequenceEqual(actual[k].ToArray()), $"seed {seed}, field {k}");
            }
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }

    private static NDArray<float> Sum(NDArray<float> x, NDArray<float> y, LoopChain chain)
    {
        var nest = new LoopNest(Bodies.Axpy, x.Shape);
        nest.In(x);
        nest.In(y);
        nest.Scalar(1f);
        var sum = nest.Out<float>(chain);
        nest.Run(chain);
        return sum;
    }

    [Fact]
    public void A_released_buffer_is_the_next_results()
    {
        var x = NDArray.Arange(0f, Rows * Columns).Reshape(Rows, Columns);
        var chain = new LoopChain();
        var before = KernelCounters.BuffersRented;
        var last = x;
        for (var t = 0; t < 30; t++)
        {
            var next = Sum(last, x, chain);
            if (!ReferenceEquals(last, x)) chain.Release(last);
            last = next;
        }
        chain.Run();
        Assert.True(KernelCounters.BuffersRented - before <= 3);
        Assert.Equal((x * 31f).ToArray(), last.ToArray());
    }

    [Fact]
    public void A_buffer_that_was_released_twice_is_given_out_once()
    {
        var x = NDArray.Arange(0f, Rows * Columns).Reshape(Rows, Columns);
        var chain = new LoopChain();
        var a = Sum(x, x, chain);
        var b = Sum(a, x, chain);
        chain.Release(a);
        chain.Release(a);
        NDArray<float> c = Sum(b, x, chain), d = Sum(b, x, chain);
        chain.Run();
        Assert.Equal((x * 4f).ToArray(), c.ToArray());
        Assert.Equal((x * 4f).ToArray(), d.ToArray());
        Assert.Equal((x * 3f).ToArray(), b.ToArray());
        Assert.Throws<ObjectDisposedException>(() => a.ToArray());
    }

    [Fact]
    public void A_single_nest_may_be_split_while_the_collector_runs()
    {
        var collector = new Thread(() =>
        {
            for (var k = 0; k < 100; k++)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
                // Or the nests would hardly run in between.
                Thread.Sleep(1);
            }
        });
        collector.Start();
        var x = NDArray.Arange(0f, 2000 * 1000).Reshape(2000, 1000);
        for (var run = 0; run < 30; run++)
        {
            var chain = new LoopChain();
            var result = Sum(x, x, chain);
            chain.Run();
            Assert.True(result.ToArray().AsSpan().SequenceEqual((x * 2f).ToArray()));
        }
        collector.Join();
    }

    [Fact]
    public void Small_nests_run_at_once()
    {
        var x = NDArray.Arange(0f, 64).Reshape(8, 8);
        Assert.Equal((x + x).ToArray(), Sum(x, x, new LoopChain()).ToArray());
    }
}
