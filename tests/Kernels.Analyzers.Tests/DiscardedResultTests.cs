using Kernels.Analyzers.Tests.Markup;
using Kernels.CodeFixes;

namespace Kernels.Analyzers.Tests;

public class DiscardedResultTests
{
    private static string Method(string body) => $$"""
        class C
        {
            readonly NDArray<int> constant = [1];
            NDArray<int> Property { get; set; } = [1];

            void M(NDArray<int> a, NDArray<float> x, NDArray<int>? maybe, int i)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("[|a.At[0].Set(4)|];", "a = a.At[0].Set(4);")]
    [InlineData("[|a.At[0, ..].Add(4)|]; // why", "a = a.At[0, ..].Add(4); // why")]
    [InlineData("if (i > 0) [|Property.At[i].Set(4)|];", "if (i > 0) Property = Property.At[i].Set(4);")]
    [InlineData("[|a.At[0].Set(4).At[1].Set(5)|];", "a = a.At[0].Set(4).At[1].Set(5);")]
    [InlineData("[|a.At[0].Set(1)|]; [|x.At[1].Set(2f)|];", "a = a.At[0].Set(1); x = x.At[1].Set(2f);")]
    [InlineData("Action f = () => [|a.At[0].Set(4)|];", "Action f = () => a = a.At[0].Set(4);")]
    [InlineData("for (i = 0; i < 3; [|a.At[i++].Set(1)|]) { }", "for (i = 0; i < 3; a = a.At[i++].Set(1)) { }")]
    public Task A_discarded_update_is_assigned_back(string marked, string expected)
        => Verify.Fix<DiscardedResultAnalyzer, DiscardedResultFix>(Method(marked), Method(expected));

    [Theory]
    [InlineData("[|constant.At[0].Set(4)|];")]
    [InlineData("maybe?[|.At[0].Set(4)|];")]
    [InlineData("[|a[0].At[0].Set(4)|];")]
    [InlineData("[|Zeros<int>(3)|];")]
    public Task Without_a_variable_there_is_no_fix(string marked)
        => Verify.NoFix<DiscardedResultAnalyzer, DiscardedResultFix>(Method(marked));

    [Theory]
    [InlineData("a = a.At[0].Set(4);")]
    [InlineData("_ = a.At[0].Set(4);")]
    [InlineData("var b = a.At[0].Set(4); Use(b); Use(a.At[0].Set(1)); void Use(NDArray<int> n) { }")]
    [InlineData("Make(); NDArray<int> Make() => a;")]
    [InlineData("a.ToArray(); a.ToString();")]
    [InlineData("Func<NDArray<int>> f = () => a.At[0].Set(4); f();")]
    public Task Used_results_and_other_calls_are_not_reported(string statement)
        => Verify.Diagnostics<DiscardedResultAnalyzer>(Method(statement));
}
