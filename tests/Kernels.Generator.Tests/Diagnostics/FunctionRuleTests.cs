
namespace Kernels.Generator.Tests.Diagnostics;

/// <summary>What the compiler knows of the library's functions: axes, dtypes, and what can be mapped. Reported at the call.</summary>
public class FunctionRuleTests
{
    private static void Reports(string id, string call, string says, string attribute = "[Jit]", string type = "NDArray<float>", string? at = null)
    {
        var members = $"{attribute} public static {type} F(NDArray<float> x, NDArray<float> y) => {call};";
        var diagnostic = Assert.Single(Reported.Of(members));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(at ?? call, Reported.TextOf(diagnostic, members));
        Assert.Contains(says, diagnostic.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cumsum(Sum(x), axis: 0)", "there is no axis 0 in shape []")]
    [InlineData("Cummax(Sum(x), axis: -1)", "there is no axis -1 in shape []")]
    [InlineData("Diff(Sum(x))", "there is no axis -1 in shape []")]
    [InlineData("Gradient(Mean(x), axis: 1)", "there is no axis 1 in shape []")]
    [InlineData("Trapezoid(Max(x))", "there is no axis -1 in shape []")]
    [InlineData("Repeat(Max(x), 2, axis: 1)", "there is no axis 1 in shape []")]
    [InlineData("Median(Sum(x), axis: 0)", "there is no axis 0 in shape []")]
    [InlineData("Diff(x, n: -1)", "not negative")]
    public void An_axis_that_is_not_there(string call, string says) => Reports("KRN2002", call, says);
}
