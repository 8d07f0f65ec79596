using System.Numerics;
using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>The vector math, function by function: nanoseconds an element, the operands in the cache nearest to the core.</summary>
internal static class MathBenchmark
{
    private const int Length = 2048;

    public static List<Row> Run() => [.. Measure<float>("float"), .. Measure<double>("double")];

    private static IEnumerable<Row> Measure<T>(string type) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Linspace(T.CreateTruncating(0.001), T.CreateTruncating(0.999), Length);
        var above = x + T.One;
        (string Name, Func<NDArray<T>> Call)[] functions =
        [
            ("Sqrt", () => Sqrt(x)),
            ("Exp", () => Exp(x)), ("Exp2", () => Exp2(x)), ("Expm1", () => Expm1(x)),
            ("Log", () => Log(x)), ("Log2", () => Log2(x)), ("Log10", () => Log10(x)), ("Log1p", () => Log1p(x)),
            ("Sin", () => Sin(x)), ("Cos", () => Cos(x)), ("Tan", () => Tan(x)),
            ("Asin", () => Asin(x)), ("Acos", () => Acos(x)), ("Atan", () => Atan(x)), ("Atan2", () => Atan2(x, above)),
            ("Sinh", () => Sinh(x)), ("Cosh", () => Cosh(x)), ("Tanh", () => Tanh(x)),
            ("Asinh", () => Asinh(x)), ("Acosh", () => Acosh(above)), ("Atanh", () => Atanh(x)),
            ("Pow", () => Pow(x, above)), ("Cbrt", () => Cbrt(x)), ("Erf", () => Erf(x)), ("Hypot", () => Hypot(x, above)),
        ];
        var times = Race.Run(60, [.. functions.Select(f => Contender.Of(f.Call, 20))]);
        return functions.Zip(times, (f, t) =>
            new Row($"{f.Name}, {type}", t, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{t.Minimum / Length:F2} ns an element")));
    }
}
