namespace Kernels.Generator.Tests.Diagnostics;

/// <summary>Kernel bodies, cut, mutated and mixed: the generator reports what is wrong with them and never fails itself.</summary>
public class BodyFuzzTests
{
    private const string Head = "using static Kernels.NDArray;\nnamespace App;\npublic static partial class Model\n{\n";

    private static readonly string[] Kernels =
    [
        "[Jit] public static NDArray<float> A(NDArray<float> x, int n) { for (var i = 0; i < n; i++) { if (i > 2) x += i; else x = x.At[i].Set(1f); } return x; }",
        "[Jit] public static (NDArray<float>, float) B(NDArray<float> x) { var (a, b) = (x.Sum(axis: 0), (float)x.Max()); (a, x) = (x, a); return (a * b, b); }",
        "[Jit] public static NDArray<double> C(NDArray<int> x, bool c) { while (c && (int)x[0] < 5) { x += 1; c = !c; } return c ? x.As<double>() : Mean(x, axis: -1, keepDims: true); }",
        "[Vmap(Shared = [nameof(d)])] public static float D(float r, float d) { var a = MathF.Abs(r); if (a <= d) return 0.5f * r * r; return d * (a - 0.5f * d); }",
        "[Vmap] public static int E(int a, int b) => a switch { < 0 => -a, 0 when b > 1 => b, _ => b != 0 ? a / b : -1 };",
        "[Vmap(InAxes = [0, -1])] public static NDArray<float> F(NDArray<float> x, NDArray<float> w) => MatMul(w, x).T[1.., NewAxis] + x.Reshape(2, -1);",
        "[Jit] public static NDArray<T> G<T>(NDArray<T> x, T y) where T : System.Numerics.INumber<T> { T Inner(T v) => v * y + T.One; return Where(x > y, x, Inner(y)); }",
    ];

    private static readonly string[] Tokens =
        ["x", "n", "(", ")", "{", "}", ";", "=", "+", "&&", "? 1 : 2", "return", "null", "default", "out", "ref", "this", "A(x, 1)", "[0]", "..", "^1", "1f", "true", "float", "var",
         "D(x, 1f)", "throw", "x.At[0]", "(x, n)", "static", "\"s\"", "new()", "stackalloc int[3]", "nameof(x)", "is { }", "!", "??", "=> x", "checked(n + 1)", "_", "k++", "x.Shape[^1]", "goto a"];

    private static void Survives(string body)
    {
        var result = GeneratorHarness.Run(Head + body + "\n}").Result.Results.Single();
        Assert.True(result.Exception is null, $"{body}\n{result.Exception}");
        Assert.True(!result.Diagnostics.Any(d => d.Id == "KRN2000"), $"{body}\n{string.Join("\n", result.Diagnostics)}");
    }

    [Fact]
    public void The_kernels_compile()
    {
        var program = GeneratorHarness.Run(Head + string.Join("\n", Kernels) + "\n}");
        Assert.Empty(program.Diagnostics);
        program.ShouldCompile();
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void Cut_bodies(int kernel)
    {
        for (var length = 30; length < Kernels[kernel].Length; length += 9) Survives(Kernels[kernel][..length]);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void Mutated_bodies(int kernel)
    {
        Random random = new(kernel);
        var words = Kernels[kernel].Split(' ');
        for (var round = 0; round < 40; round++)
        {
            var mutated = words.ToList();
            for (var k = random.Next(1, 3); k > 0; k--)
            {
                var at = random.Next(3, mutated.Count);
                switch (random.Next(4))
                {
                    case 0: mutated.RemoveAt(at); break;
                    case 1: mutated.Insert(at, Tokens[random.Next(Tokens.Length)]); break;
                    case 2: mutated[at] = Tokens[random.Next(Tokens.Length)]; break;
                    default: mutated[at] = mutated[random.Next(mutated.Count)]; break;
                }
            }

            Survives(string.Join(' ', mutated));
        }
    }
}
