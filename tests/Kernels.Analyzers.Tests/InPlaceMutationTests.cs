using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class InPlaceMutationTests
{
    private static Task Reports(string marked) => Verify.Diagnostics<InPlaceMutationAnalyzer>(marked);

    private static string Method(string body) => $$"""
        class C
        {
            NDArray<float> field = [1f, 2f];
            void M(NDArray<int> a, NDArray<float> x, int i, int[] b)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("[|a[0]|] = 4;")]
    [InlineData("[|a[0, 1]|] = 4;")]
    [InlineData("[|a[1..]|] = a;")]
    [InlineData("[|a[..]|] = 0;")]
    [InlineData("([|a[0]|]) = 4;")]
    [InlineData("[|a[0][1]|] = 4;")]
    [InlineData("var y = [|a[0]|] = 4;")]
    public Task Assignment_to_an_element_or_slice_is_reported(string statement) => Reports(Method(statement));

    [Theory]
    [InlineData("[|a[i]|] += 4;")]
    [InlineData("[|x[i]|] *= 4f;")]
    [InlineData("[|a[i]|] <<= 1;")]
    [InlineData("[|a[i]|]++;")]
    [InlineData("--[|a[i]|];")]
    [InlineData("[|a[i]|] ??= a;")]
    public Task Compound_assignment_and_increment_are_reported(string statement) => Reports(Method(statement));

    [Theory]
    [InlineData("Change(ref [|a[0]|]); void Change(ref NDArray<int> e) => e = 1;")]
    [InlineData("Change(out [|a[0]|]); void Change(out NDArray<int> e) => e = 1;")]
    [InlineData("int.TryParse(\"1\", out [|a[0]|]);")]
    [InlineData("ref var e = ref [|a[0]|];")]
    [InlineData("(_, [|a[0]|]) = (1, 2);")]
    [InlineData("(i, (_, [|a[0]|])) = (1, (2, 3));")]
    [InlineData("var h = new Holder { A = { [|[0]|] = 4 } };")]
    [InlineData("new Holder().A?[|[0]|] = 4;")]
    public Task Other_ways_to_write_an_element_are_reported(string statement)
        => Reports(Method(statement) + " class Holder { public NDArray<int> A = [1]; }");

    [Fact]
    public Task Assignment_through_At_is_reported() => Reports(Method("[|a.At[0]|] = 4;"));

    [Theory]
    [InlineData("a = a.At[0].Set(4);")]
    [InlineData("var y = a[0]; y = a[1..]; y += a[0];")]
    [InlineData("b[0] = 4; b[1]++; (b[0], b[1]) = (b[1], b[0]); int.TryParse(\"1\", out b[0]);")]
    [InlineData("Span<float> s = new float[3]; s[0] = 1f;")]
    [InlineData("var list = new List<NDArray<int>> { a }; list[0] = a; var rows = new NDArray<int>[2]; rows[0] = a;")]
    [InlineData("var byName = new Dictionary<string, NDArray<int>> { [\"a\"] = a }; byName[\"b\"] = a;")]
    [InlineData("Read(in field); void Read(in NDArray<float> e) { }")]
    [InlineData("var own = new Own(); own[0] = 1; own[0]++;")]
    public Task Reads_and_writes_to_other_things_are_not_reported(string statement)
        => Reports(Method(statement) + " class Own { public int this[int i] { get => 0; set { } } }");

    [Fact]
    public async Task A_compilation_without_Kernels_is_left_alone()
    {
        var document = Verify.Document("class C { void M(NDArray<int> a) => a[0] = 4; } class NDArray<T> { public T this[int i] { set { } } }", referenceKernels: false);
        Assert.Empty(await Verify.Analyze(document, new InPlaceMutationAnalyzer()));
    }
}
