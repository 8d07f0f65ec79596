using Kernels.Drivers.Sorting;

namespace Kernels.Tests.Sorting;

/// <summary>Vectors that do not fit the cache: they are moved into buckets first, and how depends on the distribution of the keys.</summary>
public class LargeSortTests
{
    private const int Length = 300_007;

    public static TheoryData<string> Distributions =>
        ["even", "equal", "few values", "narrow", "ascending", "descending", "one far away", "clusters", "many magnitudes"];

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Longs_and_doubles_of_any_distribution(string distribution)
    {
        var values = Longs(distribution);
        Check(values);
        Check(Array.ConvertAll(values, v => (double)v));
        // All bits of a double, but for those of infinities and NaN.
        Check(Array.ConvertAll(values, v => BitConverter.Int64BitsToDouble(v & ~(1L << 62))));
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Integers_and_floats_of_any_distribution(string distribution)
    {
        var values = Array.ConvertAll(Longs(distribution), v => (int)(v >> 31));
        Check(values);
        Check(Array.ConvertAll(values, v => (float)v));
        Check(Array.ConvertAll(values, v => BitConverter.Int32BitsToSingle(v & ~(1 << 30))));
        Check(Array.ConvertAll(Longs(distribution), v => (int)v));
        Check(Array.ConvertAll(values, v => (byte)v));
        Check(Array.ConvertAll(values, v => (v & 1) != 0));
    }

    [Theory]
    [InlineData("even")]
    [InlineData("clusters")]
    [InlineData("many magnitudes")]
    [InlineData("one far away")]
    public void Vectors_that_are_written_past_the_caches(string distribution)
    {
        // Each of two threads has as much.
        const int length = 2 * (int)(CombinedWrites.LeastBytes / sizeof(float)) + 12_345;
        var values = Array.ConvertAll(Longs(distribution, length), v => (float)(v >> 31));
        var x = NDArray.Create<float>(values);
        var expected = (float[])values.Clone();
        Array.Sort(expected);
        var order = SortDriver.ArgSort(x, 1).ToArray();
        Assert.True(expected.AsSpan().SequenceEqual(Array.ConvertAll(order, i => values[i])));
        // Stable, and each position once.
        for (var k = 1; k < length; k++)
            Assert.True(values[order[k - 1]] < values[order[k]] || order[k - 1] < order[k]);
        foreach (var threads in (int[])[1, 2])
        {
            Assert.True(expected.AsSpan().SequenceEqual(SortDriver.Sort(x, threads).ToArray()));
            Assert.True(order.AsSpan().SequenceEqual(SortDriver.ArgSort(x, threads).ToArray()));
        }
    }

    [Fact]
    public void NaN_among_many_is_last()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, Length).Select(i => i % 3 == 0 ? (i % 2 == 0 ? float.NaN : -float.NaN) : random.NextSingle() - 0.5f).ToArray();
        var numbers = x.Where(v => !float.IsNaN(v)).Order().ToArray();
        var sorted = NDArray.Sort(NDArray.Create<float>(x)).ToArray();
        Assert.Equal(numbers, sorted[..numbers.Length]);
        Assert.All(sorted[numbers.Length..], v => Assert.True(float.IsNaN(v)));
        var doubles = NDArray.Sort(NDArray.Create<double>(Array.ConvertAll(x, v => (double)v))).ToArray();
        Assert.Equal(Array.ConvertAll(numbers, v => (double)v), doubles[..numbers.Length]);
        Assert.All(doubles[numbers.Length..], v => Assert.True(double.IsNaN(v)));
    }

    private static long[] Longs(string distribution, int length = Length)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, length).Select(i => distribution switch
        {
            "even" => random.NextInt64(long.MinValue, long.MaxValue),
            "equal" => 42L << 33,
            "few values" => (random.NextInt64(10) - 5) * 1_234_567_890_123,
            "narrow" => random.NextInt64(1 << 20) << 31,
            "ascending" => (long)i << 33,
            "descending" => -(long)i << 33,
            "one far away" => i == 1000 ? long.MinValue : random.NextInt64(1L << 40),
            "clusters" => (random.NextInt64(2) << 60) + (random.NextInt64(3) << 37) + random.NextInt64(100_000),
            _ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        })];
    }

    private static void Check<T>(T[] values) where T : unmanaged, IComparable<T>, IEquatable<T>
    {
        var x = NDArray.Create<T>(values);
        var expected = (T[])values.Clone();
        Array.Sort(expected);
        // Stable: LINQ's sort is.
        var order = values.Index().OrderBy(p => p.Item).Select(p => (long)p.Index).ToArray();
        foreach (var threads in (int[])[1, 3])
        {
            Assert.True(expected.AsSpan().SequenceEqual(SortDriver.Sort(x, threads).ToArray()));
            Assert.True(order.AsSpan().SequenceEqual(SortDriver.ArgSort(x, threads).ToArray()));
        }
    }
}
