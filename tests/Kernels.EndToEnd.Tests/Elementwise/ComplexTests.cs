using System.Numerics;

namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>Complex numbers and arrays of them, which are pairs of real values in a kernel.</summary>
public partial class ComplexTests
{
    private static readonly Func<NDArray<Complex>, NDArray<Complex>, NDArray<double>, NDArray<Complex>> EagerArithmetic = Arithmetic;
    private static readonly Func<NDArray<Complex>, double, NDArray<Complex>> EagerFunctions = Functions;
    private static readonly Func<NDArray<Complex>, NDArray<Complex>> EagerArranged = Arranged;
    private static readonly Func<NDArray<Complex>, NDArray<double>, int, (NDArray<Complex>, NDArray<double>)> EagerWave = Wave;
    private static readonly Func<NDArray<Complex>, NDArray<Complex>, (NDArray<Complex>, NDArray<Complex>, NDArray<Complex>, NDArray<Complex>)> EagerProducts = Products;
    private static readonly Func<NDArray<Complex>, int, Complex> EagerNumbers = Numbers;
    private static readonly Func<NDArray<double>, double, NDArray<double>> EagerSmoothed = Smoothed;
    private static readonly Func<NDArray<Complex>, NDArray<Complex>> EagerTwice = Twice;
    private static readonly Func<Complex[], Complex, NDArray<Complex>> EagerListed = Listed;

    private static NDArray<Complex> Z(int seed, params int[] shape) => ToComplex(Arrays.Moderate<double>(seed, shape), Arrays.Moderate<double>(seed + 50, shape));

    [Jit]
    public static NDArray<Complex> Arithmetic(NDArray<Complex> a, NDArray<Complex> b, NDArray<double> x)
    {
        var c = a * b - (a + 2) / (b - Complex.ImaginaryOne) + x * a - b / (x + 3.0);
        c += 1.5 - a;
        c = Where(x > 0.0, c, -c * new Complex(0.5, -2)) + (x - b) * 2 + (1.0 / a) + (x * Complex.ImaginaryOne) + (Complex.One - x) + (a - 1.0) + (b - x) + x / new Complex(3, 4);
        return Where(a == b, Conj(c), c);
    }

    [Jit]
    public static NDArray<Complex> Functions(NDArray<Complex> z, double p) => Exp(z) + Sqrt(z) * Log(z) + Sin(z) * Cos(z) - Sinh(z) * Cosh(z) + Pow(z, 3) + Pow(z, -2) + Pow(z, p) + Square(z) + ToComplex(Abs(z) * Angle(z), Real(z) - Imag(z));

    [Jit]
    public static NDArray<Complex> Arranged(NDArray<Complex> z)
    {
        var turned = Reshape(Transpose(z), z.Shape[1], z.Shape[0])[1.., ^1];
        var all = Concatenate([turned, z[0, ..^1], Flip(z[0])]).At[2].Set(new Complex(1, -1)).At[..2].Multiply(Complex.ImaginaryOne);
        all = all.At[1..3].Add(z[0, 1..3]).At[^1].Subtract(2);
        NDArray<Complex> three = [Complex.One, new Complex(4, 0), new Complex(0, 2)];
        return Stack([all, ZerosLike(all), Full(all.Shape, new Complex(2, 3))]) * three[.., NewAxis] + Sum(z) + Mean(z, axis: 0)[0] + Zeros<Complex>(1) + Tile(z[0, ..1], 1);
    }

    [Jit]
    public static (NDArray<Complex> Psi, NDArray<double> Density) Wave(NDArray<Complex> psi, NDArray<double> v, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            var lap = psi[2..] - 2 * psi[1..^1] + psi[..^2];
            psi = psi.At[1..^1].Add(0.01 * (Complex.ImaginaryOne * 0.5 * lap - Complex.ImaginaryOne * (v[1..^1] * psi[1..^1])));
            if (Complex.Abs((Complex)psi[1]) > 1e3) break;
        }

