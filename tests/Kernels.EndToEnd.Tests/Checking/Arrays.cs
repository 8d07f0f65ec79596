using System.Numerics;

namespace Kernels.EndToEnd.Tests;

/// <summary>Arrays of many shapes and layouts, with values that include what arithmetic treats specially.</summary>
internal static class Arrays
{
    /// <summary>Around the vector widths of all dtypes, none, one, and more than one block of the drivers.</summary>
    public static readonly int[] Lengths = [0, 1, 7, 8, 9, 15, 16, 17, 1000, 4097];

    /// <summary>One array for each length, rank and layout; those of different seeds have the same shapes, but other values.</summary>
    public static IEnumerable<NDArray<T>> All<T>(int seed) where T : unmanaged
    {
        foreach (var length in Lengths) yield return Vector<T>(length, seed);
        yield return Vector<T>(1, seed).Reshape();
        var m = Vector<T>(12 * 35, seed).Reshape(12, 35);
        yield return m;
        yield return m.T;
        yield return m[2..9, 3..];
        yield return m[(..).By(2), (..).By(-1)];
        yield return m[(..).By(-1)];
        yield return m[3];
        yield return m[.., 4];
        yield return BroadcastTo(m[0], 12, 35);
        yield return BroadcastTo(m[.., ..1], 12, 35);
        yield return m[5..5];
        var cube = Vector<T>(4 * 5 * 21, seed).Reshape(4, 5, 21);
        yield return cube;
        yield return cube.Transpose(2, 0, 1);
        yield return cube[.., 1..3, (..).By(3)];
        yield return Vector<T>(2 * 3 * 4 * 5, seed).Reshape(2, 3, 4, 5).Transpose(0, 3, 1, 2);
    }

    /// <summary>Shapes that a reduction has elements of, of rank at least <paramref name="rank"/>.</summary>
    public static IEnumerable<NDArray<T>> NonEmpty<T>(int seed, int rank = 0) where T : unmanaged =>
        All<T>(seed).Where(x => x.Size > 0 && x.Rank >= rank);

    public static NDArray<T> Vector<T>(int length, int seed) where T : unmanaged
    {
        var random = new Random(seed);
        var data = new T[length];
        for (var i = 0; i < length; i++) data[i] = Value<T>(random, i);
        return FromArray(data);
    }

    /// <summary>Finite numbers of moderate size.</summary>
    public static NDArray<T> Moderate<T>(int seed, params int[] shape) where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        var data = new T[shape.Aggregate(1, (a, b) => a * b)];
        for (var i = 0; i < data.Length; i++) data[i] = T.CreateSaturating((random.NextDouble() * 6) - 3);
        return FromArray(data).Reshape(shape);
    }

    private static readonly double[] Special =
        [0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.5, 1e-40, 1e30, -1e30, 88.8, -104, 3.4e38];

    private static T Value<T>(Random random, int i)
    {
        var special = i % 19 == 5;
        object value = typeof(T) switch
        {
            var t when t == typeof(float) => special ? (float)Special[random.Next(Special.Length)] : (float)((random.NextDouble() * 8) - 4),
            var t when t == typeof(double) => special ? Special[random.Next(Special.Length)] : (random.NextDouble() * 8) - 4,
            var t when t == typeof(int) => special ? (random.Next(2) == 0 ? int.MinValue : int.MaxValue) : random.Next(-100, 100),
            var t when t == typeof(long) => special ? (random.Next(2) == 0 ? long.MinValue : long.MaxValue) : random.NextInt64(-10_000_000_000, 10_000_000_000),
            var t when t == typeof(byte) => (byte)random.Next(256),
            var t when t == typeof(bool) => random.Next(2) == 0,
            _ => throw new NotSupportedException(typeof(T).Name),
        };
        return (T)value;
    }
}
