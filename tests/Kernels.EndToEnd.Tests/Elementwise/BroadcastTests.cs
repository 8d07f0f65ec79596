namespace Kernels.EndToEnd.Tests.Elementwise;

public partial class BroadcastTests
{
    [Jit] public static NDArray<float> Sum2(NDArray<float> x, NDArray<float> y) => x + y * 2f;

    [Jit] public static NDArray<float> Outer(NDArray<float> x, NDArray<float> y, NDArray<float> z) => (x + y) * z - x;

    [Jit] public static NDArray<float> TwoShapes(NDArray<float> x, NDArray<float> y) => Exp(x) * (y - Exp(x));

    [Fact]
    public void Shapes_broadcast_pairwise()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> outer = Outer;
        int[][] shapes = [[], [1], [5], [4, 1], [1, 5], [4, 5], [3, 1, 1], [3, 4, 1], [3, 1, 5], [3, 4, 5], [2, 1, 1, 5]];
        foreach (var a in shapes)
            foreach (var b in shapes)
                foreach (var c in shapes)
                {
                    NDArray<float> x = Arrays.Moderate<float>(1, a), y = Arrays.Moderate<float>(2, b), z = Arrays.Moderate<float>(3, c);
                    Check.Bits(outer(x, y, z), OuterJit(x, y, z), $"{x.Shape} {y.Shape} {z.Shape}");
                }
    }

    [Fact]
    public void Empty_axes_broadcast()
    {
        var x = Zeros<float>(0, 3);
        Assert.Equal([0, 3], Sum2Jit(x, Zeros<float>(1, 3)).Shape);
        Assert.Equal([0, 3], Sum2Jit(x, Zeros<float>(3)).Shape);
        Assert.Equal([2, 0, 3], Sum2Jit(x, Zeros<float>(2, 1, 1)).Shape);
    }

    [Fact] public void A_small_part_computed_once_is_broadcast() => Check.Elementwise<float, float, float>(TwoShapes, TwoShapesJit);

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_the_line()
    {
        var error = Assert.Throws<ShapeException>(() => Sum2Jit(Zeros<float>(2, 3), Zeros<float>(4)));
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(4,)", error.Message, StringComparison.Ordinal);
        Assert.Contains("x + y * 2f", error.Message, StringComparison.Ordinal);
        Assert.Contains("BroadcastTests.cs:5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_array_is_an_argument_error() =>
        Assert.ThrowsAny<Exception>(() => Sum2Jit(null!, Zeros<float>(4)));
}
