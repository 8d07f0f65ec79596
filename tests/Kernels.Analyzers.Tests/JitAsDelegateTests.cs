using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class JitAsDelegateTests
{
    private static Task Reports(string body) => Verify.Diagnostics<JitAsDelegateAnalyzer>($$"""
        static partial class M
        {
            [Jit] public static NDArray<float> F(NDArray<float> x) => x;
            public static NDArray<float> G(NDArray<float> x) => x;
            static void Take(Func<NDArray<float>, NDArray<float>> f) { }
            static void Run(NDArray<float> x, NDArray<float>[] many)
            {
                {{body}}
            }
        }
        """ + KernelStub.Source);

    [Theory]
    [InlineData("Func<NDArray<float>, NDArray<float>> f = [|F|];")]
    [InlineData("var f = [|M.F|];")]
    [InlineData("Take([|F|]);")]
    [InlineData("var y = many.Select([|F|]).ToArray();")]
    [InlineData("Take(new Func<NDArray<float>, NDArray<float>>([|F|]));")]
    public Task A_delegate_of_a_kernel_is_reported(string body) => Reports(body);

    [Theory]
    [InlineData("var y = F(x); Take(v => F(v));")]
    [InlineData("var name = nameof(F);")]
    [InlineData("var f = Kernel.Jit(F); var g = Kernel.Vmap(Kernel.Jit(M.F));")]
    [InlineData("var f = Kernel.Jit<Func<NDArray<float>, NDArray<float>>>(F);")]
    [InlineData("Take(G);")]
    public Task Calls_and_transformations_are_not_reported(string body) => Reports(body);
}
