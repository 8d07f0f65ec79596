using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kernels.Drivers.RandomNumbers;
using Kernels.Simd;

namespace Kernels.Tests.RandomNumbers;

public unsafe class DistributionTests
{
    private static readonly RandomKey s_key = new(0x0123456789abcdef);

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(1025)]
    [InlineData(70_001)]
    public void Bits_are_functions_of_key_and_position(int n)
    {
        var (words, longs, bytes) = (Rng.Bits<int>(s_key, [n]).ToArray(), Rng.Bits<long>(s_key, [n]).ToArray(), Rng.Bits<byte>(s_key, [n]).ToArray());
        for (var i = 0; i < n; i++)
        {
            var (x, y) = Threefry.Block(s_key.Word0, s_key.Word1, 0, (uint)i);
            Assert.Equal(x ^ y, (uint)words[i]);
            Assert.Equal((byte)(x ^ y), bytes[i]);
            Assert.Equal((ulong)x << 32 | y, (ulong)longs[i]);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(70_001)]
    public void Philox_bits_are_words_of_blocks(int n)
    {
        var key = RandomKey.Create(99, RandomAlgorithm.Philox);
        var (words, longs) = (Rng.Bits<int>(key, [n]).ToArray(), Rng.Bits<long>(key, [n]).ToArray());
        for (var i = 0; i < n; i++)
        {
            var block = Philox.Block(key.Word0, key.Word1, (uint)i / 4, 0, 0, 0);
            Assert.Equal((i % 4) switch { 0 => block.Item1, 1 => block.Item2, 2 => block.Item3, _ => block.Item4 }, (uint)words[i]);
        }
        var all = MemoryMarshal.Cast<int, long>(Rng.Bits<int>(key, [2 * n]).ToArray());
        Assert.Equal(all.ToArray(), longs);
    }

    [Fact]
    public void All_widths_give_the_same_bits_also_where_the_counter_carries()
    {
        const int N = 64;
        uint* a = stackalloc uint[N], b = stackalloc uint[N], c = stackalloc uint[N];
        ulong* d = stackalloc ulong[N], e = stackalloc ulong[N], f = stackalloc ulong[N];
        foreach (var counter in (ulong[])[0, 4, 0xffffffe0, 0x1_ffff_fff0])
        {
            Lanes128.Threefry32(1, 2, counter, a, N);
            Lanes256.Threefry32(1, 2, counter, b, N);
            Lanes512.Threefry32(1, 2, counter, c, N);
            Lanes128.Threefry64(1, 2, counter, d, N);
            Lanes256.Threefry64(1, 2, counter, e, N);
            Lanes512.Threefry64(1, 2, counter, f, N);
            for (var i = 0; i < N; i++)
            {
                var (x, y) = Threefry.Block(1, 2, (uint)((counter + (ulong)i) >> 32), (uint)(counter + (ulong)i));
                Assert.Equal((x ^ y, x ^ y, x ^ y), (a[i], b[i], c[i]));
                var both = (ulong)x << 32 | y;
                Assert.Equal((both, both, both), (d[i], e[i], f[i]));
            }
        }
        float* u = (float*)a, v = (float*)b, w = (float*)c;
        double* p = (double*)d, q = (double*)e, r = (double*)f;
        Lanes128.ToNormal(u, N);
        Lanes256.ToNormal(v, N);
        Lanes512.ToNormal(w, N);
        Lanes128.ToNormal(p, N);
        Lanes256.ToNormal(q, N);
        Lanes512.ToNormal(r, N);
        for (var i = 0; i < N; i++)
        {
            Assert.Equal((u[i], u[i]), (v[i], w[i]));
            Assert.Equal((p[i], p[i]), (q[i], r[i]));
        }
    }

    // jax.random.uniform and jax.random.normal of jax.random.key(42).
    [Fact]
    public void Numbers_are_those_of_JAX() => Assert.Equal(-0.028304616f, Rng.Normal(new RandomKey(42)).Item(), 1e-8f);

    [Fact]
    public void Uniform_numbers_are_the_upper_bits()
    {
        var bits = Rng.Bits<int>(s_key, [3, 700]);
        var expected = bits.ToArray().Select(b => ((uint)b >> 9) / 8388608f);
        Assert.Equal(expected, Rng.Uniform(s_key, [3, 700]).ToArray());
        Assert.Equal(Rng.Bits<long>(s_key, [500]).ToArray().Select(b => ((ulong)b >> 12) / 4503599627370496.0), Rng.Uniform(s_key, [500], 0.0, 1.0).ToArray());
        Assert.All(Rng.Uniform(s_key, [5000], -3f, 5f).ToArray(), v => Assert.InRange(v, -3f, 5f));
        Assert.Equal([3, 700], Rng.Uniform(s_key, [3, 700]).Shape.AsSpan().ToArray());
    }

    [Theory]
    [InlineData(RandomAlgorithm.Threefry)]
    [InlineData(RandomAlgorithm.Philox)]
    public void Normals_have_the_moments_and_quantiles_of_the_distribution(RandomAlgorithm algorithm)
    {
        const int N = 400_000;
        foreach (var x in (double[][])[[.. Rng.Normal(new RandomKey(7, algorithm), [N]).ToArray().Select(v => (double)v)], Rng.Normal<double>(new RandomKey(7, algorithm), [N]).ToArray()])
        {
            var mean = x.Average();
            Assert.InRange(mean, -0.01, 0.01);
            Assert.InRange(x.Average(v => v * v), 0.985, 1.015);
            Assert.InRange(x.Average(v => v * v * v * v), 2.9, 3.1);
            foreach (var (z, p) in new[] { (-2.326347874, 0.01), (-0.674489750, 0.25), (0, 0.5), (1.281551566, 0.9), (3.090232306, 0.999) })
                Assert.InRange(x.Count(v => v < z) / (double)N, p - 4 * Math.Sqrt(p * (1 - p) / N), p + 4 * Math.Sqrt(p * (1 - p) / N));
        }
    }

    [Fact]
    public void The_inverse_of_the_error_function_undoes_it()
    {
        double[] xs = [1e-12, 1e-5, 0.1, 0.5, 0.9, 0.99, 0.999, 0.99999, 0.9999999, 1 - 1e-12, 1 - 1e-15];
        foreach (var x in xs)
        {
            var y = VectorMath.ErfInv(Vector256.Create(x, -x, x, -x));
            Assert.Equal(y[0], -y[1]);
            // erf(y) = x to the error of y times the slope, 2 / sqrt(pi) e^(-y^2), and that of erf itself.
            var back = VectorMath.Erf(Vector256.Create(y[0]))[0];
            Assert.InRange(Math.Abs(back - x), 0, 2e-15 * y[0] * 1.13 * Math.Exp(-y[0] * y[0]) + 2.3e-16 * x);
            var single = VectorMath.ErfInv(Vector256.Create((float)x))[0];
            var wide = VectorMath.ErfInv(Vector256.Create((double)(float)x))[0];
            Assert.True((float)x == 1f ? float.IsPositiveInfinity(single) : Math.Abs(single - wide) <= 4e-7 * wide, $"erfinv({(float)x:R}f) = {single:R}, not {wide:R}");
        }
        var ends = VectorMath.ErfInv(Vector256.Create(1.0, -1.0, 1.5, double.NaN));
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (ends[0], ends[1]));
        Assert.True(double.IsNaN(ends[2]) && double.IsNaN(ends[3]));
    }

    [Fact]
    public void Threads_have_no_say()
    {
        var one = RandomBits.Fill<float, NormalFloats>(s_key, [100_003], "Normal", default, 1);
        var many = RandomBits.Fill<float, NormalFloats>(s_key, [100_003], "Normal", default, 5);
        Assert.Equal(one.ToArray(), many.ToArray());
        Assert.Equal(one.ToArray()[..5000], Rng.Normal(s_key, [5000]).ToArray());
    }

    [Fact]
    public void Integers_and_trials_cover_their_range()
    {
        var dice = Rng.RandInt(s_key, [6000], 1, 7).ToArray();
        Assert.All(dice.GroupBy(v => v), g => Assert.InRange(g.Count(), 850, 1150));
        Assert.Equal([1, 2, 3, 4, 5, 6], dice.Distinct().Order());
        Assert.All(Rng.RandInt(s_key, [9], 5, 5).ToArray(), v => Assert.Equal(5, v));
        Assert.Equal(64, Rng.RandInt(s_key, [64], int.MinValue, int.MaxValue).ToArray().Distinct().Count());
        Assert.InRange(Rng.Bernoulli(s_key, [10_000], 0.3f).ToArray().Count(b => b), 2850, 3150);
        Assert.Equal(0, Rng.Normal(s_key, [0, 3]).Size);
    }
}
