namespace Kernels.Generator.Tests;

public class KernelVmapTests
{
    [Theory]
    [InlineData("Kernel.Vmap((float a, float b) => a > b ? a : b)(x, y)", "[[2. 2.]\n [3. 4.]]")]
    [InlineData("Kernel.Vmap((NDArray<float> a, NDArray<float> b) => a * Sum(b), inAxes: [-1, 0])(x, y)", "[[[ 4.  8.]\n  [12. 16.]]\n\n [[ 0.  0.]\n  [ 0.  0.]]]")]
    [InlineData("Kernel.Jit(Kernel.Vmap((float a) => a + 1f))(x)", "[[2. 3.]\n [4. 5.]]")]
    [InlineData("Kernel.Vmap(Kernel.Jit((NDArray<float> a) => Sum(a)))(x)", "[3. 7.]")]
    [InlineData("Kernel.Vmap(Kernel.Vmap((NDArray<float> a) => a + a))(x)", "[[2. 4.]\n [6. 8.]]")]
    [InlineData("Kernel.Vmap<float, float>(Square)(x)", "[[ 1.  4.]\n [ 9. 16.]]")]
    [InlineData("Kernel.Vmap(Row)(x)", "[3. 7.]")]
    [InlineData("Kernel.Vmap(Held)(x)", "[[1. 4.]\n [9. 16.]]")]
    public void Vmap_maps_what_it_is_given(string call, string printed)
    {
        var program = GeneratorHarness.Run($$"""
            using static Kernels.NDArray;
            public static partial class Model
            {
                private static readonly Func<float, float> Held = a => a * a;
                private static float Square(float a) => a * a;
                private static NDArray<float> Row(NDArray<float> a) => Sum(a);
                public static string Use()
                {
                    NDArray<float> x = [[1f, 2f], [3f, 4f]];
                    NDArray<float> y = [[2f, 2f], [0f, 0f]];
                    return {{call}}.ToString();
                }
            }
            """, ("KernelsStrict", "true")).ShouldCompile();

        Assert.Empty(program.Diagnostics);
        Assert.Equal(printed.Replace(" ", "", StringComparison.Ordinal), ((string)program.Invoke("Model.Use")!).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_supported_in_a_lambda_is_reported_at_its_line()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                public static readonly Func<NDArray<float>, NDArray<float>> F = Kernel.Jit(
                    (NDArray<float> x) =>
                        x + System.IO.File.ReadAllBytes("x").Length);
            }
            """).ShouldCompile();

        Assert.Contains(program.Diagnostics, d => d.Id != "KRN2091" && d.Location.GetLineSpan() is { Path: "Model.cs", StartLinePosition.Line: 4 });
        Assert.Contains(program.Diagnostics, d => d.Id == "KRN2091");
    }
}
