namespace Kernels;

/// <summary>How a key's random bits are made: both are functions of key and position alone.</summary>
public enum RandomAlgorithm
{
    /// <summary>Threefry-2x32 of 20 rounds: JAX's default generator.</summary>
    Threefry,

    /// <summary>Philox-4x32 of 10 rounds, whose blocks give four words each.</summary>
    Philox,
}

/// <summary>The key of a random generator, as in JAX: whoever uses the same key gets the same numbers. Use a key once, and derive the next by
/// <see cref="Split()"/> or <see cref="FoldIn"/>.</summary>
/// <remarks>With <see cref="RandomAlgorithm.Threefry"/> keys, splits and bits are those of JAX with <c>jax_threefry_partitionable</c>, its default.</remarks>
public readonly record struct RandomKey
{
    /// <summary>The key of a seed.</summary>
    /// <param name="seed">Its upper and lower 32 bits become the key.</param>
    /// <param name="algorithm">How the key's bits are made.</param>
    public RandomKey(long seed, RandomAlgorithm algorithm = RandomAlgorithm.Threefry)
        : this((uint)((ulong)seed >> 32), (uint)seed, algorithm)
    {
    }

    internal RandomKey(uint word0, uint word1, RandomAlgorithm algorithm)
    {
        if (algorithm is not (RandomAlgorithm.Threefry or RandomAlgorithm.Philox))
            throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "RandomKey: there is no such algorithm.");
        (Word0, Word1, Algorithm) = (word0, word1, algorithm);
    }

    /// <summary>The key's first word: what <c>jax.random.key_data</c> gives at [0].</summary>
    public uint Word0 { get; }

    /// <summary>The key's second word.</summary>
    public uint Word1 { get; }

    /// <summary>How the key's bits are made.</summary>
    public RandomAlgorithm Algorithm { get; }

    /// <summary>The key of a seed, as <c>jax.random.key(seed)</c>.</summary>
    /// <param name="seed">Its upper and lower 32 bits become the key.</param>
    /// <param name="algorithm">How the key's bits are made.</param>
    public static RandomKey Create(long seed, RandomAlgorithm algorithm = RandomAlgorithm.Threefry) => new(seed, algorithm);

    /// <summary>Two new keys: <c>(key, var sub) = key.Split();</c>.</summary>
    public (RandomKey First, RandomKey Second) Split() => (Derive(0), Derive(1));

    /// <summary>New keys, independent of each other and of this one.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public RandomKey[] Split(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var keys = new RandomKey[count];
        for (var i = 0; i < count; i++) keys[i] = Derive((uint)i);
        return keys;
    }

    /// <summary>A new key of this one and a number, such as that of a step or an example.</summary>
    /// <param name="data">The number, as 32 bits without a sign.</param>
    public RandomKey FoldIn(int data) => Derive((uint)data);

    /// <inheritdoc/>
    public override string ToString() => $"RandomKey({Algorithm}, 0x{Word0:x8}, 0x{Word1:x8})";

    private RandomKey Derive(uint data)
    {
        if (Algorithm == RandomAlgorithm.Threefry)
        {
            var (word0, word1) = Threefry.Block(Word0, Word1, 0, data);
            return new RandomKey(word0, word1, Algorithm);
        }
        // The last word of the counter keeps keys apart from numbers.
        var (x0, x1, _, _) = Philox.Block(Word0, Word1, data, 0, 0, 1);
        return new RandomKey(x0, x1, Algorithm);
    }
}
