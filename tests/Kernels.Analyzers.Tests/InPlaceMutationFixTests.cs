using Kernels.Analyzers.Tests.Markup;
using Kernels.CodeFixes;

namespace Kernels.Analyzers.Tests;

public class InPlaceMutationFixTests
{
    private static Task Becomes(string marked, string expected)
        => Verify.Fix<InPlaceMutationAnalyzer, InPlaceMutationFix>(Method(marked), Method(expected));

    private static Task StaysUnfixed(string marked)
        => Verify.NoFix<InPlaceMutationAnalyzer, InPlaceMutationFix>(Method(marked));

    private static string Method(string body) => $$"""
        class C
        {
            NDArray<float> field = [1f, 2f];
            readonly NDArray<int> constant = [1];
            NDArray<int> Property { get; set; } = [1];
            NDArray<int> GetOnly => Property;
            NDArray<int> InitOnly { get; init; } = [1];
            C Next() => this;
            C Other => this;
            struct S { public NDArray<int> A; public S Copy => this; }

            void M(NDArray<int> a, NDArray<float> x, NDArray<byte> bytes, NDArray<bool> flags, int i, float v, NDArray<float>[] many, in NDArray<int> input)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("[|a[0]|] = 4;", "a = a.At[0].Set(4);")]
    [InlineData("[|a[^1]|] = 4;", "a = a.At[^1].Set(4);")]
    [InlineData("[|a[0, ..]|] = a[1];", "a = a.At[0, ..].Set(a[1]);")]
    [InlineData("[|a[1..]|] = [1, 2];", "a = a.At[1..].Set([1, 2]);")]
    [InlineData("[|x[i++]|] = v;", "x = x.At[i++].Set(v);")]
    [InlineData("var y = x; [|y[0]|] = 1f;", "var y = x; y = y.At[0].Set(1f);")]
    [InlineData("[|field[0]|] = v;", "field = field.At[0].Set(v);")]
    [InlineData("[|this.field[0]|] = v;", "this.field = this.field.At[0].Set(v);")]
    [InlineData("[|Other.Property[0]|] = i;", "Other.Property = Other.Property.At[0].Set(i);")]
    [InlineData("[|many[i][0]|] = v;", "many[i] = many[i].At[0].Set(v);")]
    [InlineData("[|a!@[0]|] = 4;", "a = a!.At[0].Set(4);")]
    [InlineData("[|(a)[0]|] = 4;", "a = (a).At[0].Set(4);")]
    [InlineData("S s = new() { A = a }; [|s.A[0]|] = 4;", "S s = new() { A = a }; s.A = s.A.At[0].Set(4);")]
    [InlineData("[|a.At[0]|] = 4;", "a = a.At[0].Set(4);")]
    public Task Assignment_becomes_Set(string marked, string expected) => Becomes(marked.Replace("@", ""), expected);

    [Theory]
    [InlineData("[|x[i]|] += v;", "x = x.At[i].Add(v);")]
    [InlineData("[|x[i]|] *= v + 1f;", "x = x.At[i].Multiply(v + 1f);")]
    [InlineData("[|x[i]|] -= v;", "x = x.At[i].Add(-v);")]
    [InlineData("[|x[i]|] -= v + 1f;", "x = x.At[i].Add(-(v + 1f));")]
    [InlineData("[|x[i]|] -= -1f;", "x = x.At[i].Add(1f);")]
    [InlineData("[|x[i]|] /= v + 1f;", "x = x.At[i].Set(x[i] / (v + 1f));")]
    [InlineData("[|x[i]|] /= v;", "x = x.At[i].Set(x[i] / v);")]
    [InlineData("[|a[i]|]++;", "a = a.At[i].Add(1);")]
    [InlineData("++[|a[i]|];", "a = a.At[i].Add(1);")]
    [InlineData("[|a[i]|]--;", "a = a.At[i].Add(-1);")]
    [InlineData("for (var k = 0; k < 3; [|a[k++]|] += 1) { }", "for (var k = 0; k < 3; a = a.At[k++].Add(1)) { }")]
    public Task Compound_assignment_becomes_the_update_that_means_it(string marked, string expected) => Becomes(marked, expected);

    [Fact]
    public Task Subtraction_from_an_unsigned_element_stays_a_subtraction()
        => Becomes("[|bytes[i]|] -= bytes[0];", "bytes = bytes.At[i].Set(bytes[i] - bytes[0]);");

    [Fact]
    public Task A_logical_operator_reads_the_element_and_sets_it()
        => Becomes("[|flags[i]|] |= flags[0];", "flags = flags.At[i].Set(flags[i] | flags[0]);");

    [Theory]
    [InlineData("[|a[0][1]|] = 4;", "a = a.At[0, 1].Set(4);")]
    [InlineData("[|a[^1][i][..]|] = 4;", "a = a.At[^1, i, ..].Set(4);")]
    [InlineData("[|x[0][1]|] /= v;", "x = x.At[0, 1].Set(x[0, 1] / v);")]
    public Task Indices_in_a_chain_become_one_list(string marked, string expected) => Becomes(marked, expected);

    [Fact]
    public Task An_index_into_a_slice_stays_one() // a[1..][0] is a[1]; a[1.., 0] is a column.
        => Becomes("[|a[1..][0]|] = 4;", "a = a.At[1..].Set(a[1..].At[0].Set(4));");

    [Fact]
    public Task Comments_and_layout_stay()
        => Becomes(
            """
            // first
                    [|a[0]|] = /* four */ 4; // last

                    if (i > 0)
                        [|a[1]|] =
                            5;
            """,
            """
            // first
                    a = a.At[0].Set(/* four */ 4); // last

                    if (i > 0)
                        a = a.At[1].Set(5);
            """);

    [Fact]
    public Task All_at_once()
        => Becomes(
            "[|a[0]|] = 4; [|a[1]|] += 5; for (var k = 0; k < 3; k++) { [|x[k]|] = k; [|x[k, 0]|] *= 2f; }",
            "a = a.At[0].Set(4); a = a.At[1].Add(5); for (var k = 0; k < 3; k++) { x = x.At[k].Set(k); x = x.At[k, 0].Multiply(2f); }");

    [Fact]
    public Task The_body_of_a_void_lambda_is_fixed()
        => Becomes("Action f = () => [|a[0]|] = 4;", "Action f = () => a = a.At[0].Set(4);");

    [Theory]
    [InlineData("[|constant[0]|] = 4;")]
    [InlineData("[|GetOnly[0]|] = 4;")]
    [InlineData("[|InitOnly[0]|] = 4;")]
    [InlineData("[|input[0]|] = 4;")]
    [InlineData("[|Next().Property[0]|] = 4;")]
    [InlineData("foreach (var row in many) [|row[0]|] = 4;")]
    [InlineData("S s = new() { A = a }; [|s.Copy.A[0]|] = 4;")]
    public Task No_fix_where_the_array_is_not_a_variable(string marked) => StaysUnfixed(marked);

    [Theory]
    [InlineData("var y = [|a[0]|] = 4;")]
    [InlineData("Func<NDArray<int>> f = () => [|a[0]|] = 4;")]
    [InlineData("(_, [|a[0]|]) = (1, 2);")]
    [InlineData("[|x[i++]|] /= 2f;")]
    [InlineData("[|a[i++..][0]|] = 1;")]
    public Task No_fix_where_the_meaning_would_change(string marked) => StaysUnfixed(marked);
}
