using Kernels.EndToEnd.Tests.InPlace;

namespace Kernels.EndToEnd.Tests.Pieces;

/// <summary>Loops that read a padded or a rolled array where it lies: bit for bit what the body gives.</summary>
public partial class BorderTests
{
    [Jit]
    public static NDArray<double> Laplace(NDArray<double> x)
    {
        var p = Pad(x, 1);
        return p[..^2, 1..^1] + p[2.., 1..^1] + p[1..^1, ..^2] + p[1..^1, 2..] - 4.0 * x;
    }

    [Jit] public static NDArray<T> Valued<T>(NDArray<T> x, T value, int width) where T : System.Numerics.INumber<T> => Pad(x, width, value: value) * Pad(x, width);

    [Jit] public static NDArray<float> Pairs(NDArray<float> x, int after) => Pad(x, [(1, 0), (2, after)], value: 0.5f) * 2f;

    [Jit] public static NDArray<float> Edge(NDArray<float> x) => Pad(x, 3, PadMode.Edge) + 1f;

    [Jit] public static NDArray<float> Reflect(NDArray<float> x) => Pad(x, 3, PadMode.Reflect, axis: -1) + 1f;

    [Jit] public static NDArray<float> Symmetric(NDArray<float> x) => Pad(x, 3, PadMode.Symmetric, axis: [0, 1]) + 1f;

    [Jit] public static NDArray<float> Wrap(NDArray<float> x) => Pad(x, 3, PadMode.Wrap) + 1f;

    [Jit] public static NDArray<float> Stepped(NDArray<float> x) => Pad(x, 3)[1..^1, 2..] + 1f;

    [Jit] public static NDArray<float> Periodic(NDArray<float> x, int shift) => Roll(x, shift, axis: 0) + Roll(x, -1, axis: -1) - 2f * x;

    [Jit] public static NDArray<float> Both(NDArray<float> x) => Roll(x, 3, axis: [0, 1]) * x;

    [Jit] public static NDArray<float> Given([Donate] NDArray<float> x) => Roll(x, 1, axis: 0) * x;

    [Jit]
    public static NDArray<float> Steps(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++) x = 0.25f * (Roll(x, 1, axis: 0) + Roll(x, -1, axis: 0) + Roll(x, 1, axis: 1) + Roll(x, -1, axis: 1));
        return x;
    }

    [Vmap] public static NDArray<float> Example(NDArray<float> x) => Pad(x, 2, PadMode.Edge) * 2f;

    [Vmap] public static NDArray<float> ExamplePairs(NDArray<float> x) => Pad(x, [(1, 2), (0, 3)]) * 2f;

    [Vmap] public static NDArray<float> ExampleRoll(NDArray<float> x) => Roll(x, 2, axis: 0) * Roll(x, -1, axis: -1);

    private static IEnumerable<NDArray<T>> Matrices<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var (rows, columns) in ((int, int)[])[(1, 1), (3, 5), (60, 90), (2, 5000), (5000, 3), (1, 20000), (300, 200)])
        {
            yield return Arrays.Moderate<T>(1, rows, columns);
            yield return Arrays.Moderate<T>(2, columns, rows).T;
            yield return Arrays.Moderate<T>(3, rows, columns * 2)[(..).By(-1), (..).By(2)];
            yield return BroadcastTo(Arrays.Moderate<T>(4, columns), rows, columns);
        }
    }

    private static void Same(Func<NDArray<float>, NDArray<float>> eager, Func<NDArray<float>, NDArray<float>> fused)
    {
        foreach (var x in Matrices<float>()) Check.Bits(eager(x), fused(x), $"{x.Shape}");
    }

    private static void OfDType<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        Func<NDArray<T>, T, int, NDArray<T>> valued = Valued;
        foreach (var x in Matrices<T>())
            foreach (var width in (int[])[0, 1, 4]) Check.Bits(valued(x, T.CreateChecked(3), width), ValuedJit(x, T.CreateChecked(3), width), $"{x.Shape} {width}");
        Check.Bits(valued(Arrays.Moderate<T>(1, 0, 3), T.One, 40), ValuedJit(Arrays.Moderate<T>(1, 0, 3), T.One, 40), "an empty array");
    }

    [Fact]
    public void A_border_of_a_value_in_every_dtype()
    {
        OfDType<float>();
        OfDType<double>();
        OfDType<int>();
        OfDType<long>();
        OfDType<byte>();
    }

    [Fact]
    public void Every_mode()
    {
        Same(x => Pairs(x, 70), x => PairsJit(x, 70));
        Same(Edge, EdgeJit);
        Same(Reflect, ReflectJit);
        Same(Symmetric, SymmetricJit);
        Same(Wrap, WrapJit);
        Same(x => Stepped(x), x => SteppedJit(x));
    }

    [Fact]
    public void A_stencil_over_a_padded_array()
    {
        Func<NDArray<double>, NDArray<double>> laplace = Laplace;
        foreach (var x in Matrices<double>()) Check.Bits(laplace(x), LaplaceJit(x), $"{x.Shape}");
        var large = Arrays.Moderate<double>(1, 300, 300);
        Assert.Equal(1, Counting.Buffers(() => LaplaceJit(large)));
    }

    [Fact]
    public void Rolled()
    {
        foreach (var shift in (int[])[0, 1, -1, 2, 7, -100]) Same(x => Periodic(x, shift), x => PeriodicJit(x, shift));
        Same(Both, BothJit);
        Same(Given, x => GivenJit(x * 1f));
        Same(x => Steps(x, 4), x => StepsJit(x, 4));
    }

    [Fact]
    public void Mapped_over_a_batch()
    {
        Func<NDArray<float>, NDArray<float>> example = Example, pairs = ExamplePairs, roll = ExampleRoll;
        var x = Arrays.Moderate<float>(1, 6, 40, 50);
        NDArray<float> edges = ExampleBatch(x), padded = ExamplePairsBatch(x), rolled = ExampleRollBatch(x);
        for (var i = 0; i < 6; i++)
        {
            Check.Bits(example(x[i]), edges[i]);
            Check.Bits(pairs(x[i]), padded[i]);
            Check.Bits(roll(x[i]), rolled[i]);
        }
    }

    [Fact]
    public void Errors_are_those_of_the_body()
    {
        Func<NDArray<float>, float, int, NDArray<float>> valued = Valued;
        var x = Arrays.Moderate<float>(1, 3, 4);
        var message = Assert.Throws<ShapeException>(() => valued(x, 1f, -1)).Message;
        Assert.Equal("Pad: axis 0 of shape (3, 4) cannot be padded by (-1, -1).", message);
        Assert.Equal(message, Assert.Throws<ShapeException>(() => ValuedJit(x, 1f, -1)).Message);
        Assert.Contains("no elements that mode Edge", Assert.Throws<ShapeException>(() => EdgeJit(x[..0])).Message, StringComparison.Ordinal);
    }
}
