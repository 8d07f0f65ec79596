using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kernels.Generator.Tests;

/// <summary>What an edit makes the generator do again.</summary>
public class PipelineTests
{
    private const string Kernels = """
        namespace App;

        public static partial class Model
        {
            [Jit] public static NDArray<float> A(NDArray<float> x) => Helper(x);
            private static NDArray<float> Helper(NDArray<float> x) => Deeper(x);
            private static NDArray<float> Deeper(NDArray<float> x) => x;
            [Jit] public static NDArray<float> B(NDArray<float> x) => x;
        }
        """;

    private const string Callers = """
        namespace App;

        public static class Callers
        {
            public static NDArray<float> F(NDArray<float> x) => Model.A(Model.B(x));
        }
        """;

    private const string Plain = """
        namespace App;

        public static class Plain
        {
            public static int Count() => 1;
        }
        """;

    [Fact]
    public void An_edit_in_a_file_without_kernels_or_calls_runs_no_output()
    {
        foreach (var edited in new[] { Plain.Replace("1", "2 + 3"), Plain.Replace("{", "{ // comment"), Plain.Replace("int Count()", "long Size(int k)"), Plain + " class Another { int Measure(string s) => s.Length; }" })
        {
            var run = Edit(2, edited);
            Assert.Equal(["World: Unchanged"], run.Where(s => s.StartsWith("World", StringComparison.Ordinal) || !s.EndsWith("Cached", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void An_edit_of_a_kernel_compiles_this_kernel_only()
    {
        var run = Ran(0, Kernels.Replace("B(NDArray<float> x) => x", "B(NDArray<float> x) => x + x"));

        Assert.Contains(run, s => s.StartsWith("Compile: B", StringComparison.Ordinal));
        Assert.DoesNotContain(run, s => s.Contains(": A ", StringComparison.Ordinal));
        Assert.DoesNotContain(run, s => s.StartsWith("Interceptors", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edit_of_a_helper_compiles_what_may_inline_it()
    {
        var run = Ran(0, Kernels.Replace("Deeper(NDArray<float> x) => x", "Deeper(NDArray<float> y) => y"));

        Assert.Contains("Compile: A", run);
        Assert.DoesNotContain(run, s => s.Contains(": B ", StringComparison.Ordinal));
        Assert.DoesNotContain(run, s => s.StartsWith("KernelSources", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edit_in_a_calling_file_emits_its_interceptors_only()
    {
        var run = Ran(1, Callers.Replace("Model.A(Model.B(x))", "Model.A( Model.B(x))"));

        Assert.DoesNotContain(run, s => s.StartsWith("Compile", StringComparison.Ordinal));
        Assert.Contains("Interceptors: File1.Calls", run);
    }

    [Fact]
    public void A_changed_signature_that_a_kernel_sees_compiles_it()
    {
        var run = Ran(2, Plain.Replace("Count", "Helper"));

        Assert.Contains("Compile: A", run);
        Assert.DoesNotContain(run, s => s.Contains(": B ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_above_the_kernels_moves_them_and_their_messages_but_changes_no_calls()
    {
        var run = Ran(0, "// a comment\n" + Kernels);

        Assert.Contains("Compile: A", run);
        Assert.DoesNotContain(run, s => s.StartsWith("Calls", StringComparison.Ordinal) || s.StartsWith("Interceptors", StringComparison.Ordinal));
    }

    [Fact]
    public void An_edit_of_a_function_in_a_Kernel_call_compiles_it_and_no_kernel()
    {
        var file = Plain.Replace("int Count() => 1", "object Make() => Kernel.Jit((NDArray<float> x) => x)");
        var run = Ran(2, file.Replace("=> x)", "=> x + x)"), before: file);

        Assert.Contains("KernelCalls: ", run);
        Assert.DoesNotContain(run, s => s.StartsWith("Compile", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_kernel_does_not_compile_those_of_other_files()
    {
        var run = Ran(1, Callers.Replace("class Callers", "partial class Callers").Replace("{\n", "{\n    [Jit] public static NDArray<float> New(NDArray<float> x) => x;\n"));

        Assert.Contains("Compile: New", run);
        Assert.DoesNotContain(run, s => s.StartsWith("Compile: A", StringComparison.Ordinal) || s.StartsWith("Compile: B", StringComparison.Ordinal));
    }

    [Fact]
    public void The_pipeline_keeps_no_compilation_but_the_last()
    {
        var (driver, old) = RunTwice();
        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (GeneratorDriver, WeakReference) RunTwice()
    {
        var compilation = GeneratorHarness.Compilation(Kernels, Callers, Plain);
        var driver = CSharpGeneratorDriver.Create([new KernelsGenerator().AsSourceGenerator()], parseOptions: GeneratorHarness.ParseOptions).RunGenerators(compilation);
        driver = driver.RunGenerators(Replace(compilation, 1, Callers.Replace("(x)", "((x))")));
        return (driver, new(compilation));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string source)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == $"File{file}.cs");
        return compilation.ReplaceSyntaxTree(tree, GeneratorHarness.Parse(source, tree.FilePath));
    }

    /// <summary>What a run after an edit did: what was compiled or bound, and all that became different.</summary>
    private static List<string> Ran(int file, string source, string? before = null) =>
        [.. Edit(file, source, before)
            .Where(s => !s.EndsWith("Cached", StringComparison.Ordinal))
            .Where(s => !s.EndsWith("Unchanged", StringComparison.Ordinal) || s.StartsWith("Compile", StringComparison.Ordinal) || s.StartsWith("Calls", StringComparison.Ordinal) || s.StartsWith("KernelCalls", StringComparison.Ordinal))
            .Select(s => s[..(s.LastIndexOf(' ') is var space && s[space - 1] == ':' ? space + 1 : space)])];

    private static List<string> Edit(int file, string source, string? before = null)
    {
        var compilation = GeneratorHarness.Compilation(Kernels, Callers, Plain);
        if (before is not null) compilation = Replace(compilation, file, before);
        var driver = GeneratorHarness.Driver().RunGenerators(compilation);
        var edited = Replace(compilation, file, source);
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return
        [
            .. from step in result.TrackedSteps
               where typeof(Steps).GetField(step.Key) is not null
               from run in step.Value
               from output in run.Outputs
               select $"{step.Key}: {Describe(output.Value)}{output.Reason}",
        ];
    }

    private static string Describe(object value) => value switch
    {
        KernelSite site => site.QualifiedName.Split('.')[^1] + " ",
        CompiledKernel kernel => kernel.HintName.Split('.')[0] + " ",
        SourceFile { HintName: var hint } when hint.Contains(".Jit.", StringComparison.Ordinal) => hint.Split('.')[0] + " ",
        SourceFile { HintName: var hint } => hint.Replace(".g.cs", " ", StringComparison.Ordinal),
        _ => "",
    };
}
