using Kernels.Analyzers.Tests.Markup;
using Kernels.CodeFixes;

namespace Kernels.Analyzers.Tests;

public class TypeNotPartialTests
{
    private const string Kernel = "[Jit] public static NDArray<float> F(NDArray<float> x) => x;";

    private static Task Becomes(string marked, string expected)
        => Verify.Fix<TypeNotPartialAnalyzer, TypeNotPartialFix>(marked, expected);

    [Theory]
    [InlineData("static class [|Model|] { ", "static partial class Model { ")]
    [InlineData("class [|Model|] { ", "partial class Model { ")]
    [InlineData("public sealed record [|Model|](int N) { ", "public sealed partial record Model(int N) { ")]
    [InlineData("readonly record struct [|Model|] { ", "readonly partial record struct Model { ")]
    [InlineData("interface [|IModel|] { ", "partial interface IModel { ")]
    public Task The_type_becomes_partial(string marked, string expected)
        => Becomes(marked + Kernel + " }", expected + Kernel + " }");

    [Fact]
    public Task Comments_and_attributes_stay()
        => Becomes(
            $"/// <summary>A model.</summary>\n// why\nclass [|Model|]\n{{\n    {Kernel}\n}}\n[Serializable] class [|Other|] {{ {Kernel} }}",
            $"/// <summary>A model.</summary>\n// why\npartial class Model\n{{\n    {Kernel}\n}}\n[Serializable] partial class Other {{ {Kernel} }}");

    [Fact]
    public Task Every_type_around_the_kernel_is_reported_once()
        => Becomes(
            $"class [|A|] {{ partial class B {{ struct [|C|] {{ {Kernel} {Kernel.Replace("F(", "G(")} }} }} }}",
            $"partial class A {{ partial class B {{ partial struct C {{ {Kernel} {Kernel.Replace("F(", "G(")} }} }} }}");

    [Fact]
    public Task A_scalar_Vmap_method_needs_it_too()
        => Becomes(
            "static class [|M|] { [Vmap] public static float Add(float a, float b) => a + b; }",
            "static partial class M { [Vmap] public static float Add(float a, float b) => a + b; }");

    [Theory]
    [InlineData("static partial class M { [Jit] public static NDArray<float> F(NDArray<float> x) => x; }")]
    [InlineData("static class M { public static NDArray<float> F(NDArray<float> x) => x; }")]
    [InlineData("static class M { [Obsolete] public static float F(float x) => x; }")]
    [InlineData("partial class A { partial class B { [Jit] public static NDArray<float> F(NDArray<float> x) => x; } class C { } }")]
    public Task Partial_types_and_types_without_kernels_are_not_reported(string source)
        => Verify.Diagnostics<TypeNotPartialAnalyzer>(source);
}
