using Kernels;

namespace NpBench;

/// <summary>Inputs that are a function of position and seed: <c>goldens/make.py</c> computes the same, bit for bit.</summary>
internal static class Inputs
{
    /// <summary>Element <paramref name="i"/> of stream <paramref name="seed"/>: 24 mixed bits, uniform in [0, 1), exact in float and in double.</summary>
    public static double Uniform(int i, uint seed)
    {
        var h = unchecked((uint)i * 2654435761u + seed * 40503u);
        h ^= h >> 15;
        h = unchecked(h * 2246822519u);
        h ^= h >> 13;
        return (h >> 8) / 16777216.0;
    }

    public static NDArray<double> Doubles(uint seed, params int[] shape) => Make(shape, i => Uniform(i, seed));

    public static NDArray<float> Floats(uint seed, params int[] shape) => Make(shape, i => (float)Uniform(i, seed));

    /// <summary>Whole numbers in [low, high).</summary>
    public static NDArray<int> Ints(uint seed, int low, int high, params int[] shape) => Make(shape, i => low + (int)(Uniform(i, seed) * (high - low)));

    /// <summary>An array whose element at flat position i is <paramref name="element"/> of i.</summary>
    public static NDArray<T> Make<T>(int[] shape, Func<int, T> element)
    {
        var values = new T[shape.Aggregate(1, (a, b) => checked(a * b))];
        for (var i = 0; i < values.Length; i++) values[i] = element(i);
        return NDArray.FromArray(values).Reshape(shape);
    }
}
