namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>NumPy's tuples: axes, shapes and pairs of index arrays.</summary>
public partial class TupleArgumentTests
{
    private static readonly Func<NDArray<double>, NDArray<double>> EagerAxes = Axes;
    private static readonly Func<NDArray<double>, int, NDArray<double>> EagerShapes = Shapes;
    private static readonly Func<NDArray<double>, NDArray<int>, NDArray<int>, NDArray<double>> EagerPairs = Pairs;
    private static readonly Func<NDArray<double>, NDArray<double>, bool> EagerSame = Same;

    [Jit] public static NDArray<double> Axes(NDArray<double> x) => Sum(x * 2, axis: (1, 2)) + Max(x, axis: (-1, 1)) * x.Mean((0, 1, 2));

    [Jit] public static NDArray<double> Shapes(NDArray<double> x, int n) => Full(n, 2.0) * Zeros<double>(n) + Full((n, n + 1), 1.5)[.., 0] + x[..n] + Logspace(0.0, 2.0, n);

    [Jit]
    public static NDArray<double> Pairs(NDArray<double> x, NDArray<int> i, NDArray<int> j)
    {
        var picked = x[i[.., NewAxis], j] + x[i, 0][.., NewAxis];
        x = x.At[i, i].Add(10.0);
        return Concatenate([x[i, j], Ravel(picked), Ravel(x.At[i, j].Set(1.0))]);
    }

    [Jit]
    public static bool Same(NDArray<double> x, NDArray<double> y) => !ArrayEqual(x + 1, y) && ArrayEqual(x, y, equalNan: true);

    [Fact]
    public void Axes_as_tuples()
    {
        var x = Arrays.Moderate<double>(1, 4, 5, 6);
        Check.Close(EagerAxes(x), AxesJit(x), "axes");
        Assert.True(Sum(x, axis: (1, 2)).ArrayEqual(Sum(x, axis: [1, 2])));
    }

    [Fact]
    public void Shapes_as_numbers_and_tuples() => Check.Bits(EagerShapes(Arrays.Moderate<double>(1, 9), 4), ShapesJit(Arrays.Moderate<double>(1, 9), 4), "shapes");

    [Fact]
    public void Pairs_of_index_arrays()
    {
        NDArray<int> i = [2, 0, 2, 3], j = [1, 1, 4, 0];
        var x = Arrays.Moderate<double>(1, 4, 5);
        Check.Bits(EagerPairs(x, i, j), PairsJit(x, i, j), "pairs");
        Assert.Throws<IndexOutOfRangeException>(() => PairsJit(x, i, j + 1));
    }

    [Fact]
    public void Comparing_arrays_of_other_shapes()
    {
        var x = Arrays.Moderate<double>(1, 7);
        Assert.Equal(EagerSame(x, x), SameJit(x, x));
        Assert.False(SameJit(x, x[1..]));
    }
}
