using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu.Tests;

/// <summary>The formulas of kernels against System.Math, on the CPU: they use nothing whose rounding depends on the device.</summary>
public class GpuMathTests
{
    private static readonly Dictionary<string, (Func<double, double> Ours, Func<double, double> Reference, double From, double To)> s_functions = new()
    {
        ["Exp"] = (GpuMath.Exp, Math.Exp, -750, 710),
        ["Exp2"] = (GpuMath.Exp2, x => Math.Pow(2, x), -1070, 1024),
        ["Expm1"] = (GpuMath.Expm1, Expm1, -40, 40),
        ["Log"] = (GpuMath.Log, Math.Log, 0, 1000),
        ["Log2"] = (GpuMath.Log2, Math.Log2, 0, 1000),
        ["Log10"] = (GpuMath.Log10, Math.Log10, 0, 1000),
        ["Sin"] = (GpuMath.Sin, Math.Sin, -10000, 10000),
        ["Cos"] = (GpuMath.Cos, Math.Cos, -10000, 10000),
        ["Tan"] = (GpuMath.Tan, Math.Tan, -10000, 10000),
        ["Asin"] = (GpuMath.Asin, Math.Asin, -1, 1),
        ["Acos"] = (GpuMath.Acos, Math.Acos, -1, 1),
        ["Atan"] = (GpuMath.Atan, Math.Atan, -20, 20),
        ["Sinh"] = (GpuMath.Sinh, Math.Sinh, -20, 20),
        ["Cosh"] = (GpuMath.Cosh, Math.Cosh, -20, 20),
        ["Tanh"] = (GpuMath.Tanh, Math.Tanh, -5, 5),
        ["Asinh"] = (GpuMath.Asinh, Math.Asinh, -100, 100),
        ["Acosh"] = (GpuMath.Acosh, Math.Acosh, 1, 100),
        ["Atanh"] = (GpuMath.Atanh, Math.Atanh, -1, 1),
        ["Cbrt"] = (GpuMath.Cbrt, Math.Cbrt, -1000, 1000),
        ["Floor"] = (GpuMath.Floor, Math.Floor, -10, 10),
        ["Ceiling"] = (GpuMath.Ceiling, Math.Ceiling, -10, 10),
        ["Round"] = (GpuMath.Round, Math.Round, -10, 10),
        ["Truncate"] = (GpuMath.Truncate, Math.Truncate, -10, 10),
    };

    private static readonly double[] s_special =
        [0d, -0d, 1d, -1d, 0.5, -0.5, 1.5, 2.5, 1e-10, -1e-300, 5e-324, 1e300, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 4503599627370497d];

    public static TheoryData<string> Functions => [.. s_functions.Keys];

