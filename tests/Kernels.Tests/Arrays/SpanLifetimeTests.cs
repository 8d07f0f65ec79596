namespace Kernels.Tests.Arrays;

public class SpanLifetimeTests
{
    /// <summary>A span outlives its array; a pool that took the buffer back would let the next array write into it.</summary>
    [Fact]
    public async Task Spans_of_dropped_arrays_keep_their_values_under_heavy_collection()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var collector = Task.Run(() => { while (!stop.IsCancellationRequested) GC.Collect(); }, TestContext.Current.CancellationToken);
        var wrong = await Task.WhenAll(Enumerable.Range(0, 2).Select(seed => Task.Run(() => WrongValues(seed, stop.Token))));
        await collector;
        Assert.Equal([0, 0], wrong);
    }

    private static int WrongValues(int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        var wrong = 0;
        while (!stop.IsCancellationRequested)
        {
            var size = random.Next(1, 40_000);
            ReadOnlySpan<int> first = Span(size, seed + 1), view = ReversedSpan(size, seed + 10);
            // Other arrays of the same sizes come and go, and would reuse the buffers.
            for (var i = 0; i < 8; i++)
            {
                var sum = NDArray.Full([size], -i).At[..].Add(1);
                if (sum.Item0() != 1 - i) wrong++;
            }
            if (first.ContainsAnyExcept(seed + 1) || view.ContainsAnyExcept(seed + 10)) wrong++;
        }
        return wrong;
    }

    // In methods of their own, so that no local keeps the arrays alive.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<int> Span(int size, int value) => NDArray.Full([size], value).AsSpan();

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<int> ReversedSpan(int size, int value) => NDArray.Full([size], value)[(..).By(-1)].AsSpan();
}

internal static class FirstElement
{
    public static int Item0(this NDArray<int> x) => (int)x[0];
}