        return (psi, Square(Abs(psi)));
    }

    [Jit]
    public static (NDArray<Complex>, NDArray<Complex>, NDArray<Complex>, NDArray<Complex>) Products(NDArray<Complex> a, NDArray<Complex> b) =>
        (MatMul(a, b), MatMul(a, Real(b)), Dot(a[0], b[.., 0]), Outer(a[0], a[1]));

    [Jit]
    public static Complex Numbers(NDArray<Complex> z, int n)
    {
        Complex sum = 0;
        foreach (Complex w in z)
        {
            if (w.Real > 0 && w != Complex.One) sum += Complex.Conjugate(w) / (w + n);
            else sum -= Complex.FromPolarCoordinates(w.Magnitude, w.Phase) * 2;
        }

        for (var k = 0; k < n; k++) sum = sum * sum.Imaginary + z[k].Item();
        return n > 2 ? sum : -sum;
    }

    [Jit]
    public static NDArray<double> Smoothed(NDArray<double> x, double cut)
    {
        var f = Fft.Forward(x);
        var k = Arange(x.Shape[0]).As<double>();
        return Real(Fft.Ifft(f * Exp(-k / cut))) + Sum(Abs(Fft.Rfft(x, norm: FftNorm.Ortho)));
    }

    [Jit]
    public static NDArray<Complex> Listed(Complex[] points, Complex shift)
    {
        var sum = Zeros<Complex>(2);
        foreach (var p in points) sum += Create(p, p * shift);
        return points.Length > 1 ? sum * points[^1] : sum;
    }

    [Vmap(Shared = [nameof(most)])]
    public static int Escape(Complex c, int most)
    {
        Complex z = 0;
        var n = 0;
        while (n < most && z.Real * z.Real + z.Imaginary * z.Imaginary <= 4)
        {
            z = z * z + c;
            n++;
        }

        return n;
    }

    [Jit]
    public static NDArray<Complex> Twice(NDArray<Complex> c) => Moved(Moved(c, Real(c)), Imag(c)) + Escape(c, 9).As<Complex>();

    [Vmap]
    public static Complex Moved(Complex z, double x) => z.Real > 0 ? (z - x) / (z + Complex.ImaginaryOne) : z * x;

    [Vmap]
    public static NDArray<Complex> Turned(NDArray<Complex> z, double angle) => z * Exp(Complex.ImaginaryOne * AsArray(angle));

    private static NDArray<double> AsArray(double x) => x;

    private static void Same(NDArray<Complex> expected, NDArray<Complex> actual, string where = "")
    {
        Check.Bits(Real(expected), Real(actual), where);
        Check.Bits(Imag(expected), Imag(actual), where);
    }

    private static void Close(NDArray<Complex> expected, NDArray<Complex> actual, string where = "")
    {
        Check.Close(Real(expected), Real(actual), where);
        Check.Close(Imag(expected), Imag(actual), where);
    }

    [Fact]
    public void Arithmetic_has_the_bits_of_the_body()
    {
        foreach (var shape in (int[][])[[], [1], [7], [100], [5, 9]]) Same(EagerArithmetic(Z(1, shape), Z(2, shape), Arrays.Moderate<double>(3, shape)), Arithmetic(Z(1, shape), Z(2, shape), Arrays.Moderate<double>(3, shape)), $"{shape.Length}");
        Same(EagerArithmetic(Z(1, 4, 1), Z(2, 3), Arrays.Moderate<double>(3, 2, 1, 1)), Arithmetic(Z(1, 4, 1), Z(2, 3), Arrays.Moderate<double>(3, 2, 1, 1)), "broadcast");
        Same(EagerArithmetic(Z(1, 4, 3).T, Z(2, 3, 4), Arrays.Moderate<double>(3, 4)), Arithmetic(Z(1, 4, 3).T, Z(2, 3, 4), Arrays.Moderate<double>(3, 4)), "transposed");
    }

    [Fact]
    public void Numbers_agree_with_the_framework()
    {
        var (a, b) = (Create(new Complex(1, 2), new Complex(-3, 0.5)), Create(new Complex(0.25, -4), new Complex(2, 2)));
        Assert.Equal([new Complex(8.25, -3.5), new Complex(-7, -5)], (a * b).ToArray());
        for (var k = 0; k < 2; k++)
        {
            Complex x = a[k].Item(), y = b[k].Item();
            Assert.Equal(x / y, (a / b)[k].Item());
            foreach (var (expected, actual) in new[] { (Complex.Exp(x), Exp(a)), (Complex.Sqrt(x), Sqrt(a)), (Complex.Log(x), Log(a)), (Complex.Sin(x), Sin(a)), (Complex.Cos(x), Cos(a)), (Complex.Pow(x, 2.5), Pow(a, 2.5)), (1 / (x * x), Pow(a, -2)) })
                Assert.True(Complex.Abs(expected - actual[k].Item()) < 1e-13 * Complex.Abs(expected), $"{expected} and {actual[k]}");
        }

        Assert.Equal(new Complex(0, 2), Sqrt((NDArray<Complex>)new Complex(-4, 0.0)).Item());
        Assert.Equal(Complex.Zero, Sqrt(Zeros<Complex>()).Item());
    }

    [Fact]
    public void Functions_have_the_bits_of_the_body()
    {
        foreach (var shape in (int[][])[[3], [70]]) Same(EagerFunctions(Z(4, shape), 1.7), Functions(Z(4, shape), 1.7), $"{shape[0]}");
    }

    [Fact]
    public void Arranging_and_updating() => Close(EagerArranged(Z(5, 4, 6)), Arranged(Z(5, 4, 6)));

    [Fact]
    public void Steps_of_a_wave()
    {
        var (psi, density) = Wave(Z(6, 50), Arrays.Moderate<double>(7, 50), 20);
        var (expected, expectedDensity) = EagerWave(Z(6, 50), Arrays.Moderate<double>(7, 50), 20);
        Same(expected, psi);
        Check.Bits(expectedDensity, density);
    }

    [Fact]
    public void Products_of_matrices_and_vectors()
    {
        var (a, b) = (Z(8, 5, 7), Z(9, 7, 4));
        var (p, q, r, s) = Products(a, b);
        var (x, y, u, v) = EagerProducts(a, b);
        Close(x, p);
        Close(y, q);
        Close(u, r);
        Close(v, s);
        var one = Enumerable.Range(0, 7).Aggregate(Complex.Zero, (sum, k) => sum + a[2, k].Item() * b[k, 3].Item());
        Assert.True(Complex.Abs(one - p[2, 3].Item()) < 1e-9);
    }

    [Fact]
    public void Numbers_of_the_host_program()
    {
        for (var n = 0; n < 5; n++) Assert.True(Complex.Abs(EagerNumbers(Z(10, 6), n) - Numbers(Z(10, 6), n)) <= 1e-12 * Complex.Abs(EagerNumbers(Z(10, 6), n)));
        Complex[] points = [new(1, 2), new(-1, 0.5), new(3, -2)];
        for (var n = 0; n <= 3; n++) Same(EagerListed(points[..n], new(0, 1)), Listed(points[..n], new(0, 1)), $"{n}");
    }

    [Fact]
    public void Transforms_are_the_runtimes()
    {
        var x = Arrays.Moderate<double>(11, 64);
        Check.Close(EagerSmoothed(x, 9), Smoothed(x, 9));
    }

    [Fact]
    public void Mapped_over_arrays()
    {
        var c = ToComplex(Linspace(-2.0, 1.0, 33), Linspace(-1.0, 1.0, 9)[.., NewAxis]);
        Same(EagerTwice(c), Twice(c));
        var counts = Escape(c, 50);
        var moved = Moved(c, Linspace(0.0, 1.0, 33));
        for (var i = 0; i < 9; i++)
        {
            for (var j = 0; j < 33; j++)
            {
                Assert.Equal(Escape(c[i, j].Item(), 50), counts[i, j].Item());
                Assert.Equal(Moved(c[i, j].Item(), j / 32.0), moved[i, j].Item());
            }
        }
    }
}
