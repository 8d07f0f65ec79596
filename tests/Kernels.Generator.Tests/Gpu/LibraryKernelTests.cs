using System.Text.RegularExpressions;
using Kernels.Generator.IR;
using Kernels.Generator.Schedule;
using Kernels.Generator.Tests.IR;
using Kernels.Generator.Transforms;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests;

/// <summary>The GPU kernels of a library that was built without Kernels.Ilgpu, in a project that references both.</summary>
public partial class LibraryKernelTests
{
    private const string Source = """
        namespace Lib;
        using System.Numerics;
        using static Kernels.NDArray;

        public static partial class Model
        {
            [Jit] public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));
            [Jit] public static NDArray<float> Relu(NDArray<float> x, bool leaky) => Where(x > 0f, x, leaky ? 0.1f * x : 0f * x);
            [Jit] public static NDArray<int> Half(NDArray<int> x, NDArray<int> y) => (x + 1) / y;
            [Jit] public static NDArray<float> Layers(NDArray<float> x, NDArray<float> w, int n)
            {
                var y = x;
                for (var k = 0; k < n; k++)
                {
                    y = MatMul(y * 2f + 1f, w) - x;
                    if (k > 1) y = y + Sum(y * y, 0);
                }

                return Exp(y - Max(y, 0)) + (x + w) * (x - w);
            }

            [Jit] public static (NDArray<float>, NDArray<bool>) Two(NDArray<float> x, NDArray<float> y) => (x * y + 1f, x * y < 2f);
            [Jit] public static NDArray<T> Axpy<T>(T a, NDArray<T> x, NDArray<T> y) where T : unmanaged, INumber<T> => a * x + y;
            [Vmap] public static float Huber(float r, float delta) => MathF.Abs(r) <= delta ? 0.5f * r * r : delta * (MathF.Abs(r) - 0.5f * delta);
            [Vmap] public static float Power(float x, int n)
            {
                var y = 1f;
                for (var k = 0; k < n; k++) y *= x;
                return y;
            }

            [Vmap] public static NDArray<float> Centre(NDArray<float> x) => x - Sum(x * x);
            public static NDArray<float> Public(NDArray<float> x) => Hidden(x);
            [Jit] private static NDArray<float> Hidden(NDArray<float> x) => 3f * x - 1f;

            public sealed partial class Layer(NDArray<float> weight)
            {
                private readonly NDArray<float> _weight = weight;
                [Jit] public NDArray<float> Apply(NDArray<float> x) => x * _weight + 1f;
            }
        }
        """;

    private const string Use = "static class Use { public static NDArray<float> F(NDArray<float> x) => Lib.Model.Gelu(x); }";

    private static GeneratedProgram Library(params MetadataReference[] references) =>
        GeneratorHarness.Run(GeneratorHarness.Compilation("My Library", references, [("Lib.cs", Source)])).ShouldCompile();

    private static GeneratedProgram Consumer(params MetadataReference[] references) =>
        GeneratorHarness.Run(GeneratorHarness.Compilation("Consumer", references, [("Use.cs", Use)]));

