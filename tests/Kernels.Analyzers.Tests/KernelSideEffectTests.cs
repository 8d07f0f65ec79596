using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class KernelSideEffectTests
{
    private static string Model(string attribute, string body) => $$"""
        partial class Model
        {
            static int count;
            float total;
            float[] table = new float[3];
            List<NDArray<float>> log = new();
            Dictionary<string, int> names = new();
            float Property { get; set; }
            event Action? Changed;
            struct Pair { public float A; public float B; }
            record Point(float X) { public float Y { get; init; } }

            [{{attribute}}]
            NDArray<float> F(NDArray<float> x, float s, int n)
            {
                {{body}}
                return x;
            }
        }
        """;

    private static Task Reports(string body) => Verify.Diagnostics<KernelSideEffectAnalyzer>(Model("Jit", body));

    [Theory]
    [InlineData("[|total|] = s;")]
    [InlineData("[|count|]++;")]
    [InlineData("[|this.total|] += s;")]
    [InlineData("[|Property|] = s;")]
    [InlineData("(s, [|total|]) = (1f, 2f);")]
    [InlineData("System.Threading.Interlocked.Increment(ref [|count|]);")]
    [InlineData("[|Changed|] += () => { };")]
    public Task State_of_the_object_or_type_is_reported(string body) => Reports(body);

    [Theory]
    [InlineData("[|table[0]|] = s;")]
    [InlineData("var local = table; [|local[0]|] = s;")]
    [InlineData("Span<float> span = table; [|span[0]|] = s;")]
    [InlineData("[|log|].Add(x);")]
    [InlineData("[|log[0]|] = x;")]
    [InlineData("[|names|].Remove(\"a\"); [|names[\"a\"]|] = 1;")]
    [InlineData("Array.Sort([|table|]); [|table.AsSpan()|].Fill(1f);")]
    [InlineData("ref var r = ref table[0]; [|r|] = 1f;")]
    public Task Elements_of_arrays_and_collections_are_reported(string body) => Reports(body);

    [Theory]
    [InlineData("x = Zeros<float>(3); s += 1f; var t = s; t *= 2f; for (var i = 0; i < n; i++) t += i;")]
    [InlineData("x = x.At[0].Set(s);")]
    [InlineData("Pair p; p.A = 1f; p.B = s; var q = new Pair { A = 1f }; q.A = s;")]
    [InlineData("var p = new Point(s) { Y = 2f }; var list = new List<float> { 1f, 2f }; var v = list[0] + table[0] + total;")]
    [InlineData("var sum = 0f; void Add(float v) { sum += v; } Add(s); Action g = () => sum += 1f; g();")]
    [InlineData("var (a, b) = (1f, 2f); a = b;")]
    [InlineData("names.TryGetValue(\"a\", out var found); int.TryParse(\"1\", out n);")]
    [InlineData("var local = new float[3]; local[0] = s; local[^1] += s; var other = local; other[1]++;")]
    [InlineData("Span<float> span = new float[3]; span[0] = s; Span<int> small = stackalloc int[2]; small[1] = n; float[] w = [1f, 2f]; (w[0], w[1]) = (w[1], w[0]);")]
    [InlineData("var parts = new List<float>(); parts.Add(s);")]
    public Task Locals_and_reads_are_not_reported(string body) => Reports(body);

    [Fact]
    public Task Methods_that_are_not_kernels_are_not_reported()
        => Verify.Diagnostics<KernelSideEffectAnalyzer>(Model("Obsolete", "total = s; table[0] = s; log.Add(x);"));

    [Fact]
    public Task Scalar_methods_are_kernels_too()
        => Verify.Diagnostics<KernelSideEffectAnalyzer>("""
            static partial class M
            {
                static int calls;
                [Vmap] public static float F(float x) { [|calls|]++; if (x > 0) x = -x; return x; }
            }
            """);

    [Fact]
    public Task Properties_of_the_attribute_itself_are_not_reported()
        => Verify.Diagnostics<KernelSideEffectAnalyzer>("""
            static partial class M
            {
                [Vmap(Shared = [nameof(delta)], Name = "G")] public static float F(float x, float delta) => x * delta;
            }
            """);

    private static Task ReportsLambda(string body) => Verify.Diagnostics<KernelSideEffectAnalyzer>($$"""
        class C
        {
            int count;
            void M(NDArray<float> p, int seen, float[] buffer)
            {
                var calls = 0;
                {{body}}
            }
        }
        """ + KernelStub.Source);

    [Theory]
    [InlineData("var f = Kernel.Jit((NDArray<float> x) => { [|calls|]++; return x; });")]
    [InlineData("var f = Kernel.Jit((NDArray<float> x) => { [|seen|] = 1; [|count|] = 2; [|buffer[0]|] = 1f; return x; });")]
    [InlineData("var f = Kernel.Vmap(Kernel.Jit((NDArray<float> x) => { [|calls|]++; return x; }));")]
    [InlineData("var f = Kernel.Jit((NDArray<float> x) => { x = p; var n = 0; n++; Action g = () => n++; return x; });")]
    [InlineData("var f = (NDArray<float> x) => { calls++; return x; };")]
    [InlineData("System.Threading.Tasks.Task.Run(() => { calls++; buffer[0] = 1f; });")]
    public Task Lambdas_given_to_Kernel_are_kernels(string body) => ReportsLambda(body);
}
