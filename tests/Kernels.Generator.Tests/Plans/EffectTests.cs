namespace Kernels.Generator.Tests.Plans;

/// <summary><c>DebugPrint</c> and <c>CheckNaN</c> in the code that is generated.</summary>
public class EffectTests
{
    private static string Generated(string member)
    {
        var source = $"using static Kernels.NDArray;\npublic static partial class Model\n{{\n{member}\n}}";
        var program = GeneratorHarness.Run(GeneratorHarness.Compilation("Program", [], [("Model.cs", source)]));
        Assert.Empty(program.Diagnostics);
        program.ShouldCompile();
        return string.Join("\n", program.Sources.Values);
    }

    [Fact]
    public void A_call_is_given_the_users_expression_and_line() =>
        Assert.Contains("""CheckNaN(y, label: "a, \"b\"", expression: "y", file: "Model.cs", line: 4)""",
            Generated("""[Jit] public static NDArray<float> F(NDArray<float> x) { var y = Log(x); return CheckNaN(y, "a, \"b\"") * 2f; }"""), StringComparison.Ordinal);

    [Fact]
    public void Calls_keep_their_order_whatever_fuses()
    {
        // Without the order between them, 'first + third' would draw the third call before the second.
        var code = Generated("""
            [Jit] public static (NDArray<float>, NDArray<float>) F(NDArray<float> x, NDArray<float> y)
            {
                var first = x + 1f;
                DebugPrint(first, "one");
                DebugPrint(y, "two");
                var third = DebugPrint(x, "three");
                return (first, first * third);
            }
            """);
        var positions = new[] { "one", "two", "three" }.Select(l => code.IndexOf($"label: \"{l}\"", StringComparison.Ordinal)).ToList();
        Assert.All(positions, p => Assert.True(p > 0));
        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public void A_batch_is_printed_as_a_whole() =>
        Assert.Contains("NDArray.DebugPrint(", Generated("[Vmap] public static NDArray<float> F(NDArray<float> x) => DebugPrint(x + 1f).Sum(axis: -1);"), StringComparison.Ordinal);
}
