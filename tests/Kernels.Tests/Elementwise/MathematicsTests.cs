namespace Kernels.Tests.Elementwise;

/// <summary>Mathematics against <see cref="Math"/> in double, loosely; the vector math has tests of its bounds.</summary>
public class MathematicsTests
{
    public static TheoryData<string> Names => [.. Functions.Keys];

    private sealed record Function(Func<NDArray<float>, NDArray<float>> Single, Func<NDArray<double>, NDArray<double>> Double, Func<double, double> Reference, long Ulps = 3);

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["Sqrt"] = new(NDArray.Sqrt, NDArray.Sqrt, Math.Sqrt, 0),
        ["Reciprocal"] = new(NDArray.Reciprocal, NDArray.Reciprocal, x => 1 / x, 0),
        ["ReciprocalSqrt"] = new(NDArray.ReciprocalSqrt, NDArray.ReciprocalSqrt, x => 1 / Math.Sqrt(x)),
        ["Cbrt"] = new(NDArray.Cbrt, NDArray.Cbrt, Math.Cbrt),
        ["Exp"] = new(NDArray.Exp, NDArray.Exp, Math.Exp),
        ["Exp2"] = new(NDArray.Exp2, NDArray.Exp2, x => Math.Pow(2, x)),
        // double.ExpM1 is Exp(x) - 1; the reference is good to a few units only.
        ["Expm1"] = new(NDArray.Expm1, NDArray.Expm1, x => x < -50 ? -1 : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2), 6),
        ["Log"] = new(NDArray.Log, NDArray.Log, Math.Log),
        ["Log2"] = new(NDArray.Log2, NDArray.Log2, Math.Log2),
        ["Log10"] = new(NDArray.Log10, NDArray.Log10, Math.Log10),
        ["Sin"] = new(NDArray.Sin, NDArray.Sin, Math.Sin),
        ["Cos"] = new(NDArray.Cos, NDArray.Cos, Math.Cos),
        ["Tan"] = new(NDArray.Tan, NDArray.Tan, Math.Tan),
        ["Asin"] = new(NDArray.Asin, NDArray.Asin, Math.Asin),
        ["Acos"] = new(NDArray.Acos, NDArray.Acos, Math.Acos),
        ["Atan"] = new(NDArray.Atan, NDArray.Atan, Math.Atan),
        ["Sinh"] = new(NDArray.Sinh, NDArray.Sinh, Math.Sinh),
        ["Cosh"] = new(NDArray.Cosh, NDArray.Cosh, Math.Cosh),
        ["Tanh"] = new(NDArray.Tanh, NDArray.Tanh, Math.Tanh),
        ["Asinh"] = new(NDArray.Asinh, NDArray.Asinh, Math.Asinh),
        ["Acosh"] = new(NDArray.Acosh, NDArray.Acosh, Math.Acosh),
        ["Atanh"] = new(NDArray.Atanh, NDArray.Atanh, Math.Atanh),
        ["Floor"] = new(NDArray.Floor, NDArray.Floor, Math.Floor, 0),
        ["Ceiling"] = new(NDArray.Ceiling, NDArray.Ceiling, Math.Ceiling, 0),
        ["Round"] = new(NDArray.Round, NDArray.Round, Math.Round, 0),
        ["Truncate"] = new(NDArray.Truncate, NDArray.Truncate, Math.Truncate, 0),
    };

    // Double references are one unit off themselves, and differ in more at the ends.
    private static readonly double[] Ordinary = [.. Samples.Doubles.Where(v => !(Math.Abs(v) > 1e10) || !double.IsFinite(v))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_float(string name)
    {
        var f = Functions[name];
        Check.Unary(f.Single, x => (float)f.Reference(x), [.. Samples.Floats.Where(v => !(Math.Abs(v) > 1e10f) || !float.IsFinite(v))], f.Ulps);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_double(string name)
    {
        var f = Functions[name];
        Check.Unary(f.Double, f.Reference, Ordinary, f.Ulps);
    }

    [Fact]
    public void Log1p_and_Erf_are_accurate_near_zero()
    {
        NDArray<double> x = [1e-10, -1e-10, 0.5, 0, double.PositiveInfinity, -1];
        Assert.True(NDArray.Log1p(x).AllClose([9.9999999995e-11, -1.00000000005e-10, 0.4054651081081644, 0, double.PositiveInfinity, double.NegativeInfinity], 1e-14, 0));
        NDArray<double> y = [1e-10, 0.5, -0.5, 1, 3, double.PositiveInfinity];
        Assert.True(NDArray.Erf(y).AllClose([1.1283791670955126e-10, 0.5204998778130465, -0.5204998778130465, 0.8427007929497149, 0.9999779095030014, 1], 1e-14, 0));
    }

    [Fact]
    public void Binary_functions_follow_Math()
    {
        var values = Ordinary.Where(v => Math.Abs(v) is 0 or > 1e-300 || double.IsNaN(v)).ToArray();
        Check.Binary(NDArray.Pow, NDArray.Pow, NDArray.Pow, Math.Pow, values, [0, -0.0, 1, 2, -1, 0.5, 3, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity], 3);
        Check.Binary(NDArray.Atan2, NDArray.Atan2, NDArray.Atan2, Math.Atan2, values, ulps: 3);
        Check.Binary(NDArray.Hypot, NDArray.Hypot, NDArray.Hypot, double.Hypot, values, ulps: 3);
    }

    [Fact]
    public void Signs_powers_of_two_and_fused_products_follow_Math()
    {
        Check.Binary(NDArray.Copysign, NDArray.Copysign, NDArray.Copysign, Math.CopySign, Samples.Doubles);
        Check.Binary(NDArray.Copysign, NDArray.Copysign, NDArray.Copysign, MathF.CopySign, Samples.Floats);
        NDArray<double> x = [1.5, -3, 1e308, 5e-324, double.NaN];
        Assert.Equal([12.0, -0.375, double.PositiveInfinity, 1e-323, double.NaN], NDArray.Ldexp(x, NDArray.Create(3, -3, 10, 1, 0)).ToArray());
        NDArray<double> y = [1 + 1e-10, 2, 0, 1, 1], z = [-1, 1, 1, 0, 0];
        Assert.Equal([Math.FusedMultiplyAdd(1.5, 1 + 1e-10, -1), -5, 1, 5e-324, double.NaN], NDArray.Fma(x, y, z).ToArray());
    }

    [Fact]
    public void Classification_covers_every_kind_of_number()
    {
        Check.Unary(NDArray.IsNaN, float.IsNaN, Samples.Floats);
        Check.Unary(NDArray.IsNaN, double.IsNaN, Samples.Doubles);
        Check.Unary(NDArray.IsInfinity, float.IsInfinity, Samples.Floats);
        Check.Unary(NDArray.IsInfinity, double.IsInfinity, Samples.Doubles);
        Check.Unary(NDArray.IsFinite, float.IsFinite, Samples.Floats);
        Check.Unary(NDArray.IsFinite, double.IsFinite, Samples.Doubles);
    }
}