    [Fact]
    public void The_consumer_prints_what_the_library_would_have_printed_itself()
    {
        var expected = GpuKernels(Library(IlgpuStub.Reference));
        var consumer = Consumer(Library().ToReferenceAssembly(), IlgpuStub.Reference).ShouldCompile();
        var actual = GpuKernels(consumer);

        Assert.Empty(consumer.Diagnostics);
        Assert.Contains("Lib.Model.GeluJit(x)", consumer.Source("Use.Calls"), StringComparison.Ordinal);
        Assert.Contains("My_Library.Gpu.g.cs", consumer.Sources.Keys);
        Assert.Contains(expected.Keys, k => k.StartsWith("Lib.Model.Layers(", StringComparison.Ordinal) && k.EndsWith("/3", StringComparison.Ordinal));
        Assert.Contains(expected.Keys, k => k.StartsWith("Lib.Model.Huber(float, float)[]/0", StringComparison.Ordinal));
        Assert.Contains("Lib.Model.Axpy(double, NDArray<double>, NDArray<double>)/0", expected.Keys);
        Assert.Contains("Lib.Model.Hidden(NDArray<float>)/0", expected.Keys);
        Assert.Contains("Lib.Model.Layer.Apply(NDArray<float>)/0", expected.Keys);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, kernel => Assert.Equal(kernel.Value, actual[kernel.Key]));
    }

    [Fact]
    public void A_whole_assembly_and_a_project_that_is_open_beside_it_are_read_too()
    {
        var library = Library();
        var expected = GpuKernels(Consumer(library.ToReferenceAssembly(), IlgpuStub.Reference)).Keys.Order().ToList();
        Assert.Equal(expected, GpuKernels(Consumer(library.ToReference(), IlgpuStub.Reference)).Keys.Order());
        Assert.Equal(expected, GpuKernels(Consumer(library.Compilation.ToMetadataReference(), IlgpuStub.Reference)).Keys.Order());
    }

    [Fact]
    public void Without_a_gpu_here_or_with_one_there_nothing_is_printed()
    {
        Assert.DoesNotContain(Consumer(Library().ToReference()).Sources.Keys, k => k.Contains(".Gpu.", StringComparison.Ordinal));
        Assert.DoesNotContain(Consumer(Library(IlgpuStub.Reference).ToReference(), IlgpuStub.Reference).Sources.Keys, k => k.Contains(".Gpu.", StringComparison.Ordinal));
    }

    [Fact]
    public void Ir_that_cannot_be_read_is_reported_and_newer_ir_is_left_alone()
    {
        var library = GeneratorHarness.Compilation("Odd", [], [("Odd.cs", """
            using Kernels.CompilerServices;
            public static class Odd
            {
                [KernelIr(2, "func @Odd.A() -> () { nonsense }")] public static void AJit() { }
                [KernelIr(1000000, "a better format")] public static void BJit() { }
                [KernelIr(2, "func @Odd.C(%x: f32[...x]) -> (f32[...x]) {\n  %y = add %x, %x : f32[...x]\n  yield %y\n}\n")] public static void CJit() { }
            }
            """)]);
        var consumer = GeneratorHarness.Run(GeneratorHarness.Compilation("Consumer", [library.ToMetadataReference(), IlgpuStub.Reference], [("Use.cs", "")])).ShouldCompile();

        var diagnostic = Assert.Single(consumer.Diagnostics);
        Assert.Equal("KRN2094", diagnostic.Id);
        Assert.Contains("'Odd'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(["Odd.C/0"], GpuKernels(consumer).Keys);
    }

    [Fact]
    public void An_edit_of_the_consumer_prints_nothing_again()
    {
        var compilation = GeneratorHarness.Compilation("Consumer", [Library().ToReference(), IlgpuStub.Reference], [("Use.cs", Use)]);
        var driver = GeneratorHarness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Last(), GeneratorHarness.Parse(Use.Replace("(x)", "((x))", StringComparison.Ordinal), "Use.cs"));
        var result = driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

        foreach (var step in new[] { Steps.LibraryGpu, Steps.LibraryGpuSources })
            Assert.All(result.TrackedSteps[step].SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    public static TheoryData<string> Names => Graphs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Shipped_ir_is_cut_into_the_same_loops(string name)
    {
        var function = Simplify.Apply(Graphs.ByName(name));
        var again = IrText.Read(IrText.Version, IrText.Write(function));

        Assert.Equal(Loops(function), Loops(again));
    }

    // Everything that a kernel's name, signature and body are made of; a value is told by where the loop has it.
    private static List<string> Loops(Function function) => [.. Scheduler.Schedule(function).Loops.Select(loop =>
    {
        var known = new Dictionary<Value, string>();
        string Id(Value v) => known.TryGetValue(v, out var id) ? id : known[v] = $"{known.Count}:{v.Name}:{v.DType}:{v.IsArray}";
        string Text(Node n) => $"{string.Join(",", n.Results.Select(Id))} = {n.Op.Name} {string.Join(",", n.Operands.Select(Id))} {string.Join(",", n.Attributes.Items)} "
            + string.Concat(n.Regions.Select(r => $"{{ {string.Join(",", r.Args.Select(Id))} {string.Join("; ", r.Nodes.Select(Text))} yield {string.Join(",", r.Yields.Select(Id))} }}"));
        return $"{loop.Index} in {string.Join(",", loop.Inputs.Select(Id))} scalars {string.Join(",", loop.Scalars.Select(Id))} nodes {string.Join("; ", loop.Nodes.Select(Text))}"
            + $" out {string.Join(",", loop.Outputs.Select(Id))} reduction {loop.Reduction?.Op.Name} size {loop.ElementSize}";
    })];

    // The GPU kernels of a program, by the names under which they are registered; their classes' own names are left out.
    private static Dictionary<string, string> GpuKernels(GeneratedProgram program) =>
        program.Sources.Values.SelectMany(s => KernelClass().Matches(s).Select(m => m.Groups["body"].Value))
            .ToDictionary(body => RegisteredName().Match(body).Groups["name"].Value);

    [GeneratedRegex("""file static class \w+\s(?<body>\s+\{\s+private static void Run\(Index1D i, .*?IlgpuKernels\.Register\(.*?\);\s+\})""", RegexOptions.Singleline)]
    private static partial Regex KernelClass();

    [GeneratedRegex("""Register\("(?<name>[^"]*)",""")]
    private static partial Regex RegisteredName();
}
