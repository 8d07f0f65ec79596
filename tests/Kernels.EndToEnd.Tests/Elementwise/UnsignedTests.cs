using System.Numerics;

namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>Hashes and generators: uint, ulong and shorter numbers of the host program and of mapped methods, which no array has.</summary>
public partial class UnsignedTests
{
    [Vmap]
    public static int Hash(int seed)
    {
        var x = (uint)seed;
        for (var k = 0; k < 3; k++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            x = x * 1664525u + 1013904223u;
        }

        uint h = 2166136261;
        h = (h ^ (x & 0xFF)) * 16777619u;
        var a = (ushort)x;
        a += 77;
        var b = (sbyte)x;
        b++;
        var c = (short)(x >> 3);
        h = h % 1000003u + x / 7u + (x < h ? 1u : 2u) + Math.Max(a, h) + (uint)b + (uint)c;
        return (int)(h ^ BitOperations.RotateLeft(x, 7) ^ BitOperations.RotateRight(h, a & 31));
    }

    [Vmap] public static int Counts(int x) => BitOperations.PopCount((uint)x) + 100 * BitOperations.LeadingZeroCount((uint)x) + 10000 * BitOperations.TrailingZeroCount(x);

    [Vmap] public static int Shifted(int x, int n) => (x >>> n) ^ (x >> n) ^ (x >>> 3);

    [Vmap]
    public static double Uniform(long i)
    {
        var x = (ulong)i;
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        x ^= x >> 31;
        return (x >> 11) * (1.0 / (1UL << 53)) + x + (uint)x + BitOperations.PopCount(x) + (uint)(i * 0.37);
    }

    [Jit]
    public static NDArray<double> Seeded(NDArray<double> x, uint seed, ulong key)
    {
        for (var k = 0; k < 5; k++)
        {
            seed = seed * 1664525u + 1013904223u;
            key ^= key << 13;
            key ^= key >> 7;
            key ^= key << 17;
            x += seed / 4294967296.0 + (key >> 40) + (int)(seed >> 16);
        }

        return x;
    }

    [Fact]
    public void Integers_without_a_sign()
    {
        var x = FromArray([.. Enumerable.Range(0, 1000).Select(i => unchecked((int)(i * 2654435761L)))]);
        Check.Bits(FromArray([.. x.ToArray().Select(Hash)]), Hash(x));
        Check.Bits(FromArray([.. x.ToArray().Select(Counts)]), Counts(x));
        Check.Bits(FromArray([.. x.ToArray().Select(v => Shifted(v, v & 63))]), Shifted(x, x & 63));
        var wide = x.As<long>() * 7919191919L;
        Check.Bits(FromArray([.. wide.ToArray().Select(Uniform)]), Uniform(wide));
    }

    [Fact]
    public void Seeds()
    {
        var x = Arrays.Moderate<double>(1, 50);
        Func<NDArray<double>, uint, ulong, NDArray<double>> seeded = Seeded;
        Check.Bits(seeded(x, 3000000000u, 0xFFFFFFFF12345678UL), SeededJit(x, 3000000000u, 0xFFFFFFFF12345678UL));
    }
}
