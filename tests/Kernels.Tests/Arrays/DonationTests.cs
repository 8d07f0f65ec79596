using Kernels.CompilerServices;

namespace Kernels.Tests.Arrays;

/// <summary>How a buffer moves from an array that is given up to a kernel: the calls of a kernel's host method.</summary>
[Collection(nameof(Drivers.BufferPoolTests))]
public class DonationTests
{
    // Pooled, and below the pool's size.
    public static TheoryData<int> Sizes { get; } = [7, 5 * 31_001];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_buffer_moves_with_the_first_write(int length)
    {
        var x = NDArray.Ones<float>(length) * 2f;
        var data = x.HostData;
        var taken = Donations.Take(x);
        var at = InPlace.At(taken)[1..];
        Assert.Throws<IndexOutOfRangeException>(() => InPlace.At(taken)[length]);
        Assert.Throws<ShapeException>(() => InPlace.At(taken)[1..].Set(NDArray.Ones<float>(length + 1)));
        Assert.False(x.IsDeleted);
        var result = at.Set(5f);
        Assert.True(x.IsDeleted);
        Donations.End(taken, result);
        Assert.Same(data, result.HostData);
        Assert.Equal([2f, 5f, 5f], result[..3].ToArray());
        var e = Assert.Throws<ObjectDisposedException>(() => x + 1f);
        Assert.Contains("[Donate]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_goes_from_kernel_to_kernel_and_to_the_pool_once()
    {
        const int Length = 5 * 32_001;
        var x = NDArray.Ones<double>(Length) * 2.0;
        var data = x.HostData;
        for (var k = 0; k < 5; k++)
        {
            var taken = Donations.Take(x);
            x = InPlace.Set(taken, k, -1.0);
            Donations.End(taken, x);
        }
        Assert.Same(data, x.HostData);
        var last = Donations.Take(x);
        Temporaries.Release(last);
        Temporaries.Release(last);
        Donations.End(last);
        x.Delete();
        NDArray<double> y = NDArray.Ones<double>(Length), z = NDArray.Ones<double>(Length);
        Assert.Same(data, y.HostData);
        Assert.NotSame(data, z.HostData);
    }

    [Fact]
    public void The_pool_does_not_take_what_a_kernel_has()
    {
        const int Length = 5 * 33_001;
        var taken = Dropped(Length);
        var data = taken.HostData;
        Collect(data, Length);
        var result = InPlace.Set(taken, 0, 3.0);
        Donations.End(taken, result);
        taken = null;
        Collect(data, Length);
        Assert.Equal(3.0, result[0].Item());
        Assert.Equal(1.0, result[^1].Item());
        GC.KeepAlive(taken);
    }

    // The caller keeps no array of it.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static NDArray<double> Dropped(int length) => Donations.Take(NDArray.Ones<double>(length));

    private static void Collect(double[] data, int length)
    {
        GC.Collect();
        for (var k = 0; k < 3; k++) Assert.NotSame(data, NDArray.Zeros<double>(length).HostData);
    }

    [Fact]
    public void A_dropped_result_comes_back()
    {
        const int Length = 5 * 34_001;        // of a type of which the pool has no others
        var data = Result(Length);
        GC.Collect();
        GC.Collect();
        NDArray<long>[] next = [.. Enumerable.Range(0, 3).Select(_ => NDArray.Zeros<long>(Length))];
        Assert.Contains(next, a => ReferenceEquals(a.HostData, data));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static long[] Result(int length)
    {
        var x = NDArray.Ones<long>(length);
        var taken = Donations.Take(x);
        Donations.End(taken, InPlace.Set(taken, 0, 3L));
        return taken.HostData;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_another_argument_shares_is_read_only_until_the_end(int length)
    {
        var x = NDArray.Ones<float>(length) * 2f;
        var view = x[1..];
        var data = x.HostData;
        var taken = Donations.Take(x, view);
        var written = InPlace.Set(taken, 0, 5f);
        Assert.NotSame(data, written.HostData);
        Temporaries.Release(taken);
        Assert.Equal(2f, view[0].Item());
        var kept = Donations.Keep(view, taken);
        Donations.End(taken, written, kept);
        Assert.True(x.IsDeleted && view.IsDeleted && !kept.IsDeleted);
        for (var k = 0; k < 3; k++) _ = NDArray.Zeros<float>(length);
        Assert.Equal(2f, kept[0].Item());
        // It was lent to a user's eyes once: never to be written.
        Assert.NotSame(data, InPlace.Set(Donations.Take(kept), 0, 7f).HostData);
    }

    [Fact]
    public void A_kernel_that_fails_before_leaves_the_array()
    {
        var x = NDArray.Ones<float>(5 * 35_001) * 2f;
        _ = Donations.Take(x) + 1f;
        Assert.False(x.IsDeleted);
        Assert.Equal(2f, x[^1].Item());
        x.Delete();
        Assert.Throws<ObjectDisposedException>(() => Donations.Take(x));
    }
}
