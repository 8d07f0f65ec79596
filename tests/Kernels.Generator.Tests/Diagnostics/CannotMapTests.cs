using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests.Diagnostics;

/// <summary>KRN2010: a <c>[Vmap]</c> that cannot be emitted is an error, at what is in the way.</summary>
public class CannotMapTests
{
    private static void Reports(string members, string at, string says)
    {
        var diagnostic = Assert.Single(Reported.Of(members));
        Assert.Equal("KRN2010", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(at, Reported.TextOf(diagnostic, members));
        Assert.Contains(says, diagnostic.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_that_calls_itself() =>
        Reports("[Vmap] public static int F(int n) => G(n); static int G(int n) { while (n > 1) { n = G(n - 1); } return n; }", "G(n - 1)", "call itself");

    [Fact]
    public void A_message_that_depends_on_the_element() =>
        Reports("[Vmap] public static float F(float x) { if (x < 0f) throw new ArgumentException($\"{x} < 0\"); return x; }", "throw new ArgumentException($\"{x} < 0\");", "on the element");

    [Fact]
    public void A_throw_in_a_loop_of_lanes() =>
        Reports("[Vmap] public static float F(float x) { for (var k = 0; k < 9; k++) { if (x < k) throw new Exception(); x *= 2f; } return x; }",
            "for (var k = 0; k < 9; k++) { if (x < k) throw new Exception(); x *= 2f; }", "check before it");

    [Fact]
    public void A_read_in_a_loop_that_ends_when_each_element_says() =>
        Reports("[Vmap] public static double F(double x, double[] c) { var k = 0; while (x > c[k]) { k++; } return k; }", "while (x > c[k]) { k++; }", "as many turns");

    [Fact]
    public void An_object_that_holds_arrays() =>
        Reports("public record R(NDArray<double> X);\n[Vmap] public static double F(double x, R r) => x;", "F", "holds arrays");

    [Fact]
    public void A_record_over_arrays() =>
        Reports("public record struct R(double X);\n[Vmap] public static R F(double x) => new R(x);", "F", "return a tuple");

    [Fact]
    public void A_collision() =>
        Reports("[Vmap] public static float F(float x) => x;\npublic static NDArray<float> F(NDArray<float> x) => x;", "F", "collide");

    [Fact]
    public void A_default_value() => Reports("[Vmap] public static float F(float x, float y = 1f) => x + y;", "F", "default value");

    [Fact]
    public void A_ref_parameter() => Reports("[Vmap] public static float F(ref float x) => x;", "ref float x", "ref");

    [Fact]
    public void Axes_of_the_wrong_number() => Reports("[Vmap(InAxes = [0])] public static float F(float x, float y) => x + y;", "F", "InAxes");

    [Fact]
    public void A_shared_parameter_that_does_not_exist() => Reports("[Vmap(Shared = [\"z\"])] public static float F(float x) => x;", "F", "'z'");

    [Fact]
    public void Nothing_mapped() => Reports("[Vmap(InAxes = [-1])] public static float F(float x) => x;", "F", "no parameter");

    [Fact]
    public void What_is_not_compiled() =>
        Reports("[Vmap] public static float F(float x) => x * Random.Shared.NextSingle();", "Random.Shared.NextSingle()", "");

    [Fact]
    public void Control_flow_on_a_value_of_the_batch() =>
        Reports("[Vmap] public static NDArray<float> F(NDArray<float> x) => (float)x.Sum() > 0f ? x : -x;", "(float)x.Sum()", "");
}
