using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Loops that write into the region that their result replaces.</summary>
public partial class PlacementTests
{
    [Jit]
    public static (NDArray<float> A, NDArray<float> B) Jacobi(NDArray<float> a, NDArray<float> b, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            b = b.At[1..^1, 1..^1].Set(0.2f * (a[1..^1, 1..^1] + a[1..^1, ..^2] + a[1..^1, 2..] + a[2.., 1..^1] + a[..^2, 1..^1]));
            a = a.At[1..^1, 1..^1].Set(0.2f * (b[1..^1, 1..^1] + b[1..^1, ..^2] + b[1..^1, 2..] + b[2.., 1..^1] + b[..^2, 1..^1]));
        }

        return (a, b);
    }

    [Jit]
    public static NDArray<float> GaussSeidel(NDArray<float> a, int steps)
    {
        for (var t = 0; t < steps; t++)
            a = a.At[1..^1, 1..^1].Set(0.25f * (a[1..^1, ..^2] + a[1..^1, 2..] + a[2.., 1..^1] + a[..^2, 1..^1]));
        return a;
    }

    [Jit]
    public static NDArray<float> SameElements(NDArray<float> x, NDArray<float> y)
    {
        x = x + 1f;
        x = x.At[1.., ..^1].Set(x[1.., ..^1] * 2f + y[1.., ..^1]);
        x = x.At[..].Set(x * x + 0.5f);
        return x.At[(..).By(2), (..).By(-1)].Set(x[(..).By(2), (..).By(-1)] * 3f);
    }

    [Jit]
    public static NDArray<double> Steps(NDArray<double> x, NDArray<double> y)
    {
        x = x * 1.0;
        x = x.At[(1..).By(2)].Set(Exp(y[(1..).By(2)]) - 1.0);
        x = x.At[(..).By(-3)].Set(y[(..).By(3)] * 2.0);
        return x.At[Ellipsis, 1].Set(y[Ellipsis, 0] + 1.0);
    }

    [Jit]
    public static NDArray<float> Stretched(NDArray<float> x, NDArray<float> row)
    {
        x = x.At[1..3].Set(row * 2f);
        return x.At[.., 1..].Set(row[..1] + 1f);
    }

    [Jit]
    public static (NDArray<float> U, NDArray<float> V) Two(NDArray<float> u, NDArray<float> v, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            var (un, vn) = (u, v);
            u = u.At[1..^1].Set(un[1..^1] - 0.1f * vn[1..^1]);
            v = v.At[1..^1].Set(vn[1..^1] + 0.1f * (un[2..] - un[..^2]));
        }

        return (u, v);
    }

    [Jit]
    public static (NDArray<float> X, NDArray<float> Value) AlsoReturned(NDArray<float> x)
    {
        var value = x[1..] * 2f;
        return (x.At[1..].Set(value), value);
    }

    [Jit]
    public static (NDArray<float> P, NDArray<float> Q) OneTargetTwice(NDArray<float> x, NDArray<float> y)
    {
        x = x + 1f;
        return (x.At[..^1].Set(y[1..] * 2f), x.At[1..].Set(y[..^1] * 3f));
    }

    [Jit]
    public static NDArray<int> Columns(NDArray<int> m, int n)
    {
        for (var j = 1; j < n; j++) m = m.At[.., j].Set(m[.., j - 1] * 3 + m[.., j]);
        return m;
    }

    [Jit]
    public static NDArray<bool> Narrow(NDArray<bool> x, NDArray<double> y)
    {
        x = x.At[1.., 1..].Set(y[1.., 1..] > 0.0);
        return x.At[..^1, ..^1].Set(!x[..^1, ..^1]);
    }

    private static readonly int[][] Shapes = [[3, 3], [4, 5], [9, 10], [16, 17], [12, 80], [7, 300], [70, 1100]];

    [Fact]
    public void Stencils_equal_those_of_the_body()
    {
        Func<NDArray<float>, NDArray<float>, int, (NDArray<float>, NDArray<float>)> jacobi = Jacobi, two = Two;
        Func<NDArray<float>, int, NDArray<float>> gaussSeidel = GaussSeidel;
        foreach (var shape in Shapes)
        {
            NDArray<float> a = Arrays.Moderate<float>(1, shape), b = Arrays.Moderate<float>(2, shape);
            NDArray<float> a0 = a * 1f, b0 = b * 1f;
            foreach (var kernel in new[] { (jacobi, (Func<NDArray<float>, NDArray<float>, int, (NDArray<float>, NDArray<float>)>)JacobiJit), (two, TwoJit) })
            {
                foreach (var (x, y) in new[] { (a, b), (a, a), (a, b.T.T[..]), (a.T.T, b) })
                {
                    var (expected, actual) = (kernel.Item1(x, y, 3), kernel.Item2(x, y, 3));
                    Check.Bits(expected.Item1, actual.Item1, $"{x.Shape}");
                    Check.Bits(expected.Item2, actual.Item2, $"{x.Shape}");
                }
            }

            Check.Bits(gaussSeidel(a, 2), GaussSeidelJit(a, 2), $"{a.Shape}");
            Check.Bits(gaussSeidel(a.T, 2), GaussSeidelJit(a.T, 2), $"{a.Shape} transposed");
            Check.Bits(a0, a);
            Check.Bits(b0, b);
        }
    }

    [Fact]
    public void Regions_of_all_kinds_equal_those_of_the_body()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> same = SameElements;
        Func<NDArray<double>, NDArray<double>, NDArray<double>> steps = Steps;
        Func<NDArray<bool>, NDArray<double>, NDArray<bool>> narrow = Narrow;
        Func<NDArray<int>, int, NDArray<int>> columns = Columns;
        Func<NDArray<float>, (NDArray<float>, NDArray<float>)> returned = AlsoReturned;
        Func<NDArray<float>, NDArray<float>, (NDArray<float>, NDArray<float>)> twice = OneTargetTwice;
        foreach (var shape in Shapes)
        {
            NDArray<float> x = Arrays.Moderate<float>(1, shape), y = Arrays.Moderate<float>(2, shape);
            Check.Bits(same(x, y), SameElementsJit(x, y), $"{x.Shape}");
            Check.Bits(same(x, x), SameElementsJit(x, x), $"{x.Shape}");
            NDArray<double> p = Arrays.Moderate<double>(1, shape), q = Arrays.Moderate<double>(2, shape);
            Check.Bits(steps(p, q), StepsJit(p, q), $"{x.Shape}");
            Check.Bits(narrow(p < 0.5, q), NarrowJit(p < 0.5, q), $"{x.Shape}");
            var m = Arrays.Vector<int>(shape[0] * shape[1], 5).Reshape(shape);
            Check.Bits(columns(m, Math.Min(shape[1], 40)), ColumnsJit(m, Math.Min(shape[1], 40)), $"{x.Shape}");
            var (expected, actual) = (returned(x), AlsoReturnedJit(x));
            Check.Bits(expected.Item1, actual.X);
            Check.Bits(expected.Item2, actual.Value);
            (expected, actual) = (twice(x, y), OneTargetTwiceJit(x, y));
            Check.Bits(expected.Item1, actual.X);
            Check.Bits(expected.Item2, actual.Value);
        }
    }

    [Fact]
    public void A_result_that_stretches_over_the_region()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> stretched = Stretched;
        NDArray<float> x = Arrays.Moderate<float>(1, 5, 40), row = Arrays.Moderate<float>(2, 40);
        Check.Bits(stretched(x, row), StretchedJit(x, row));
        var error = Assert.Throws<ShapeException>(() => StretchedJit(x, row[1..]));
        Assert.Equal(Assert.Throws<ShapeException>(() => stretched(x, row[1..])).Message, error.Message);
    }

    [Fact]
    public void A_stencil_takes_two_copies_and_no_temporaries()
    {
        NDArray<float> a = Arrays.Moderate<float>(1, 100, 100), b = Arrays.Moderate<float>(2, 100, 100);
        Assert.Equal(2, Counting.Buffers(() => JacobiJit(a, b, 10)));
        var before = KernelCounters.Launches;
        _ = JacobiJit(a, b, 10);
        Assert.Equal(20, KernelCounters.Launches - before);
    }
}
