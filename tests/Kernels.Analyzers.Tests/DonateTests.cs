using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class DonateTests
{
    private static Task Misuse(string members) => Verify.Diagnostics<DonateMisuseAnalyzer>($$"""
        abstract partial class M
        {
            {{members}}
        }
        """);

    private static Task Uses(string body) => Verify.Diagnostics<UseAfterDonationAnalyzer>($$"""
        static partial class M
        {
            [Jit] public static NDArray<float> Step([Donate] NDArray<float> x, NDArray<float> g) => x - g;
            [Jit] public static (NDArray<float>, NDArray<float>) Two([Donate] NDArray<float> p, [Donate] NDArray<float> v) => (p + v, p - v);
            static void Helper(object o) { }
            static NDArray<float> Body(NDArray<float> x, NDArray<float> g, bool c)
            {
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("[Jit] public static NDArray<float> F(NDArray<float> x, [[|Donate|]] float s) => x * s;")]
    [InlineData("[Vmap] public static float F([[|Donate|]] float s) => s;")]
    [InlineData("public static NDArray<float> F([[|Donate|]] NDArray<float> x) => x;")]
    [InlineData("public abstract NDArray<float> F([[|Donate|]] NDArray<float> x);")]
    [InlineData("void G(NDArray<float> x) { F(x); NDArray<float> F([[|Donate|]] NDArray<float> y) => y; }")]
    [InlineData("void G() { var f = ([[|Donate|]] float y) => y; }")]
    public Task Where_there_is_nothing_to_give_up_it_is_reported(string member) => Misuse(member);

    [Theory]
    [InlineData("[Jit] public static NDArray<float> F([Donate] NDArray<float> x, float s) => x * s;")]
    [InlineData("[Vmap] public static NDArray<float> F([Donate] NDArray<float> x) => x;")]
    [InlineData("[Jit] public static NDArray<T> F<T>([Donate] NDArray<T> x) => x;")]
    [InlineData("void G() { var f = ([Donate] NDArray<float> y) => y; }")]
    public Task Kernels_arrays_are_not_reported(string member) => Misuse(member);

    [Theory]
    [InlineData("var y = Step(x, g); return y + [|x|];")]
    [InlineData("return Step(x, g) + [|x|];")]
    [InlineData("var y = Step(x, g); return [|x|][0];")]
    [InlineData("var y = Step(x, g); return Sum([|x|]);")]
    [InlineData("var y = Step(x, g); return Step(y, [|x|]);")]
    [InlineData("var y = Step(x, g); [|x|] += 1f; return x;")]
    [InlineData("var y = Step(x, g); return (float)[|x|] + y;")]
    [InlineData("var y = Step(x, g); return [|x|].Sum() + y;")]
    [InlineData("var (p, v) = Two(x, g); return p + [|g|];")]
    [InlineData("NDArray<float> y; if (c) y = Step(x, g); else y = Step(x, g + 1f); return y + [|x|];")]
    [InlineData("var y = Step(x, g); if (c) return [|x|] + 1f; return y;")]
    [InlineData("for (var k = 0; k < 3; k++) { var z = x + 1f; var y = Step(z, g); g = y + [|z|]; } return g;")]
    public Task A_read_after_the_call_is_reported(string body) => Uses(body);

    [Theory]
    [InlineData("x = Step(x, g); return x + 1f;")]
    [InlineData("for (var k = 0; k < 3; k++) x = Step(x, g); return x;")]
    [InlineData("(x, g) = Two(x, g); return x + g;")]
    [InlineData("return Step(x, x);")]
    [InlineData("return Step(x, x + 1f);")]
    [InlineData("var y = Step(x, g); x = y; return x + y;")]
    [InlineData("var y = Step(x, g); Console.WriteLine(x.Shape); x.Delete(); return y;")]
    [InlineData("var y = Step(x, g); return x.IsDeleted ? y : x + y;")]
    [InlineData("if (c) { var y = Step(x, g); return y; } return x + 1f;")]
    [InlineData("if (c) g = Step(x, g); return c ? g : x + 1f;")]
    [InlineData("var y = Step(x + 0f, g); return x + y;")]
    [InlineData("var y = Step(x, g); Helper(x); Helper(nameof(x)); return y;")]
    [InlineData("var y = Step(x, g); Action read = () => x.ToArray(); x = y; read(); return x + 1f;")]
    [InlineData("try { return Step(x, g); } catch (Exception) { return x + 1f; }")]
    public Task What_may_be_right_is_not_reported(string body) => Uses(body);
}
