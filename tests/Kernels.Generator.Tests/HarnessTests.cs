namespace Kernels.Generator.Tests;

public class HarnessTests
{
    [Fact]
    public void A_program_without_kernels_generates_nothing_and_runs()
    {
        var program = GeneratorHarness.Run("static class P { public static int Add(int a, int b) => a + b; }").ShouldCompile();

        Assert.Empty(program.Sources);
        Assert.Empty(program.Diagnostics);
        Assert.Equal(3, program.Invoke("P.Add", 1, 2));
    }
}
