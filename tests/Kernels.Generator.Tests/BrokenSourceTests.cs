namespace Kernels.Generator.Tests;

/// <summary>Half-written code, as an IDE has it most of the time, never makes the generator fail.</summary>
public class BrokenSourceTests
{
    private const string Source = """
        using static Kernels.NDArray;
        using J = Kernels.JitAttribute;
        namespace App;

        public static partial class Model
        {
            [Jit] public static NDArray<float> A(NDArray<float> x, float k = 1f) => Helper(x) * k;
            [J, Vmap(InAxes = [0, -1], Name = "Mapped")] public static float B<T>(float x, T y) where T : struct { return x > 0 ? x : -x; }
            private static NDArray<float> Helper(NDArray<float> x) => x + 1f;
            static readonly Func<NDArray<float>, NDArray<float>> F = Kernel.Jit((NDArray<float> x) => Helper(x));
            static object G(NDArray<float> x) => (A(x), Kernel.Vmap(Kernel.Jit(F), inAxes: [-1, 0])(x), nameof(A));
        }

        public partial record Box<T>(NDArray<T> Value) { [Jit] public NDArray<T> Get(int i) => Value; }
        """;

    [Fact]
    public void Every_prefix_is_survived()
    {
        for (var length = 0; length <= Source.Length; length += 7)
        {
            var result = GeneratorHarness.Run(Source[..length]).Result.Results.Single();
            Assert.True(result.Exception is null, $"after {length} characters: {result.Exception}");
            Assert.DoesNotContain(result.Diagnostics, d => d.Id == "KRN2000");
        }
    }

    [Fact]
    public void Every_missing_word_is_survived()
    {
        var words = Source.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var result = GeneratorHarness.Run(string.Join(' ', words.Where((_, k) => k != i))).Result.Results.Single();
            Assert.True(result.Exception is null, $"without '{words[i]}': {result.Exception}");
            Assert.DoesNotContain(result.Diagnostics, d => d.Id == "KRN2000");
        }
    }
}
