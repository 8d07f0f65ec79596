namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Parts of computed values, which are computed from parts of their operands; and rows, many of which a body runs in one call.</summary>
public partial class StencilTests
{
    [Jit]
    public static NDArray<double> Diffuse(NDArray<double> field, NDArray<double> coeff)
    {
        var lap = 4 * field[1..^1, 1..^1] - (field[2.., 1..^1] + field[..^2, 1..^1] + field[1..^1, 2..] + field[1..^1, ..^2]);
        var dx = lap[1.., 1..^1] - lap[..^1, 1..^1];
        var flx = Where(dx * (field[2..^1, 2..^2] - field[1..^2, 2..^2]) > 0, 0, dx);
        var dy = lap[1..^1, 1..] - lap[1..^1, ..^1];
        var fly = Where(dy * (field[2..^2, 2..^1] - field[2..^2, 1..^2]) > 0, 0, dy);
        return field[2..^2, 2..^2] - coeff * (flx[1..] - flx[..^1] + fly[.., 1..] - fly[.., ..^1]);
    }

    [Jit]
    public static (NDArray<float> Whole, NDArray<float> Parts) Both(NDArray<float> x)
    {
        var squares = x * x;
        return (squares, squares[1..] - squares[..^1]);
    }

    [Jit]
    public static NDArray<float> InALoop(NDArray<float> x, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            var slopes = x[1..] - x[..^1];
            x = x.At[1..^1].Set(x[1..^1] + 0.25f * (slopes[1..] - slopes[..^1]));
        }

        return x;
    }

    [Jit]
    public static NDArray<float> Costly(NDArray<float> x)
    {
        var e = Exp(x);
        return e[1..] / e[..^1];
    }

    [Jit] public static NDArray<int> Unlike(NDArray<int> x, NDArray<int> y) => (x + y)[1..] - (x * 2)[..^1];

    [Jit]
    public static NDArray<double> Heat(NDArray<double> a, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            a = a.At[1..^1, 1..^1, 1..^1].Set(
                0.125 * (a[2.., 1..^1, 1..^1] - 2 * a[1..^1, 1..^1, 1..^1] + a[..^2, 1..^1, 1..^1])
                + 0.125 * (a[1..^1, 1..^1, 2..] - 2 * a[1..^1, 1..^1, 1..^1] + a[1..^1, 1..^1, ..^2]) + a[1..^1, 1..^1, 1..^1]);
        }

        return a;
    }

    [Jit]
    public static NDArray<int> ShortestPaths(NDArray<int> path)
    {
        for (var k = 0; k < path.Shape[0]; k++) path = Minimum(path, path[.., k, NewAxis] + path[k]);
        return path;
    }

    [Fact]
    public void Stages_over_parts_of_stages()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> diffuse = Diffuse;
        foreach (var (rows, columns) in new[] { (5, 5), (6, 13), (9, 21), (40, 70), (70, 301) })
        {
            var field = Arrays.Vector<double>(rows * columns, 1).Reshape(rows, columns);
            var coeff = Arrays.Vector<double>((rows - 4) * (columns - 4), 2).Reshape(rows - 4, columns - 4);
            Check.Bits(diffuse(field, coeff), DiffuseJit(field, coeff), $"{rows} x {columns}");
            Check.Bits(diffuse(field, coeff[..1]), DiffuseJit(field, coeff[..1]), $"{rows} x {columns}, one row of coefficients");
            var planes = Arrays.Vector<double>(rows * columns * 3, 3).Reshape(rows, columns, 3);
            Check.Bits(diffuse(planes, coeff[.., .., NewAxis]), DiffuseJit(planes, coeff[.., .., NewAxis]), $"{rows} x {columns} x 3");
            var turned = Arrays.Vector<double>(rows * columns, 4).Reshape(columns, rows).T;
            Check.Bits(diffuse(turned, coeff), DiffuseJit(turned, coeff), $"{rows} x {columns}, transposed");
        }
    }

    [Fact]
    public void Values_that_are_used_whole_too()
    {
        Func<NDArray<float>, (NDArray<float> Whole, NDArray<float> Parts)> both = Both;
        foreach (var n in Arrays.Lengths.Where(n => n > 0))
        {
            var x = Arrays.Vector<float>(n, 1);
            Check.Bits(both(x).Whole, BothJit(x).Whole);
            Check.Bits(both(x).Parts, BothJit(x).Parts);
        }
    }

    [Fact]
    public void Parts_in_loops_and_of_costly_values()
    {
        Func<NDArray<float>, int, NDArray<float>> loop = InALoop;
        Func<NDArray<float>, NDArray<float>> costly = Costly;
        foreach (var n in new[] { 3, 9, 40, 1001 })
        {
            var x = Arrays.Vector<float>(n, 1);
            Check.Bits(loop(x, 3), InALoopJit(x, 3));
            Check.Bits(costly(x), CostlyJit(x));
        }
    }

    [Fact]
    public void Operands_of_other_shapes_broadcast_before_a_part_is_taken()
    {
        Func<NDArray<int>, NDArray<int>, NDArray<int>> unlike = Unlike;
        var (column, rows) = (Arrays.Vector<int>(7, 1).Reshape(7, 1), Arrays.Vector<int>(7 * 5, 2).Reshape(7, 5));
        Check.Bits(unlike(column, rows), UnlikeJit(column, rows));
        Check.Bits(unlike(rows, rows[0]), UnlikeJit(rows, rows[0]));
    }

    [Fact]
    public void Arrays_too_small_for_their_parts_are_errors()
    {
        Assert.Throws<IndexOutOfRangeException>(() => DiffuseJit(Zeros<double>(3, 9), Zeros<double>(1)));
        Assert.Throws<IndexOutOfRangeException>(() => InALoopJit(Zeros<float>(1), 1));
    }

    [Fact]
    public void Rows_of_every_length_around_the_vectors()
    {
        Func<NDArray<double>, int, NDArray<double>> heat = Heat;
        for (var inner = 3; inner < 40; inner++)
        {
            var a = Arrays.Moderate<double>(inner, 5, 6, inner);
            Check.Bits(heat(a, 2), HeatJit(a, 2), $"5 x 6 x {inner}");
        }
    }

    [Fact]
    public void Rows_with_a_value_each()
    {
        Func<NDArray<int>, NDArray<int>> paths = ShortestPaths;
        foreach (var n in new[] { 1, 7, 16, 33, 50, 129, 260 })
        {
            var path = Abs(Arrays.Moderate<int>(n, n, n) * 100 + Arrays.Moderate<int>(n + 1, n, n));
            Check.Bits(paths(path), ShortestPathsJit(path), $"{n} x {n}");
        }
    }
}
