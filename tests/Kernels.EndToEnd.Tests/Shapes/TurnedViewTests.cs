namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Values that loops read in another order than they are written in: bit for bit what the body gives.</summary>
public partial class TurnedViewTests
{
    [Jit] public static NDArray<float> Transposed(NDArray<float> x, NDArray<float> y) => (Exp(x) * x + 1f).T - y;

    [Jit] public static NDArray<float> Flipped(NDArray<float> x, NDArray<float> y) => Flip(Abs(x) + 0.5f, axis: -1) * y + Flip(x - y);

    [Jit] public static NDArray<int> Reshaped(NDArray<int> x, NDArray<int> y, int n) => (x * x + 3).Reshape(n, -1) * y;

    [Jit] public static NDArray<double> Expanded(NDArray<double> x) => ExpandDims(x * 2.0, 1) - ExpandDims(x + 1.0, 0);

    [Jit]
    public static NDArray<float> Moved(NDArray<float> x, NDArray<float> y)
    {
        var h = x * 0.5f;
        var swapped = SwapAxes(h * h + h, 0, 1);
        var moved = MoveAxis(y + y, 0, -1);
        return swapped * moved + moved;
    }

    [Jit]
    public static (NDArray<float> Sum, NDArray<float> Kept) Kept(NDArray<float> x, NDArray<float> y)
    {
        var h = Exp(x);
        return (h.T + y, h * 2f);
    }

    [Jit] public static NDArray<int> Divided(NDArray<int> x, NDArray<int> y) => (x / y).T + 1;

    [Vmap] public static NDArray<float> Example(NDArray<float> x, NDArray<float> y) => (x * 2f).T + y.Reshape(x.Shape[1], -1) * Flip(x + 1f, axis: 0).T;

    private static NDArray<float> M(int seed, params int[] shape) => Arrays.Moderate<float>(seed, shape);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(40, 70)]
    [InlineData(300, 400)]
    [InlineData(0, 4)]
    public void In_any_order(int rows, int columns)
    {
        NDArray<float> x = M(1, rows, columns), y = M(2, columns, rows), strided = M(3, columns, 2 * rows)[.., (..).By(-2)].T;
        Func<NDArray<float>, NDArray<float>, NDArray<float>> transposed = Transposed, flipped = Flipped, moved = Moved;
        Func<NDArray<float>, NDArray<float>, (NDArray<float> Sum, NDArray<float> Kept)> kept = Kept;
        Func<NDArray<int>, NDArray<int>, int, NDArray<int>> reshaped = Reshaped;
        Func<NDArray<double>, NDArray<double>> expanded = Expanded;
        foreach (var a in (NDArray<float>[])[x, strided])
        {
            Check.Bits(transposed(a, y), TransposedJit(a, y));
            Check.Bits(flipped(a, y.T), FlippedJit(a, y.T));
            Check.Bits(moved(a, a), MovedJit(a, a));
            var (expected, actual) = (kept(a, y), KeptJit(a, y));
            Check.Bits(expected.Sum, actual.Sum);
            Check.Bits(expected.Kept, actual.Kept);
        }

        var integers = Arrays.Moderate<int>(1, rows, columns);
        if (columns > 0 && rows > 0) Check.Bits(reshaped(integers, integers.Reshape(columns, -1)[.., ..1], columns), ReshapedJit(integers, integers.Reshape(columns, -1)[.., ..1], columns));
        var vector = Arrays.Moderate<double>(1, columns);
        Check.Bits(expanded(vector), ExpandedJit(vector));
    }

    [Fact]
    public void Mapped_over_a_batch()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> example = Example;
        NDArray<float> x = M(1, 5, 30, 40), y = M(2, 5, 40, 30);
        var batch = ExampleBatch(x, y);
        for (var i = 0; i < 5; i++) Check.Bits(example(x[i], y[i]), batch[i]);
    }

    [Fact]
    public void Errors_are_those_of_the_body()
    {
        Func<NDArray<int>, NDArray<int>, int, NDArray<int>> reshaped = Reshaped;
        var x = Arrays.Moderate<int>(1, 3, 4);
        Assert.Equal(Assert.Throws<ShapeException>(() => reshaped(x, x, 5)).Message, Assert.Throws<ShapeException>(() => ReshapedJit(x, x, 5)).Message);
        Assert.Throws<DivideByZeroException>(() => DividedJit(x, x * 0));
    }
}
