using System.Text.RegularExpressions;

namespace Kernels.Generator.Tests.Plans;

/// <summary>What <c>Kernel.Explain</c> tells of a schedule.</summary>
public partial class PlanTests
{
    [GeneratedRegex("""KernelPlan\("[^"]*", "[^"]*", ("{3,})\n(?<text>.*?)\n\s*\1""", RegexOptions.Singleline)]
    private static partial Regex PlanText { get; }

    private static string Plan(string member)
    {
        var source = $$"""
            using static Kernels.NDArray;
            namespace App;
            public static partial class Model
            {
            {{member}}
            }
            """;
        var program = GeneratorHarness.Run(GeneratorHarness.Compilation("Program", [], [("Model.cs", source)]));
        Assert.Empty(program.Diagnostics);
        program.ShouldCompile();
        var match = program.Sources.Values.Select(s => PlanText.Match(s)).First(m => m.Success);
        return string.Join("\n", match.Groups["text"].Value.Split('\n').Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l));
    }

    private static string Summary(string plan) => plan.Split('\n')[^1];

    private const string Gelu = "[Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));";

    private const string Softmax = """
        [Jit] public static NDArray<float> Softmax(NDArray<float> x)
        {
            var e = Exp(x - Max(x, axis: -1, keepDims: true));
            return e / Sum(e, axis: -1, keepDims: true);
        }
        """;

    private const string LogSumExp = """
        [Jit] public static NDArray<double> LogSumExp(NDArray<double> x)
        {
            var m = Max(x, axis: -1, keepDims: true);
            return Log(Sum(Exp(x - m), axis: -1, keepDims: true)) + m;
        }
        """;

    private const string LayerNorm = """
        [Jit] public static NDArray<float> LayerNorm(NDArray<float> x, NDArray<float> gamma, NDArray<float> beta)
        {
            var mean = Mean(x, axis: -1, keepDims: true);
            var centred = x - mean;
            var variance = Mean(centred * centred, axis: -1, keepDims: true);
            return centred / Sqrt(variance + 1e-5f) * gamma + beta;
        }
        """;

    private const string Stages = """
        [Jit] public static NDArray<double> Stages(NDArray<double> x)
        {
            var slopes = x[1..] - x[..^1];
            var limited = Where(slopes > 0.0, slopes, 0.0);
            return x[1..^1] - 0.5 * (limited[1..] - limited[..^1]);
        }
        """;

    private const string BlackScholes = """
        [Jit] public static NDArray<double> BlackScholes(NDArray<double> s, NDArray<double> k, NDArray<double> t, double r, double v)
        {
            var d1 = (Log(s / k) + (r + 0.5 * v * v) * t) / (v * Sqrt(t));
            var d2 = d1 - v * Sqrt(t);
            return s * (0.5 + 0.5 * Erf(d1 / 1.4142135623730951)) - k * Exp(-r * t) * (0.5 + 0.5 * Erf(d2 / 1.4142135623730951));
        }
        """;

    [Fact]
    public void Elements_that_a_loop_writes_take_no_array_for_each()
    {
        const string Counts = """
            [Jit] public static NDArray<int> Counts(NDArray<int> x, int bins)
            {
                var counts = Zeros<int>(bins);
                for (var i = 0; i < x.Shape[0]; i++) counts = counts.At[(int)x[i]].Add(1);
                return counts;
            }
            """;
        var plan = Plan(Counts);
        Assert.Contains("elements of %counts alone are read and written", plan, StringComparison.Ordinal);
        Assert.Equal("0 loops, 0 row nests, 0 reductions, 0 temporaries", Summary(plan));
        // Of all elements the sum needs an array.
        Assert.DoesNotContain("alone are read and written", Plan(Counts.Replace("Add(1)", "Add((int)Sum(counts))", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_elementwise_chain() => Snapshot.Verify(Plan(Gelu));

    [Fact]
    public void A_softmax() => Snapshot.Verify(Plan(Softmax));

    [Fact]
    public void A_layer_norm() => Snapshot.Verify(Plan(LayerNorm));

    [Fact]
    public void A_matrix_product_with_a_bias() => Snapshot.Verify(Plan(
        "[Jit] public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w, NDArray<float> b) => Maximum(MatMul(x * 2f, w) + b, 0f);"));

    [Theory]
    [InlineData("MatMul(x, w) + 1f", "takes its rows as they are done")]
    [InlineData("MatMul(x, w)", "a result of its block")]
    [InlineData("MatMul(MatMul(x, w), w)", "not one loop alone")]
    [InlineData("Sum(MatMul(x, w) * 2f)", "the loop that reads it is folded")]
    [InlineData("x.At[1..].Set(MatMul(x, w)[1..] + 1f)", "not one loop alone")]
    [InlineData("x.At[..].Set(MatMul(x, w) + 1f)", "writes into a region")]
    public void What_becomes_of_a_matrix_product(string expression, string expected) =>
        Assert.Contains(expected, Plan($"[Jit] public static NDArray<float> F(NDArray<float> x, NDArray<float> w) => {expression};"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Concatenate([x, y]) * 2f", "no array of it exists")]
    [InlineData("Roll(x, 1, axis: 0)[1..] * 2f", "no array of it exists")]
    [InlineData("Concatenate([x, y])", "a result of its block")]
    [InlineData("Stack([x, y]).T * 2f", "an array: `Stack([x, y]).T` takes it")]
    [InlineData("Sum(Pad(x, 1) * 2f)", "an array: the loop that reads it is folded by `Sum(Pad(x, 1) * 2f)`")]
    [InlineData("MatMul(x, y) + Concatenate([x, y])", "an array: a loop that reads it takes the product `MatMul(x, y)` too")]
    public void What_becomes_of_a_concatenation(string expression, string expected) =>
        Assert.Contains(expected, Plan($"[Jit] public static NDArray<float> F(NDArray<float> x, NDArray<float> y) => {expression};"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Exp(x).T + y", 0)]
    [InlineData("Flip(Exp(x) * x, axis: 0) * y", 0)]
    [InlineData("(Exp(x) * Tanh(x)).Reshape(-1, 2) - y", 0)]
    [InlineData("Exp(x * y).T + y", 1)]
    [InlineData("MatMul(Exp(x).T, y)", 1)]
    [InlineData("Transpose(Exp(x) + 1f)", 0)]
    public void Values_are_computed_in_the_order_in_which_loops_read_them(string expression, int temporaries) =>
        Assert.Contains($"{temporaries} temporar", Summary(Plan($"[Jit] public static NDArray<float> F(NDArray<float> x, NDArray<float> y) => {expression};")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Concatenate([x * 2f, y])", "where it belongs: no array of it exists")]
    [InlineData("Stack([x * 2f, x + 1f, y])", "copies   %y")]
    [InlineData("Pad(Exp(x), 1)", "1 loop, 0 row nests, 0 reductions, 0 temporaries")]
    [InlineData("Concatenate([MatMul(x, y) + 1f, y])", "the loop that reads it writes into a region")]
    public void What_loops_compute_for_a_concatenation_goes_where_it_belongs(string expression, string expected) =>
        Assert.Contains(expected, Plan($"[Jit] public static NDArray<float> F(NDArray<float> x, NDArray<float> y) => {expression};"), StringComparison.Ordinal);

    [Fact]
    public void A_stencil_over_a_padded_array() => Snapshot.Verify(Plan("""
        [Jit] public static NDArray<double> Laplace(NDArray<double> x)
        {
            var p = Pad(x, 1);
            return p[..^2] + p[2..] - 2.0 * x;
        }
        """));

    [Fact]
    public void A_stencil_loop() => Snapshot.Verify(Plan("""
        [Jit] public static NDArray<double> Diffuse(NDArray<double> x, int steps)
        {
            for (var t = 0; t < steps; t++) x = x.At[1..^1].Set(0.5 * (x[..^2] + x[2..]));
            return x;
        }
        """));

    [Theory]
    [InlineData(Gelu, "1 loop, 0 row nests, 0 reductions, 0 temporaries")]
    [InlineData(Softmax, "0 loops, 1 row nest, 2 reductions, 0 temporaries")]
    [InlineData(LogSumExp, "0 loops, 1 row nest, 2 reductions, 0 temporaries")]
    [InlineData(LayerNorm, "0 loops, 1 row nest, 2 reductions, 0 temporaries")]
    [InlineData(BlackScholes, "1 loop, 0 row nests, 0 reductions, 0 temporaries")]
    [InlineData(Stages, "1 loop, 0 row nests, 0 reductions, 0 temporaries")]
    public void Kernels_that_need_no_temporary_have_none(string kernel, string summary) => Assert.Equal(summary, Summary(Plan(kernel)));

    [Theory]
    [InlineData("NDArray<float> F(NDArray<float> x, NDArray<float> w) => MatMul(Exp(x), w);", "an array, since `MatMul(Exp(x), w)` takes it")]
    [InlineData("(NDArray<float>, NDArray<float>) F(NDArray<float> x, NDArray<float> y) => (x + 1f, y + 1f);", "different shapes, f32[...x] and f32[...y]")]
    [InlineData("(NDArray<float>, NDArray<float>) F(NDArray<float> x) { var a = x + 1f; return (a, Sort(a) * 2f); }", "it waits for `Sort(a)`")]
    [InlineData("NDArray<float> F(NDArray<float> x) => x / Sum(x * x);", "it waits for the reduction `Sum(x * x)`")]
    [InlineData("(NDArray<float>, NDArray<float>) F(NDArray<float> x, NDArray<float> y) { var e = Exp(x); return (e + y, e[0]); }", "an array, since `e[0]` takes it")]
    [InlineData("(NDArray<float>, NDArray<float>) F(NDArray<float> x, NDArray<float> y, NDArray<float> z) { var e = Exp(x); return (e + y, e + z); }", "two loops share it")]
    [InlineData("NDArray<float> F(NDArray<float> x, int n) { var e = Exp(x); for (var i = 0; i < n; i++) x += e; return x; }", "captured by for Model.cs")]
    public void A_reason_is_given_for_what_did_not_fuse(string member, string reason) =>
        Assert.Contains(reason, Plan("[Jit] public static " + member), StringComparison.Ordinal);

    [Fact]
    public void The_parts_of_a_long_body_are_told() => Assert.Contains(
        "in parts sin, multiply | exp, multiply, add | log, add",
        Plan("[Jit] public static NDArray<float> F(NDArray<float> x) => Sin(x) * x + Exp(x) * x + Log(x);"), StringComparison.Ordinal);

    [Fact]
    public void Loops_with_too_many_operands_are_cut_and_say_so()
    {
        var names = Enumerable.Range(0, 20).Select(i => $"a{i}").ToList();
        var plan = Plan($"[Jit] public static NDArray<float> F({string.Join(", ", names.Select(n => $"NDArray<float> {n}"))}) => {string.Join(" + ", names)};");
        Assert.Contains("too many operands", plan, StringComparison.Ordinal);
        Assert.Equal("2 loops, 0 row nests, 0 reductions, 1 temporary", Summary(plan));
    }

    [Fact]
    public void A_result_that_is_a_view_of_what_a_loop_wrote_is_no_temporary() =>
        Assert.Equal("1 loop, 0 row nests, 0 reductions, 0 temporaries", Summary(Plan("[Jit] public static NDArray<float> F(NDArray<float> x) => Transpose(x + 1f);")));

    [Fact]
    public void A_donated_argument_says_where_its_buffer_goes()
    {
        var taken = Plan("[Jit] public static NDArray<float> Scale([Donate] NDArray<float> x, float a) => a * x;");
        Assert.StartsWith("%x is donated", taken, StringComparison.Ordinal);
        Assert.Contains("in the buffer of %x", taken, StringComparison.Ordinal);
        Assert.Contains("the buffer of %x, which was donated, goes back", Plan("[Jit] public static NDArray<float> Total([Donate] NDArray<float> x) => Sum(x);"), StringComparison.Ordinal);
        // While the product's rows are computed it must stay.
        Assert.DoesNotContain("in the buffer of", Plan("[Jit] public static NDArray<float> Dense([Donate] NDArray<float> x, NDArray<float> w) => MatMul(x, w) + x;"), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_of_what_no_turn_changes_stand_before_the_loop()
    {
        var plan = Plan("""
            [Jit] public static NDArray<double> Steps(NDArray<double> x, NDArray<double> y, int n)
            {
                for (var k = 0; k < n; k++) x = x * Exp(y * 2.0) + (y + 1.0) - Tan(x);
                return x;
            }
            """);
        var before = plan[..plan.IndexOf("for:", StringComparison.Ordinal)];
        Assert.Contains("computes multiply, exp", before, StringComparison.Ordinal);
        Assert.DoesNotContain("exp", plan[before.Length..].Split("computes")[1].Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("tan", plan[before.Length..], StringComparison.Ordinal);
    }
}
