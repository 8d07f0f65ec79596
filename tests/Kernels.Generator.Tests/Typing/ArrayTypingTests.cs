using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests.Typing;

/// <summary>What the compiler itself refuses to do with arrays.</summary>
public class ArrayTypingTests
{
    private const string Declarations = """
        static class C
        {
            static void M(NDArray<bool> b, NDArray<float> x, NDArray<double> y, NDArray<int> i)
            {
                STATEMENT
            }
        }
        """;

    private static string[] Errors(string statement) =>
    [
        .. GeneratorHarness.Compilation("using static Kernels.NDArray;\n" + Declarations.Replace("STATEMENT", statement, StringComparison.Ordinal))
            .GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
    ];

    [Fact]
    public void Conditions_have_no_arithmetic() =>
        Assert.Equal(["CS0019: Operator '+' cannot be applied to operands of type 'NDArray<bool>' and 'NDArray<bool>'"], Errors("_ = b + b;"));

    [Theory]
    [InlineData("_ = b < b;")]
    [InlineData("_ = -b;")]
    [InlineData("_ = ~x;")]
    [InlineData("_ = x & x;")]
    [InlineData("_ = !x;")]
    [InlineData("_ = x << 1;")]
    [InlineData("_ = Exp(i);")]
    [InlineData("if (x) { }")]
    [InlineData("_ = Sum(b);")]
    [InlineData("_ = b.At[0].Add(true);")]
    public void Operations_are_for_the_types_that_have_them(string statement) => Assert.Single(Errors(statement));

    [Theory]
    [InlineData("_ = x + y;")]
    [InlineData("_ = x + 1.0;")]
    [InlineData("_ = i * 2f;")]
    [InlineData("x = y;")]
    [InlineData("NDArray<int> k = [1.5];")]
    public void Types_are_never_widened_or_narrowed_silently(string statement) => Assert.Single(Errors(statement));

    [Fact]
    public void An_element_comes_out_by_an_explicit_conversion_only()
    {
        Assert.Single(Errors("float f = x[0];"));
        Assert.Empty(Errors("float f = (float)x[0];"));
    }

    [Theory]
    [InlineData("i[0] = 4;")]
    [InlineData("i[0, 1..] = 4;")]
    [InlineData("i[0] += 4;")]
    public void Writing_to_an_element_says_what_to_write_instead(string statement) =>
        Assert.Contains(Errors(statement), e => e.StartsWith("CS0619", StringComparison.Ordinal) && e.Contains("a = a.At[i].Set(value)", StringComparison.Ordinal));

    [Theory]
    [InlineData("_ = 2 * x + 1 - i.As<float>() / 3;")]
    [InlineData("_ = (x > 0) & !(x == 1) | b;")]
    [InlineData("if (x[0] > 0.5f && b.Any()) { }")]
    [InlineData("_ = (i & 3) << 2 ^ ~i;")]
    [InlineData("x += 1; x *= x; i %= 3; i <<= 1;")]
    [InlineData("_ = x[.., NewAxis] + x[Ellipsis, (..).By(-1)];")]
    [InlineData("_ = Where(x > 0, x, 0);")]
    [InlineData("NDArray<float> m = [[1, 2], [.. x], x[..2]];")]
    public void What_reads_as_NumPy_compiles(string statement) => Assert.Empty(Errors(statement));
}
