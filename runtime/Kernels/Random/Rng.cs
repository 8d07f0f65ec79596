using System.Numerics;
using Kernels.Drivers.RandomNumbers;
using Kernels.Drivers.Threads;

namespace Kernels;

/// <summary>Random arrays on the CPU, under the names of <c>jax.random</c>: each is a function of its key and shape.</summary>
/// <remarks>With keys of <see cref="RandomAlgorithm.Threefry"/>, the numbers are those of JAX; normals within the error of its <c>erf_inv</c>.
/// Neither threads nor vector widths have a say.</remarks>
public static class Rng
{
    /// <summary>Random bits, as <c>jax.random.bits</c>.</summary>
    /// <typeparam name="T"><c>int</c>, <c>long</c> or <c>byte</c>, whose bits are those of JAX's unsigned type of the same size.</typeparam>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="NotSupportedException">The element type is another.</exception>
    public static NDArray<T> Bits<T>(RandomKey key, Shape shape = default) where T : IBinaryInteger<T> => T.Zero switch
    {
        int => (NDArray<T>)(object)RandomBits.Fill<int, RawBits<int>>(key, shape, nameof(Bits), default, Chunks.MaxThreads),
        long => (NDArray<T>)(object)RandomBits.Fill<long, RawBits<long>>(key, shape, nameof(Bits), default, Chunks.MaxThreads),
        byte => (NDArray<T>)(object)RandomBits.Fill<byte, RawBits<byte>>(key, shape, nameof(Bits), default, Chunks.MaxThreads),
        _ => throw new NotSupportedException($"Rng.Bits<{typeof(T).Name}>: the element type is int, long or byte."),
    };

    /// <summary>Uniform numbers in [0, 1), as <c>jax.random.uniform</c>.</summary>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    public static NDArray<float> Uniform(RandomKey key, Shape shape = default) => Uniform(key, shape, 0f, 1f);

    /// <summary>Uniform numbers in [minValue, maxValue), as <c>jax.random.uniform</c>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="minValue">The least number.</param>
    /// <param name="maxValue">Where they end; rounding may give it where the range is not a power of 2.</param>
    /// <exception cref="NotSupportedException">The element type is another.</exception>
    public static NDArray<T> Uniform<T>(RandomKey key, Shape shape, T minValue, T maxValue) where T : IFloatingPointIeee754<T> => (minValue, maxValue) switch
    {
        (float low, float high) => (NDArray<T>)(object)RandomBits.Fill<float, UniformFloats>(key, shape, nameof(Uniform), new(low, high), Chunks.MaxThreads),
        (double low, double high) => (NDArray<T>)(object)RandomBits.Fill<double, UniformDoubles>(key, shape, nameof(Uniform), new(low, high), Chunks.MaxThreads),
        _ => throw new NotSupportedException($"Rng.Uniform<{typeof(T).Name}>: the element type is float or double."),
    };

    /// <summary>Standard normal numbers, as <c>jax.random.normal</c>: sqrt(2) erfinv(u) for u uniform in (-1, 1).</summary>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    public static NDArray<float> Normal(RandomKey key, Shape shape = default) => Normal<float>(key, shape);

    /// <summary>Standard normal numbers, as <c>jax.random.normal</c>: sqrt(2) erfinv(u) for u uniform in (-1, 1).</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <exception cref="NotSupportedException">The element type is another.</exception>
    public static NDArray<T> Normal<T>(RandomKey key, Shape shape = default) where T : IFloatingPointIeee754<T> => T.Zero switch
    {
        float => (NDArray<T>)(object)RandomBits.Fill<float, NormalFloats>(key, shape, nameof(Normal), default, Chunks.MaxThreads),
        double => (NDArray<T>)(object)RandomBits.Fill<double, NormalDoubles>(key, shape, nameof(Normal), default, Chunks.MaxThreads),
        _ => throw new NotSupportedException($"Rng.Normal<{typeof(T).Name}>: the element type is float or double."),
    };

    /// <summary>Whether each of as many trials succeeded, as <c>jax.random.bernoulli</c>.</summary>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="p">The probability of <c>true</c>.</param>
    public static NDArray<bool> Bernoulli(RandomKey key, Shape shape = default, float p = 0.5f) => Uniform(key, shape) < p;

    /// <summary>Integers in [minValue, maxValue), as <c>jax.random.randint</c>; <paramref name="minValue"/> where the range is empty.</summary>
    /// <param name="key">The key, to be used once.</param>
    /// <param name="shape">The shape of the result.</param>
    /// <param name="minValue">The least number.</param>
    /// <param name="maxValue">One above the greatest.</param>
    public static NDArray<int> RandInt(RandomKey key, Shape shape, int minValue, int maxValue)
    {
        var span = maxValue <= minValue ? 1u : (uint)maxValue - (uint)minValue;
        // Two words for each number, so that a span that doesn't divide 2^32 favours none by more than 2^-32: (upper 2^32 + lower) % span.
        var multiplier = (uint)((1ul << 32) % span);
        var (first, second) = key.Split();
        var (upper, lower) = (Bits<int>(first, shape), Bits<int>(second, shape));
        var result = NDArray.Uninitialized<int>(shape, nameof(RandInt), out var data);
        var high = upper.HostSpan;
        var low = lower.HostSpan;
        for (var i = 0; i < high.Length; i++)
            data[i] = (int)((uint)minValue + ((uint)high[i] % span * multiplier + (uint)low[i] % span) % span);
        GC.KeepAlive(upper);
        GC.KeepAlive(lower);
        GC.KeepAlive(result);
        return result;
    }
}
