namespace Kernels.Tests.RandomNumbers;

public class KeyTests
{
    // Known answers of the Random123 library: counter, key, result.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0x6b200159u, 0x99ba4efeu)]
    [InlineData(~0u, ~0u, ~0u, ~0u, 0x1cb996fcu, 0xbb002be7u)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xc4923a9cu, 0x483df7a0u)]
    public void Threefry_gives_the_known_answers(uint x0, uint x1, uint key0, uint key1, uint y0, uint y1) =>
        Assert.Equal((y0, y1), Threefry.Block(key0, key1, x0, x1));

    [Fact]
    public void Philox_gives_the_known_answers()
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block(0, 0, 0, 0, 0, 0));
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Philox.Block(~0u, ~0u, ~0u, ~0u, ~0u, ~0u));
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u), Philox.Block(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344));
    }

    // jax.random.key_data of jax.random.split(jax.random.key(0)).
    [Fact]
    public void Splits_are_those_of_JAX()
    {
        var (first, second) = RandomKey.Create(0).Split();
        Assert.Equal((1797259609u, 2579123966u), (first.Word0, first.Word1));
        Assert.Equal((928981903u, 3453687069u), (second.Word0, second.Word1));
        Assert.Equal([first, second], new RandomKey(0).Split(2));
        Assert.Equal(second, new RandomKey(0).FoldIn(1));
        Assert.Equal((7u, 5u), (new RandomKey(7L << 32 | 5).Word0, new RandomKey(7L << 32 | 5).Word1));
    }

    [Theory]
    [InlineData(RandomAlgorithm.Threefry)]
    [InlineData(RandomAlgorithm.Philox)]
    public void Derived_keys_differ_and_keep_the_algorithm(RandomAlgorithm algorithm)
    {
        var keys = RandomKey.Create(1, algorithm).Split(1000);
        Assert.Equal(1000, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Equal(algorithm, k.Algorithm));
        Assert.Equal(keys[..3], RandomKey.Create(1, algorithm).Split(3));
        Assert.Empty(keys[0].Split(0));
        Assert.NotEqual(RandomKey.Create(1).FoldIn(-1), RandomKey.Create(1).FoldIn(1));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomKey.Create(0).Split(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomKey.Create(0, (RandomAlgorithm)7));
        Assert.Contains("Int16", Assert.Throws<NotSupportedException>(() => Rng.Bits<short>(default)).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<NotSupportedException>(() => Rng.Normal<Half>(default));
        Assert.Throws<NotSupportedException>(() => Rng.Uniform(default, [2], Half.Zero, Half.One));
    }
}
