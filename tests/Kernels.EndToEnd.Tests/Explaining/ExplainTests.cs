namespace Kernels.EndToEnd.Tests.Explaining;

public partial class ExplainTests
{
    [Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    [Vmap(Name = "Distances")] public static float Distance(float a, float b) => MathF.Abs(a - b);

    [Jit] public static NDArray<T> Lerp<T>(NDArray<T> a, NDArray<T> b, T t) where T : System.Numerics.IFloatingPointIeee754<T> => a + (b - a) * t;

    [Jit] private static NDArray<float> Hidden(NDArray<float> x) => x + 1f;

    private static NDArray<float> Plain(NDArray<float> x) => x;

    private const string OneLoop = "1 loop, 0 row nests, 0 reductions, 0 temporaries";

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();

    [Fact]
    public void A_jit_method_has_its_IR_and_its_plan()
    {
        var text = Kernel.Explain(Gelu);
        Assert.Contains("func @\"Kernels.EndToEnd.Tests.Explaining.ExplainTests.Gelu(NDArray<float>)\"", text, StringComparison.Ordinal);
        Assert.Contains("1. loop 0: ", text, StringComparison.Ordinal);
        Assert.Equal(OneLoop, LastLine(text));
    }

    [Fact]
    public void A_companion_explains_itself() => Assert.Equal(Kernel.Explain(Gelu), Kernel.Explain(GeluJit));

    [Fact]
    public void A_mapped_method_is_explained_as_its_overload()
    {
        Assert.Equal(OneLoop, LastLine(Kernel.Explain<Func<float, float, float>>(Distance)));
        Assert.Equal(Kernel.Explain<Func<float, float, float>>(Distance), Kernel.Explain<Func<NDArray<float>, NDArray<float>, NDArray<float>>>(Distances));
    }

    [Fact]
    public void A_generic_method_is_explained_for_the_dtype_asked_for()
    {
        Assert.Contains("f64", Kernel.Explain<Func<NDArray<double>, NDArray<double>, double, NDArray<double>>>(Lerp), StringComparison.Ordinal);
        Assert.DoesNotContain("f64", Kernel.Explain<Func<NDArray<float>, NDArray<float>, float, NDArray<float>>>(Lerp), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_method_has_its_IR_too() => Assert.Contains("func @", Kernel.Explain(Hidden), StringComparison.Ordinal);

    [Fact]
    public void What_Jit_returned_is_explained() => Assert.Equal(OneLoop, LastLine(Kernel.Explain(Kernel.Jit((NDArray<float> x) => x * 2f + 1f))));

    [Fact]
    public void A_method_without_a_kernel_is_named()
    {
        var e = Assert.Throws<ArgumentException>(() => Kernel.Explain(Plain));
        Assert.Contains("ExplainTests.Plain' has no kernel", e.Message, StringComparison.Ordinal);
    }
}
