namespace Kernels.EndToEnd.Tests.Elementwise;

public partial class MathematicsTests
{
    [Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    [Jit] public static NDArray<double> Gelu64(NDArray<double> x) => 0.5 * x * (1 + Erf(x / Sqrt(NDArray.Full<double>([], 2.0))));

    [Jit] public static NDArray<float> Trigonometry(NDArray<float> x) => Sin(x) * Cos(x) + Tan(x) - Asin(x) + Acos(x) * Atan(x);

    [Jit] public static NDArray<double> Trigonometry64(NDArray<double> x) => Sin(x) * Cos(x) + Tan(x) - Asin(x) + Acos(x) * Atan(x);

    [Jit] public static NDArray<float> Hyperbolic(NDArray<float> x) => Sinh(x) - Cosh(x) + Tanh(x) * Asinh(x) + Acosh(x + 3f) - Atanh(x / 4f);

    [Jit] public static NDArray<double> Hyperbolic64(NDArray<double> x) => Sinh(x) - Cosh(x) + Tanh(x) * Asinh(x) + Acosh(x + 3) - Atanh(x / 4);

    [Jit] public static NDArray<float> Exponential(NDArray<float> x) => Exp(x) + Exp2(x) * Expm1(x) - Log(x) + Log2(x) * Log10(x) + Log1p(x);

    [Jit] public static NDArray<double> Exponential64(NDArray<double> x) => Exp(x) + Exp2(x) * Expm1(x) - Log(x) + Log2(x) * Log10(x) + Log1p(x);

    [Jit] public static NDArray<float> Powers(NDArray<float> x, NDArray<float> y) => Pow(x, y) + Sqrt(x) * ReciprocalSqrt(y) - Cbrt(x) + Hypot(x, y) + Atan2(x, y) + Pow(x, 2.5f) + Reciprocal(y);

    [Jit] public static NDArray<double> Powers64(NDArray<double> x, NDArray<double> y) => Pow(x, y) + Sqrt(x) * ReciprocalSqrt(y) - Cbrt(x) + Hypot(x, y) + Atan2(x, y) + Pow(2.0, x) + Reciprocal(y);

    // Little but roots: their unit gets every second vector.
    [Jit] public static NDArray<float> Roots(NDArray<float> x, NDArray<float> y) => Sqrt(x * x + y) + ReciprocalSqrt(y);

    [Jit] public static NDArray<float> Lengths(NDArray<float> x) => Sqrt(x * x + 1f);

    [Jit] public static NDArray<float> Rounding(NDArray<float> x) => Floor(x) + Ceiling(x * 1.5f) * Round(x) - Truncate(x);

    [Jit] public static NDArray<double> Rounding64(NDArray<double> x) => Floor(x) + Ceiling(x * 1.5) * Round(x) - Truncate(x);

    [Jit] public static NDArray<float> Scalars(NDArray<float> x, float a, int n) => x * MathF.Exp(a) + MathF.Max(a, n) - Math.Abs(n) * MathF.PI;

    [Fact]
    public void Gelu_in_float_and_double()
    {
        Check.Elementwise<float, float>(Gelu, GeluJit);
        Check.Elementwise<double, double>(Gelu64, Gelu64Jit);
    }

    [Fact]
    public void Trigonometric_functions()
    {
        Check.Elementwise<float, float>(Trigonometry, TrigonometryJit);
        Check.Elementwise<double, double>(Trigonometry64, Trigonometry64Jit);
    }

    [Fact]
    public void Hyperbolic_functions()
    {
        Check.Elementwise<float, float>(Hyperbolic, HyperbolicJit);
        Check.Elementwise<double, double>(Hyperbolic64, Hyperbolic64Jit);
    }

    [Fact]
    public void Exponentials_and_logarithms()
    {
        Check.Elementwise<float, float>(Exponential, ExponentialJit);
        Check.Elementwise<double, double>(Exponential64, Exponential64Jit);
    }

    [Fact]
    public void Powers_and_roots()
    {
        Check.Elementwise<float, float, float>(Powers, PowersJit);
        Check.Elementwise<float, float, float>(Roots, RootsJit);
        Check.Elementwise<float, float>(Lengths, LengthsJit);
        Check.Elementwise<double, double, double>(Powers64, Powers64Jit);
    }

    [Fact]
    public void Rounding_functions()
    {
        Check.Elementwise<float, float>(Rounding, RoundingJit);
        Check.Elementwise<double, double>(Rounding64, Rounding64Jit);
    }

    [Fact]
    public void Mathematics_on_scalars_run_once_on_the_host()
    {
        Func<NDArray<float>, float, int, NDArray<float>> eager = Scalars;
        Check.Elementwise<float, float>(x => eager(x, 0.7f, -3), x => ScalarsJit(x, 0.7f, -3));
    }
}
