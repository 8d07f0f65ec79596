using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests;

/// <summary>Code that uses what the generator will emit binds in the compilation that kernels are compiled in.</summary>
public class StubTests
{
    [Theory]
    [InlineData("[Vmap] public static float F(float r, float d) => r;", "NDArray<float> y = F(f, f);")]
    [InlineData("[Vmap(InAxes = [0, -1])] public static float F(float r, float d) => r;", "NDArray<float> y = F(f, 2f);")]
    [InlineData("[Vmap(Shared = [nameof(d)])] public static bool F(float r, int d) => true;", "NDArray<bool> y = F(f, 2);")]
    [InlineData("[Vmap(Name = \"Mapped\")] public static T F<T>(T r) where T : unmanaged => r;", "NDArray<float> y = Mapped(f);")]
    [InlineData("[Vmap] public static (float A, int B) F(float r) => (r, 1);", "var (a, b) = F(f); NDArray<int> c = b;")]
    [InlineData("[Vmap] public static NDArray<float> F(NDArray<float> x, float s) => x;", "NDArray<float> y = FBatch(f, f);")]
    [InlineData("[Jit] public static NDArray<float> F(NDArray<float> x, float s = 1f) => x;", "NDArray<float> y = FJit(f);")]
    [InlineData("[Jit, Vmap] public static NDArray<float> F(NDArray<float> x) => x;", "NDArray<float> y = FJit(FBatch(f));")]
    public void Generated_signatures_bind(string kernel, string use)
    {
        var compilation = GeneratorHarness.Compilation($$"""
            using System.Numerics;
            namespace App
            {
                public static partial class Outer
                {
                    internal partial struct Model<U> where U : class
                    {
                        {{kernel}}
                        static void Use(NDArray<float> f) { {{use}} }
                    }
                }
            }
            """);

        var errors = SignatureStubs.Add(compilation, TestContext.Current.CancellationToken).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error);

        Assert.Empty(errors);
    }
}
