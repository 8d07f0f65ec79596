using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests.Diagnostics;

/// <summary>KRN2001, KRN2002 and KRN2003 stand at the very expression, and the original body stays in force.</summary>
public class UnsupportedTests
{
    private static void Reports(string id, string members, string at, string says)
    {
        var diagnostic = Assert.Single(Reported.Of(members));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(at, Reported.TextOf(diagnostic, members));
        Assert.Contains(says, diagnostic.Message(), StringComparison.Ordinal);
        var strict = Assert.Single(Reported.Of(members, ("KernelsStrict", "true")));
        Assert.Equal(DiagnosticSeverity.Error, strict.Severity);
    }

    private static void Body(string statements, string at, string says) =>
        Reports("KRN2001", $"static readonly float[] data = [1];\n[Jit] public static NDArray<float> F(NDArray<float> x, int n) {{ {statements} }}", at, says);

    [Fact]
    public void Foreach_over_what_is_made_elsewhere() => Body("foreach (var v in new HashSet<int>(n)) { n++; } return x;", "new HashSet<int>(n)", "not compiled");

    [Fact]
    public void Ranges_that_depend_on_a_branch() => Body("var r = 1..; if (n > 0) { r = ..^1; } return x[r];", "if (n > 0) { r = ..^1; }", "kinds of ranges");

    [Fact]
    public void Ranges_that_change_with_a_loop() => Body("var r = 1..; for (var k = 0; k < n; k++) { r = ..^1; } return x[r];", "for (var k = 0; k < n; k++) { r = ..^1; }", "next turn");

    [Fact]
    public void Indices_outside_a_written_array() => Reports("KRN2002", "[Jit] public static NDArray<float> F(NDArray<float> x) { float[] w = [1, 2]; return x * w[2]; }", "w[2]", "2 elements");

    [Fact]
    public void One_variable_under_two_names() =>
        Reports("KRN2001", "static void G(ref float a, ref float b) { a++; b++; }\n[Jit] public static NDArray<float> F(NDArray<float> x, float y) { G(ref y, ref y); return x * y; }", "y", "two names");

    [Fact]
    public void Local_functions_that_assign_within_a_branch_of_an_expression() =>
        Body("float Next() { n++; return n; } return n > 0 ? x * Next() : x;", "Next()", "branch");

    [Fact]
    public void Exceptions_made_elsewhere() => Body("if (n < 0) { throw Error(); } return x; Exception Error() => new(\"no\");", "Error()", "texts, numbers");

    [Fact]
    public void Throwing_whatever_happens() => Body("for (var k = 0; k < n; k++) { throw new Exception(); } return x;", "for (var k = 0; k < n; k++) { throw new Exception(); }", "first turn");

    [Fact]
    public void Trying() => Body("try { n++; } finally { } return x;", "try { n++; } finally { }", "not compiled");

    [Fact]
    public void Lambdas_that_assign() => Body("var t = 0; Func<int, int> f = k => t = k + 1; return x * f(n);", "k => t = k + 1", "'t' is assigned in a lambda");

    [Fact]
    public void Delegates_that_are_chosen_at_run_time() => Body("Func<int, int> f = n > 2 ? k => k + 1 : k => k; return x * f(n);", "n > 2 ? k => k + 1 : k => k", "not known while compiling");

    [Fact]
    public void Queries() => Body("return x * Enumerable.Range(0, n).OrderBy(k => -k).Sum();", "Enumerable.Range(0, n).OrderBy(k => -k)", "Enumerable.OrderBy has no form");

    [Fact]
    public void Lists_of_arrays_of_unknown_length() => Body("var all = Enumerable.Range(0, n).Select(k => x + k).ToArray(); return all[0];", "Enumerable.Range(0, n).Select(k => x + k).ToArray()", "how many arrays");

    [Fact]
    public void Elements_of_arrays_of_arrays() =>
        Reports("KRN2001", "static readonly float[][][] rows = [[[1]]];\n[Jit] public static NDArray<float> F(NDArray<float> x) => x * rows[0][0][0];", "rows", "float[][][]");

    [Fact]
    public void Checked_arithmetic() => Body("return x * (int)checked((uint)n + 1u);", "(uint)n + 1u", "checked");

    [Fact]
    public void Results_without_a_sign() => Reports("KRN2001", "[Jit] public static uint F(NDArray<float> x) => 3u;", "[Jit] public static uint F(NDArray<float> x) => 3u;", "uint");

    [Fact]
    public void Objects_that_are_more_than_their_data() =>
        Reports("KRN2001", "public record R(NDArray<float> X, string Name);\n[Jit] public static R F(R r) => r with { X = -r.X };", "[Jit] public static R F(R r) => r with { X = -r.X };", "makes objects");

    [Fact]
    public void Texts_that_no_arm_names() =>
        Reports("KRN2001", "static NDArray<float> G(NDArray<float> x, string m) => m switch { \"a\" => x };\n[Jit] public static NDArray<float> F(NDArray<float> x) => G(x, \"b\");", "m switch { \"a\" => x }", "no arm");

    [Fact]
    public void Strings() => Body("var s = \"a\" + n; return x;", "\"a\" + n", "not compiled");

    [Fact]
    public void Goto() => Body("again: n++; if (n < 3) goto again; return x;", "again: n++;", "not compiled");

    [Fact]
    public void Going_to_another_case() => Body("switch (n) { case 1: goto default; default: return -x; }", "goto default;", "goto");

