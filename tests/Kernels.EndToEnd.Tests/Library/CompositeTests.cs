namespace Kernels.EndToEnd.Tests.Library;

public partial class CompositeTests
{
    [Jit]
    public static NDArray<float> Waves(NDArray<float> x, NDArray<float> y) =>
        Sinc(Deg2Rad(x * 90f)) + LogAddExp(x, y) * Heaviside(y, 0.5f) + Fmax(x, Rad2Deg(y)) - Fmin(LogAddExp2(x, y), NanToNum(y));

    [Jit] public static NDArray<int> Wrapped(NDArray<int> x, NDArray<int> y) => Mod(x, Abs(y) % 7 + 1) - FloorDivide(x, Abs(y) % 5 + 1) * 2;

    [Jit] public static NDArray<double> Whole(NDArray<double> x, NDArray<double> y) => Where(IsClose(x, y, rtol: 0.1), Mod(x, y), FloorDivide(x, y) + 1.0);

    [Jit] public static NDArray<double> Spread(NDArray<double> x) => (x - NanMean(x, axis: 1, keepDims: true)) / (Ptp(x, axis: 1, keepDims: true) + 1.0);

    [Jit]
    public static NDArray<float> Numbers(NDArray<float> x) =>
        NanSum(x * 2f, axis: 0) + NanMax(x, axis: 0) - NanMin(x, axis: 0) + NanProd(x, axis: 0) + NanStd(x, axis: 0) + CountNonZero(x, axis: 0).As<float>();

    [Jit] public static NDArray<float> Triangles(NDArray<float> x) => Tril(x * 2f) + Triu(x + 1f, 1) * x;

    [Jit] public static NDArray<double> Shifted(NDArray<double> x, int k) => Exp(Triu(x, k - 1)) - Tril(x, -k);

    [Jit] public static NDArray<double> Steps(NDArray<double> x) => Diff(x * x) / 2.0 + Diff(x)[.., ..] * 3.0;

    [Jit] public static NDArray<double> Curve(NDArray<double> x) => Diff(Exp(x), n: 2, axis: 0) + x[2..];

    [Jit] public static NDArray<double> Area(NDArray<double> x, double dx) => Trapezoid(x * x, dx) + Trapezoid(x.T, axis: 0);

    [Jit] public static NDArray<double> Slope(NDArray<double> x, double dx) => Gradient(x + 1.0, dx, axis: 0) * 2.0 - Gradient(x);

    [Jit]
    public static NDArray<double> Products(NDArray<double> x, NDArray<double> v) =>
        Outer(x[0], v) + Trace(x) * Norm(x) + VDot(x, x) + MatVec(x, v)[0] + VecDot(x, v)[0] + Diagonal(x)[0];

    [Vmap] public static NDArray<float> Example(NDArray<float> x) => Tril(x) * 2f - Triu(x, 1) + Diagonal(x)[0] + Trace(x) + Norm(x, axis: 0) + Ptp(x);

    [Vmap] public static NDArray<float> Deltas(NDArray<float> x) => Diff(x, axis: 0) + Gradient(x)[1..] * Trapezoid(x)[0];

    [Fact]
    public void Elementwise_ones_fuse()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> waves = Waves;
        Func<NDArray<int>, NDArray<int>, NDArray<int>> wrapped = Wrapped;
        Func<NDArray<double>, NDArray<double>, NDArray<double>> whole = Whole;
        Check.Elementwise(waves, WavesJit);
        Check.Elementwise<double, double, double>(whole, WholeJit);
        foreach (var length in Arrays.Lengths)
            Check.Bits(wrapped(Arrays.Moderate<int>(1, length), Arrays.Moderate<int>(2, length)), WrappedJit(Arrays.Moderate<int>(1, length), Arrays.Moderate<int>(2, length)));
    }

    [Fact]
    public void Reductions_fold_what_they_stand_for()
    {
        Func<NDArray<double>, NDArray<double>> spread = Spread;
        Func<NDArray<float>, NDArray<float>> numbers = Numbers;
        foreach (var (rows, columns) in s_sizes)
        {
            var x = Arrays.Vector<double>(rows * columns, 3).Reshape(rows, columns);
            Check.Bits(spread(x), SpreadJit(x));
            Check.Bits(spread(x.T), SpreadJit(x.T));
            var f = Arrays.Moderate<float>(4, rows, columns);
            f = Where(f > 2f, float.NaN, f);
            Check.Close(numbers(f), NumbersJit(f));
        }
    }

    [Fact]
    public void Triangles_and_differences_are_loops()
    {
        Func<NDArray<float>, NDArray<float>> triangles = Triangles;
        Func<NDArray<double>, int, NDArray<double>> shifted = Shifted;
        Func<NDArray<double>, NDArray<double>> steps = Steps, curve = Curve;
        Func<NDArray<double>, double, NDArray<double>> area = Area, slope = Slope;
        foreach (var (rows, columns) in s_sizes)
        {
            var x = Arrays.Moderate<float>(5, rows, columns);
            Check.Bits(triangles(x), TrianglesJit(x));
            Check.Bits(triangles(x.T), TrianglesJit(x.T));
            Check.Bits(triangles(Stack([x, x])), TrianglesJit(Stack([x, x])));
            var d = x.As<double>();
            foreach (var k in (int[])[0, 1, 3]) Check.Bits(shifted(d, k), ShiftedJit(d, k));
            Check.Bits(steps(d), StepsJit(d));
            Check.Close(area(d, 0.25), AreaJit(d, 0.25));
            if (rows < 2 || columns < 2) continue;
            Check.Bits(curve(d), CurveJit(d));
            Check.Bits(slope(d, 0.3), SlopeJit(d, 0.3));
        }
    }

    [Fact]
    public void Products_of_vectors()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> products = Products;
        foreach (var n in (int[])[1, 5, 33])
            Check.Close(products(Arrays.Moderate<double>(1, n, n), Arrays.Moderate<double>(2, n)), ProductsJit(Arrays.Moderate<double>(1, n, n), Arrays.Moderate<double>(2, n)));
    }

    [Fact]
    public void A_batch_takes_each_example()
    {
        Func<NDArray<float>, NDArray<float>> example = Example, deltas = Deltas;
        var x = Arrays.Moderate<float>(3, 6, 7, 5);
        Check.Close(Stack([.. x.Select(example)]), ExampleBatch(x));
        Check.Close(Stack([.. x.Select(deltas)]), DeltasBatch(x));
        Assert.Throws<ShapeException>(() => ExampleBatch(x[0]));
    }

    private static readonly (int Rows, int Columns)[] s_sizes = [(1, 1), (5, 9), (9, 5), (64, 33), (300, 4), (70, 300)];
}
