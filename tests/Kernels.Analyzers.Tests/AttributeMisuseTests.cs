using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class AttributeMisuseTests
{
    private static Task Reports(string members) => Verify.Diagnostics<AttributeMisuseAnalyzer>($$"""
        abstract partial class M
        {
            {{members}}
        }
        """);

    [Theory]
    [InlineData("[Jit] public static NDArray<float> F([|ref NDArray<float> x|]) => x;")]
    [InlineData("[Jit] public static NDArray<float> F(NDArray<float> x, [|in float s|]) => x;")]
    [InlineData("[Vmap] public static float F(float x, [|out float y|]) { y = 1f; return x; }")]
    public Task Parameters_by_reference_are_reported(string member) => Reports(member);

    [Theory]
    [InlineData("[[|Jit|]] public static async Task<NDArray<float>> F(NDArray<float> x) { await Task.Yield(); return x; }")]
    [InlineData("[[|Jit|]] public static IEnumerable<NDArray<float>> F(NDArray<float> x) { yield return x; }")]
    [InlineData("[[|Jit|]] public abstract NDArray<float> F(NDArray<float> x);")]
    [InlineData("[[|Jit|]] public static extern NDArray<float> F(NDArray<float> x);")]
    [InlineData("[[|Jit|]] public static void F(NDArray<float> x) { }")]
    [InlineData("NDArray<float> field = 1f; [[|Jit|]] public ref NDArray<float> F(NDArray<float> x) => ref field;")]
    [InlineData("public static NDArray<float> P { [[|Jit|]] get => 1f; }")]
    [InlineData("[[|Jit|]] public static M operator +(M x, M y) => x;")]
    [InlineData("void G(NDArray<float> x) { F(x); [[|Jit|]] NDArray<float> F(NDArray<float> y) => y; }")]
    [InlineData("void G() { var f = [[|Jit|]] (NDArray<float> y) => y; }")]
    public Task What_cannot_be_a_kernel_is_reported(string member) => Reports(member);

    [Fact]
    public Task Jit_of_a_scalar_method_is_reported()
        => Reports("[[|Jit|]] public static float F(float x) => x;");

    [Theory]
    [InlineData("[Vmap] public static float F(float x, [|string s|]) => x;")]
    [InlineData("[Vmap] public static float F(float x, [|decimal s|]) => x;")]
    [InlineData("[Vmap] public static [|decimal|] F(float x) => 1;")]
    [InlineData("[Vmap] public static [|(float, char)|] F(float x) => (x, 'a');")]
    [InlineData("[Vmap] public static float F(float x, [|float s = 1f|]) => x * s;")]
    [InlineData("[Vmap] public static float [|F|]() => 1f;")]
    public Task A_scalar_signature_without_an_array_form_is_reported(string member) => Reports(member);

    [Theory]
    [InlineData("[Vmap([|InAxes = [0]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|InAxes = new[] { 0, 0, 0 }|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|InAxes = [0, -2]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|InAxes = [-1, -1]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|OutAxes = [0, 1]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap(InAxes = [0, -1], [|Shared = [\"s\"]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|Shared = [\"t\"]|])] public static float F(float x, float s) => x * s;")]
    [InlineData("[Vmap([|Name = \"a b\"|])] public static float F(float x, float s) => x * s;")]
    public Task Arguments_that_do_not_fit_are_reported_at_the_argument(string member) => Reports(member);

    [Theory]
    [InlineData("[[|Vmap|]] public static float F(float x) => x; public static NDArray<float> F(NDArray<float> x) => x;")]
    [InlineData("[[|Vmap(Name = \"G\")|]] public static float F(float x) => x; static int G;")]
    public Task A_collision_with_a_member_is_reported(string members) => Reports(members);

    [Theory]
    [InlineData("[Jit] public static NDArray<float> F(NDArray<float> x, float s = 1f, bool b = false) => x;")]
    [InlineData("[Jit] public static NDArray<float> Make() => Zeros<float>(3);")]
    [InlineData("[Jit] public NDArray<T> F<T>(NDArray<T> x) => x;")]
    [InlineData("[Jit] public static (NDArray<float>, NDArray<int>) F(NDArray<float> x, NDArray<int> i) => (x, i);")]
    [InlineData("[Vmap] public static float F(float r, float delta) => r > delta ? r : delta;")]
    [InlineData("[Vmap] public static (float, int) F(float r, bool b) => (r, b ? 1 : 0);")]
    [InlineData("[Vmap(InAxes = [0, -1])] public static float F(float r, string mode) => r;")]
    [InlineData("[Vmap(Shared = [nameof(s)])] public static float F(float x, float s = 1f) => x * s;")]
    [InlineData("[Vmap(OutAxes = [0, 1])] public static (float, float) F(float x) => (x, x);")]
    [InlineData("[Vmap] public static float F(float x) => x; public static float F(float x, float y) => x; public static NDArray<double> F(NDArray<double> x) => x;")]
    [InlineData("[Vmap] public static NDArray<float> F(NDArray<float> x) => x;")]
    [InlineData("[Vmap] public static T F<T>(T x) => x;")]
    [InlineData("public static float F(ref float x) => x; public abstract void G();")]
    [InlineData("[Jit] public static partial NDArray<float> F(NDArray<float> x); public static partial NDArray<float> F(NDArray<float> x) => x;")]
    public Task Kernels_are_not_reported(string members) => Reports(members);
}