    [Fact]
    public void Printing() => Body("Console.WriteLine(n); return x;", "Console.WriteLine(n)", "source of");

    [Fact]
    public void Switches_over_arrays() => Body("switch (x) { case null: return x; default: return -x; }", "switch (x) { case null: return x; default: return -x; }", "Where");

    [Fact]
    public void Writing_to_an_ordinary_array() => Body("data[0] = 1f; return x;", "data[0]", "that it makes");

    [Fact]
    public void Loops_without_an_end() => Body("for (;;) { n++; }", "for (;;) { n++; }", "never ends");

    [Fact]
    public void Axes_that_are_not_constant() => Body("return Sum(x, axis: n);", "n", "constant");

    [Fact]
    public void Assignments_inside_expressions_with_branches() => Body("var k = 1; var y = n > 0 ? x * (k = 2) : x; return y * k;", "k = 2", "branch");

    [Fact]
    public void Changing_fields() => Reports("KRN2001", "static float scale = 2f;\n[Jit] public static NDArray<float> F(NDArray<float> x) => x * scale;", "scale", "readonly");

    [Fact]
    public void Methods_without_source() => Reports("KRN2001", "[Jit] public static NDArray<float> F(NDArray<float> x) => x * Environment.ProcessorCount;", "Environment.ProcessorCount", "property");

    [Fact]
    public void Delegates() => Reports("KRN2001", "[Jit] public static NDArray<float> F(NDArray<float> x, Func<float> f) => x * f();", "Func<float> f", "type");

    [Fact]
    public void Recursion() =>
        Reports("KRN2003", "static NDArray<float> G(NDArray<float> x, int n) => n == 0 ? x : G(x * 2f, n - 1);\n[Jit] public static NDArray<float> F(NDArray<float> x) => G(x, 3);", "G(x * 2f, n - 1)", "G -> G");

    [Fact]
    public void Recursion_of_the_kernel_itself() =>
        Reports("KRN2003", "[Jit] public static NDArray<float> F(NDArray<float> x, int n) => n == 0 ? x : F(x * 2f, n - 1);", "F(x * 2f, n - 1)", "F -> F");

    [Fact]
    public void Virtual_calls()
    {
        var result = GeneratorHarness.Run("""
            namespace App;
            public partial class Layer
            {
                public virtual NDArray<float> Activate(NDArray<float> x) => x;
                [Jit] public NDArray<float> F(NDArray<float> x) => Activate(x) * 2f;
            }
            """);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("KRN2001", diagnostic.Id);
        Assert.Contains("virtual", diagnostic.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_can_never_fit_are_reported_while_compiling()
    {
        var diagnostic = Assert.Single(Reported.Of("[Jit] public static NDArray<float> F(NDArray<float> x) => x.Sum().Sum(axis: 3) + 1f;"));
        Assert.Equal("KRN2002", diagnostic.Id);
    }

    [Fact]
    public void The_original_body_stays_in_force()
    {
        var program = GeneratorHarness.Run("""
            using static Kernels.NDArray;
            namespace App;
            public static partial class Model
            {
                [Jit] public static NDArray<float> F(NDArray<float> x) { try { x = x + x[0]; x = x + 1f; } finally { } return x; }
                public static float Run() { NDArray<float> x = [1, 2]; return (float)F(x)[1]; }
            }
            """);
        Assert.Single(program.Diagnostics);
        Assert.DoesNotContain(program.Sources.Values, s => s.Contains("FJit", StringComparison.Ordinal) && s.Contains("LoopNest", StringComparison.Ordinal));
        Assert.Equal(4f, program.ShouldCompile().Invoke("App.Model.Run"));
    }

    [Fact]
    public void Written_arrays_that_a_branch_chooses() =>
        Body("var a = new int[2]; var b = new int[2]; if (n > 0) { b = a; } a[0] = n; return x * b[0];", "if (n > 0) { b = a; }", "one array");

    [Fact]
    public void Written_arrays_that_share_their_elements_across_turns() =>
        Body("var a = new int[2]; var b = a; for (var k = 0; k < n; k++) { a[0] = k; } return x * b[0];", "for (var k = 0; k < n; k++) { a[0] = k; }", "one array");

    [Fact]
    public void Writing_into_arrays_of_the_caller() =>
        Reports("KRN2001", "[Jit] public static NDArray<float> F(NDArray<float> x, float[] w) { w[0] = 1; return x * w[0]; }", "w[0]", "that it makes");

    [Fact]
    public void Writing_what_is_looped_over() =>
        Body("var a = new int[2]; foreach (var v in a) { a[1] = v + 1; } return x * a[1];", "a", "count over its indices");

    [Fact]
    public void Written_arrays_seen_as_NDArrays() =>
        Body("var a = new float[2]; var y = NDArray.Wrap(a); a[0] = 1; return x + y;", "a", "FromArray");

    [Fact]
    public void Arrays_of_the_caller_as_results() => Reports("KRN2001", "[Jit] public static float[] F(float[] w) => w;", "[Jit] public static float[] F(float[] w) => w;", "that it makes");

    [Fact]
    public void Elements_that_are_not_set() =>
        Body("var ks = new NDArray<float>[2]; ks[0] = x; return Stack(ks);", "ks", "not all elements");

    [Fact]
    public void Lists_of_lists_of_arrays() =>
        Reports("KRN2001", "[Jit] public static NDArray<float> F(NDArray<float>[][] ws) => ws[0][0];", "NDArray<float>[][] ws", "list of NDArrays");
}