    // A second computation, good to 2 ulps, for what .NET lacks.
    private static double Expm1(double x)
    {
        var u = Math.Exp(x);
        return u == 1d ? x : u - 1d == -1d ? -1d : double.IsInfinity(u) ? u : Math.Abs(x) > 1 ? u - 1d : (u - 1d) * x / Math.Log(u);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void AFunctionIsWithinItsBoundOfSystemMath(string name)
    {
        var (ours, reference, from, to) = s_functions[name];
        var random = new Random(7);
        var values = Enumerable.Range(0, 20_000).Select(_ => from + ((to - from) * random.NextDouble()))
            .Concat(Enumerable.Range(0, 5_000).Select(_ => from + ((to - from) * random.NextDouble() * Math.Pow(10, -random.Next(12)))));
        foreach (var x in values.Where(x => x >= from && x <= to))
        {
            var distance = Ulps.Between(reference(x), ours(x));
            // System.Math itself may be off by one.
            Assert.True(distance <= 3, $"{name}({x:R}): expected {reference(x):R}, got {ours(x):R}, {distance} ulps apart.");
        }
        foreach (var x in s_special.Where(x => !(name is "Sin" or "Cos" or "Tan" && Math.Abs(x) > 1e9)))
        {
            var distance = Ulps.Between(reference(x), ours(x));
            Assert.True(distance <= 3, $"{name}({x:R}): expected {reference(x):R}, got {ours(x):R}.");
        }
    }

    [Fact]
    public void PowIsWithinItsBound()
    {
        var random = new Random(3);
        for (var k = 0; k < 50_000; k++)
        {
            var (x, y) = (Math.Exp((random.NextDouble() - 0.5) * 40), (random.NextDouble() - 0.5) * 60);
            Assert.True(Ulps.Between(Math.Pow(x, y), GpuMath.Pow(x, y)) <= 3, $"Pow({x:R}, {y:R}): expected {Math.Pow(x, y):R}, got {GpuMath.Pow(x, y):R}.");
        }
        foreach (var x in s_special)
            foreach (var y in (double[])[.. s_special, 2, 3, -3, 0.25])
                Assert.True(Ulps.Between(Math.Pow(x, y), GpuMath.Pow(x, y)) <= 3, $"Pow({x:R}, {y:R}): expected {Math.Pow(x, y):R}, got {GpuMath.Pow(x, y):R}.");
    }

    [Fact]
    public void FunctionsOfTwoNumbersFollowSystemMath()
    {
        var random = new Random(5);
        for (var k = 0; k < 20_000; k++)
        {
            var (x, y) = ((random.NextDouble() - 0.5) * 100, (random.NextDouble() - 0.5) * 100);
            Assert.True(Ulps.Between(Math.Atan2(y, x), GpuMath.Atan2(y, x)) <= 3, $"Atan2({y:R}, {x:R})");
            Assert.True(Ulps.Between(double.Hypot(x, y), GpuMath.Hypot(x, y)) <= 2, $"Hypot({x:R}, {y:R})");
            Assert.Equal(x % y, GpuMath.Remainder(x, y));
        }
        foreach (var x in s_special)
        {
            foreach (var y in s_special)
            {
                Assert.True(Ulps.Between(Math.Atan2(y, x), GpuMath.Atan2(y, x)) <= 1, $"Atan2({y:R}, {x:R}): expected {Math.Atan2(y, x):R}, got {GpuMath.Atan2(y, x):R}");
                Assert.True(Ulps.Between(double.Hypot(x, y), GpuMath.Hypot(x, y)) <= 1, $"Hypot({x:R}, {y:R}): expected {double.Hypot(x, y):R}, got {GpuMath.Hypot(x, y):R}");
                Assert.Equal(Math.Max(x, y), GpuMath.Max(x, y));
                Assert.Equal(Math.Min(x, y), GpuMath.Min(x, y));
                Assert.Equal(double.IsNegative(Math.Max(x, y)), double.IsNegative(GpuMath.Max(x, y)));
                Assert.Equal(double.IsNegative(Math.Min(x, y)), double.IsNegative(GpuMath.Min(x, y)));
            }
        }
    }

    [Theory]
    // Abramowitz and Stegun, table 7.1, and 1 - erfc for the tail.
    [InlineData(0.1, 0.1124629160182849)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1.0, 0.8427007929497149)]
    [InlineData(1.5, 0.9661051464753108)]
    [InlineData(2.0, 0.9953222650189527)]
    [InlineData(3.0, 0.9999779095030014)]
    [InlineData(-1.0, -0.8427007929497149)]
    [InlineData(7.0, 1.0)]
    public void ErfFollowsTheTables(double x, double erf) => Assert.True(Ulps.Between(erf, GpuMath.Erf(x)) <= 2, $"{GpuMath.Erf(x):R}");

    [Fact]
    public void IntegersDivideWithoutTraps()
    {
        Assert.Equal(int.MinValue, GpuMath.Divide(int.MinValue, -1));
        Assert.Equal(0, GpuMath.Divide(5, 0));
        Assert.Equal(-3, GpuMath.Divide(-7, 2));
        Assert.Equal(-1, GpuMath.Remainder(-7, 2));
        Assert.Equal(0, GpuMath.Remainder(int.MinValue, -1));
        Assert.Equal(63, GpuMath.Divide((byte)255, (byte)4));
    }
}
