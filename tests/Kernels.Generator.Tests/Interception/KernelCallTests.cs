using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests;

public class KernelCallTests
{
    [Fact]
    public void Jit_of_a_lambda_returns_a_cached_compiled_function()
    {
        var program = GeneratorHarness.Run("""
            using static Kernels.NDArray;
            namespace App;

            public static partial class Model
            {
                public static readonly Func<NDArray<float>, NDArray<float>> Twice = Kernel.Jit((NDArray<float> x) => x + x);
                public static bool IsSame() => ReferenceEquals(Make(), Make());
                public static bool IsCompiled() => Make().Method.Name.EndsWith("Jit", StringComparison.Ordinal) && Twice.Method.Name == "Twice_6Jit";
                private static Func<NDArray<float>, NDArray<float>> Make() => Kernel.Jit((NDArray<float> x) => { var y = x; return y - x; });
            }
            """, ("KernelsStrict", "true")).ShouldCompile();

        Assert.Empty(program.Diagnostics);
        Assert.Equal(true, program.Invoke("App.Model.IsSame"));
        Assert.Equal(true, program.Invoke("App.Model.IsCompiled"));
    }

    [Fact]
    public void Jit_follows_method_groups_locals_and_readonly_fields()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                private static readonly Func<NDArray<float>, NDArray<float>> Field = x => x + x;
                public static NDArray<float> Plain(NDArray<float> x) => x + x;
                public static object Use()
                {
                    var local = (NDArray<float> x) => x * x;
                    return (Kernel.Jit(Plain), Kernel.Jit(local), Kernel.Jit(Field), Kernel.Jit(Kernel.Jit(local)));
                }
            }
            """, ("KernelsStrict", "true")).ShouldCompile();

        Assert.Empty(program.Diagnostics);
        Assert.Equal(5, program.Source("Model.KernelCalls").Split("[InterceptsLocation(").Length - 1);
    }

    [Fact]
    public void Jit_works_in_a_type_that_is_not_partial()
    {
        var program = GeneratorHarness.Run("""
            namespace App;
            public static class Model
            {
                internal static NDArray<float> Helper(NDArray<float> x) => x + x;
                public static Func<NDArray<float>, NDArray<float>> Make() => Kernel.Jit((NDArray<float> x) => Helper(x));
                public static bool IsCompiled() => Make().Method.Name == "Make_5Jit";
            }
            """).ShouldCompile();

        Assert.Equal(true, program.Invoke("App.Model.IsCompiled"));
    }

    [Theory]
    [InlineData("Kernel.Jit((NDArray<float> x) => x + y)", "KRN2091", "captures 'y'")]
    [InlineData("Kernel.Jit((NDArray<float> x) => this.a + x)", "KRN2091", "captures 'this'")]
    [InlineData("Kernel.Jit(changed)", "KRN2091", "assigned more than once")]
    [InlineData("Kernel.Jit(given)", "KRN2091", "not a readonly field or a local")]
    [InlineData("Kernel.Vmap((NDArray<float> x) => x + y)", "KRN2092", "captures 'y'")]
    [InlineData("Kernel.Vmap((NDArray<float> x) => x, inAxes: [axis])", "KRN2092", "'inAxes' is not a list of constants")]
    [InlineData("Kernel.Vmap(Square)", "KRN2092", "cannot be inferred")]
    public void What_cannot_be_compiled_is_said(string call, string id, string reason)
    {
        var program = GeneratorHarness.Run($$"""
            #pragma warning disable CS0649
            public partial class Model
            {
                private NDArray<float>? a;
                static float Square(float x) => x * x;
                object Use(NDArray<float> y, Func<NDArray<float>, NDArray<float>> given, int axis)
                {
                    var changed = (NDArray<float> x) => x;
                    changed = x => x + x;
                    _ = (changed, a);
                    return {{call}};
                }
            }
            """);

        var diagnostic = Assert.Single(program.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(id == "KRN2092" ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Equal(10, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }
}
