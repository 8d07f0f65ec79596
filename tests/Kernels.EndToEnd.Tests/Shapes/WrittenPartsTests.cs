namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Ranges, indices and shapes in variables, and arrays whose elements are written in the kernel.</summary>
public partial class WrittenPartsTests
{
    [Jit]
    public static NDArray<double> Ranges(NDArray<double> x, int k)
    {
        var inner = 1..^1;
        Range left = ..^2;
        Index last = ^1;
        var (from, every) = (k - 1, (..).By(2));
        x = x.At[every].Set(x[every] * k);
        return x[inner] - x[left] + x[last] * x[^k] + x[from..^from];
    }

    private static NDArray<double> Difference(NDArray<double> x, Range a, Range b) => x[a, ..] * 2.0 - x[b, ..];

    private static Range Upper(int k) => k..;

    [Jit] public static NDArray<double> Passed(NDArray<double> x) => Difference(x, 1..^1, Upper(2)) - Difference(x, ..^2, 1..^1) + x[Upper(2)];

    [Jit]
    public static NDArray<double> Reversed(NDArray<double> x)
    {
        var sum = ZerosLike(x);
        for (var k = 1; k < x.Shape[0]; k++)
        {
            var reversed = (..k).By(-1);
            sum = sum.At[..k].Add(x[reversed]);
        }

        return sum;
    }

    [Jit]
    public static NDArray<double> Shapes(NDArray<double> x)
    {
        var shape = x.Shape;
        var (rows, columns) = x.Shape;
        if (shape[^1] != columns) return x;
        return x.Reshape(columns, rows) + Zeros<double>(shape).Reshape(columns, rows) + Full<double>(x.Shape, shape.Rank).Reshape(columns, rows) * shape.Size;
    }

    [Jit]
    public static NDArray<double> Literals(NDArray<double> x, double angle)
    {
        NDArray<double> kernel = [1, 2, 1];
        var (s, c) = (Math.Sin(angle), Math.Cos(angle));
        NDArray<double> rotation = [[c, -s], [s, c]];
        var same = NDArray.Create(c, -s, s, c).Reshape(2, 2);
        NDArray<double> rows = [x[0], x[1]];
        return MatMul(rotation + same, rows)[.., 2..] * kernel[1] + x[..2, ..^2] * kernel[0] + rows[.., 1..^1];
    }

    [Fact]
    public void Ranges_in_variables_and_arguments()
    {
        var x = Arrays.Moderate<double>(1, 6, 7);
        Func<NDArray<double>, int, NDArray<double>> ranges = Ranges;
        Check.Bits(ranges(x, 2), RangesJit(x, 2));
        Func<NDArray<double>, NDArray<double>> passed = Passed, reversed = Reversed;
        Check.Bits(passed(x), PassedJit(x));
        Check.Bits(reversed(x), ReversedJit(x));
    }

    [Fact]
    public void Shapes_and_literals()
    {
        var x = Arrays.Moderate<double>(1, 6, 7);
        Func<NDArray<double>, NDArray<double>> shapes = Shapes;
        Check.Bits(shapes(x), ShapesJit(x));
        Assert.Throws<ShapeException>(() => shapes(x[0]));
        Assert.Throws<ShapeException>(() => ShapesJit(x[0]));
        Func<NDArray<double>, double, NDArray<double>> literals = Literals;
        Check.Close(literals(x, 0.3), LiteralsJit(x, 0.3));
    }
}
