using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers;

namespace Kernels.Tests.Drivers;

// Tests that ask what the pool holds run alone: what others rent, or a pool that they filled, would change the answer.
[CollectionDefinition(nameof(BufferPoolTests), DisableParallelization = true)]
public static class BufferPoolRunsAlone;

[Collection(nameof(BufferPoolTests))]
public class BufferPoolTests
{
    private const int Large = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16_385)]
    [InlineData(786_433)]
    [InlineData(1_000_000)]
    [InlineData(1_048_576)]
    [InlineData(1_572_864)]
    [InlineData(1_572_865)]
    public void A_rented_array_is_large_enough_and_wastes_at_most_half_and_its_alignment(int length)
    {
        var array = BufferPool.Rent<float>(length);
        var aligned = BufferPool.FirstAligned(array, length);
        Assert.InRange(array.Length - aligned, length, Math.Max(2, length * 3L / 2) + (length > 786_432 ? 524_288 : length > 65_536 ? 1024 : length > 16_383 ? 16 : 0));
        BufferPool.Return(array);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(200_000)]
    [InlineData(2_000_000)]
    [InlineData(20_000_000)]
    public void A_returned_array_serves_no_more_elements_than_lie_behind_its_first_aligned_one(int length)
    {
        BufferPool.Return(BufferPool.Rent<long>(length));
        // From this length on, in classes of 3 / 2 at most, to twice and more: the first array may serve the first of them only.
        for (var wanted = length; wanted <= 3 * length; wanted += length / 8)
        {
            var array = BufferPool.Rent<long>(wanted);
            Assert.InRange(array.Length - BufferPool.FirstAligned(array, wanted), wanted, int.MaxValue);
            BufferPool.Return(array);
        }
    }

    [Fact]
    public unsafe void Arrays_of_a_whole_large_page_begin_at_one()
    {
        var data = HostMemory.Allocate<float>(1_048_576);
        fixed (float* first = data.Elements) Assert.Equal(0, (nint)first & (LargePages.PageBytes - 1));
    }

    [Fact]
    public void A_released_buffer_is_the_next_one_rented()
    {
        // A size that no other test asks for: tests run side by side.
        var storage = HostMemory.Allocate<double>(3 * Large);
        var data = storage.Data;
        Temporaries.Release(new NDArray<double>(storage, [3 * Large]));
        Assert.Throws<ObjectDisposedException>(() => storage.Data);
        Assert.Same(data, HostMemory.Allocate<double>(3 * Large).Data);
    }

    [Fact]
    public void A_dropped_buffer_comes_back_unless_a_span_was_given_out()
    {
        // In this order: the second rent may collect, and would take the first's buffer if it might.
        var exposed = Drop(expose: true);
        var dropped = Drop(expose: false);
        for (var i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        var rented = Enumerable.Range(0, 4).Select(_ => BufferPool.Rent<long>(7 * Large)).ToArray();
        Assert.Contains(rented, a => RuntimeHelpers.GetHashCode(a) == dropped);
        Assert.DoesNotContain(rented, a => RuntimeHelpers.GetHashCode(a) == exposed);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Drop(bool expose)
        {
            var storage = HostMemory.Allocate<long>(7 * Large);
            return RuntimeHelpers.GetHashCode(expose ? storage.Expose() : storage.Data);
        }
    }

    [Fact]
    public void A_launch_rents_one_buffer_and_counts_once()
    {
        var x = new NDArray<float>(new HostStorage<float>(new float[1_000_000]), [1_000_000]);
        var (launches, buffers) = (KernelCounters.Launches, KernelCounters.BuffersRented);
        var nest = new LoopNest(Bodies.Axpy, x.Shape);
        nest.In(x);
        nest.In(x);
        nest.Scalar(2f);
        nest.Out<float>();
        nest.Run();
        Assert.Equal(1, KernelCounters.Launches - launches);
        Assert.Equal(1, KernelCounters.BuffersRented - buffers);
    }

    [Fact]
    public async Task Spans_of_dropped_arrays_never_change_under_heavy_collection()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var collector = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(Random.Shared.Next(3));
                Thread.Sleep(1);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(Task.Run(() => Work(1), TestContext.Current.CancellationToken), Task.Run(() => Work(2), TestContext.Current.CancellationToken));
        await collector;

        void Work(int seed)
        {
            var value = seed;
            while (!stop.IsCancellationRequested)
            {
                value += 2;
                var span = SpanOf(value);
                // Other arrays want buffers of the same size now.
                for (var i = 0; i < 5; i++) Check(Make(-i), -i);
                Assert.Equal(-1, span.IndexOfAnyExcept(value));
                Check(Sum(Make(value), Make(1)), value + 1);
            }
        }

        static ReadOnlySpan<float> SpanOf(float value) => Make(value).AsSpan();

        static void Check(NDArray<float> x, float value)
        {
            Assert.Equal(-1, x.HostSpan.IndexOfAnyExcept(value));
            GC.KeepAlive(x);
        }

        static NDArray<float> Make(float value)
        {
            NDArray<float> zero = 0f;
            return Axpy(1, value, new NDArray<float>(zero.Storage, [Large], [0], 0));
        }

        static NDArray<float> Sum(NDArray<float> x, NDArray<float> y) => Axpy(1, x, y);

        static NDArray<float> Axpy(float a, NDArray<float> x, NDArray<float> y)
        {
            var nest = new LoopNest(Bodies.Axpy, y.Shape);
            nest.In(x);
            nest.In(y);
            nest.Scalar(a);
            var result = nest.Out<float>();
            nest.Run();
            return result;
        }
    }
}
