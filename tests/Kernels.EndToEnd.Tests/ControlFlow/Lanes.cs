namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Holds mapped methods against loops over the scalar ones.</summary>
internal static class Lanes
{
    public static readonly float[] Floats = [.. Numbers(0).Select(d => (float)d)];

    public static readonly double[] Doubles = [.. Numbers(1)];

    public static readonly int[] Ints = [0, 1, 2, 3, 7, -1, -5, 12, 27, 97, 100, 6, 871, 1 << 20, 18, 35, 64, -48, 36, 5, 9, 10, 11, 13, 14, 15, 16, 17, 21, 22, 23, 24, 25];

    public static readonly long[] Longs = [.. Ints.Select(i => i * 3_000_000_019L)];

    private static IEnumerable<double> Numbers(int seed)
    {
        double[] special = [0, -0.0, 1, double.NaN, -1, double.PositiveInfinity, 0.25, double.NegativeInfinity, 2, 1e30, 1e-40, 1000];
        var random = new Random(seed);
        return special.Concat(Enumerable.Range(0, 40).Select(_ => (random.NextDouble() * 6) - 3));
    }

    public static void Same<A, R>(Func<A, R> scalar, Func<NDArray<A>, NDArray<R>> mapped, A[] x) where A : unmanaged where R : unmanaged
    {
        // Neighbours differ from run to run, so that a lane that changes another's result shows.
        foreach (var order in Orders(x.Length))
        {
            A[] p = [.. order.Select(i => x[i])];
            Check.Bits(FromArray(p.Select(scalar).ToArray()), mapped(FromArray(p)), $"{p.Length} elements");
        }
    }

    public static void Same<A, B, R>(Func<A, B, R> scalar, Func<NDArray<A>, NDArray<B>, NDArray<R>> mapped, A[] x, B[] y)
        where A : unmanaged where B : unmanaged where R : unmanaged
    {
        foreach (var order in Orders(x.Length))
        {
            A[] p = [.. order.Select(i => x[i])];
            foreach (var shift in (int[])[0, 1, 5])
            {
                B[] q = [.. order.Select(i => y[(i + shift) % y.Length])];
                Check.Bits(FromArray(p.Zip(q, scalar).ToArray()), mapped(FromArray(p), FromArray(q)), $"{p.Length} elements");
            }

            Check.Bits(FromArray(p.Select(a => scalar(a, y[3])).ToArray()), mapped(FromArray(p), y[3]), $"{p.Length} elements and one");
        }
    }

    private static IEnumerable<int[]> Orders(int n)
    {
        var all = Enumerable.Range(0, n).ToArray();
        yield return all;
        yield return [.. all.Reverse()];
        foreach (var length in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31]) yield return all[..Math.Min(n, length)];
        var random = new Random(7);
        for (var k = 0; k < 3; k++)
        {
            random.Shuffle(all);
            yield return [.. all, .. all];
        }
    }
}
