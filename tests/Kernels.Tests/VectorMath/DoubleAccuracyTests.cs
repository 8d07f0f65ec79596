using System.Globalization;
using System.Text.Json;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Doubles against goldens of 200 bits, from <c>Goldens/vector_math.py</c>; special values against System.Math.</summary>
public class DoubleAccuracyTests
{
    static readonly Dictionary<string, Golden> Goldens = Golden.Read("vector-math.jsonl");

    public static TheoryData<string> Names => [.. Goldens.Keys];

    public static TheoryData<string> Unary => [.. References.Unary.Keys];

    public static TheoryData<string> Binary => [.. References.Binary.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_double_function_is_within_2_ulp(string name)
    {
        var golden = Goldens[name];
        double[][] operands = golden.Y is null ? [golden.X] : [golden.X, golden.Y];
        var actual = VectorFunction.Apply(name, 256, [.. operands.Select(VectorFunction.Padded)]);
        for (var i = 0; i < golden.X.Length; i++)
        {
            var exponent = Math.Max(-1022, Math.ILogB(golden.High[i]));
            var ulps = Math.Abs(actual[i] - golden.High[i] - golden.Low[i]) / Math.ScaleB(1, exponent - 52);
            var at = string.Join(", ", operands.Select(o => o[i].ToString("R", CultureInfo.InvariantCulture)));
            Assert.True(ulps <= 2, $"{name}({at}) = {actual[i]:R} is {ulps} ulp from {golden.High[i]:R}.");
        }
    }

    [Theory, MemberData(nameof(Unary))]
    public void Special_values_are_those_of_System_Math(string name)
    {
        var x = VectorFunction.Padded([.. VectorFunction.Samples<double>(200), double.MaxValue, double.MinValue, 1e300, -1e300, 1e-300, 2.2250738585072014E-308]);
        var y = VectorFunction.Apply(name, 256, x);
        for (var i = 0; i < x.Length; i++)
            CheckSpecial(References.Unary[name](x[i]), y[i], $"{name}({x[i]:R})");
    }

    [Theory, MemberData(nameof(Binary))]
    public void Special_values_of_two_operands_are_those_of_System_Math(string name)
    {
        var some = VectorFunction.Padded([.. VectorFunction.Samples<double>(120), double.MaxValue, double.MinValue, 1e300, 1e-300, 9007199254740993]);
        var x = some.SelectMany(_ => some).ToArray();
        var y = some.SelectMany(v => Enumerable.Repeat(v, some.Length)).ToArray();
        var z = VectorFunction.Apply(name, 256, x, y);
        for (var i = 0; i < x.Length; i++)
            CheckSpecial(References.Binary[name](x[i], y[i]), z[i], $"{name}({x[i]:R}, {y[i]:R})");
    }

    // NaN, infinities and signed zeros exactly; the rest is the goldens' matter, but must not be far off.
    static void CheckSpecial(double expected, double actual, string what)
    {
        var same = !double.IsFinite(expected) || expected == 0
            ? expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual))
            : Math.Abs(actual - expected) <= 1e-14 * Math.Abs(expected) + double.Epsilon;
        Assert.True(same, $"{what} is {actual:R}, not {expected:R}.");
    }

    sealed record Golden(double[] X, double[]? Y, double[] High, double[] Low)
    {
        public static Dictionary<string, Golden> Read(string resource)
        {
            using var stream = typeof(Golden).Assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidOperationException($"No embedded resource {resource}.");
            using var reader = new StreamReader(stream);
            var goldens = new Dictionary<string, Golden>();
            while (reader.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var root = json.RootElement;
                var y = root.TryGetProperty("y", out var second) ? Doubles(second) : null;
                var golden = new Golden(Doubles(root.GetProperty("x")), y, Doubles(root.GetProperty("high")), Doubles(root.GetProperty("low")));
                goldens.Add(root.GetProperty("name").GetString()!, golden);
            }
            return goldens;
        }

        static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
    }
}
