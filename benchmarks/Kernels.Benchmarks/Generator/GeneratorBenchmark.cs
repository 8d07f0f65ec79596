using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kernels.Benchmarks;

/// <summary>What an edit costs the generator, in a large project: the time that it adds to every keystroke in an IDE.</summary>
internal static class GeneratorBenchmark
{
    private static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.CSharp14)
        .WithFeatures([new("InterceptorsNamespaces", "Kernels.Generated")]);

    public static void Run()
    {
        var path = typeof(GeneratorBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "KernelsGenerator").Value!;
        var type = Assembly.LoadFrom(path).GetType("Kernels.Generator.KernelsGenerator", throwOnError: true)!;
        var generator = ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator], parseOptions: ParseOptions);

        var compilation = Compilation();
        Console.WriteLine("1,000 kernels in 100 files, 30,000 invocations; medians of 40 edits, in ms");
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        var first = watch.Elapsed;
        var result = driver.GetRunResult();
        if (result.Results[0].Exception is { } exception) throw exception;
        Console.WriteLine($"first run                                     {first.TotalMilliseconds,8:F1}   ({result.GeneratedTrees.Length} files, {result.Diagnostics.Length} diagnostics)");

        Measure("an edit in a file without kernels or calls", "Tools.cs", SyntheticProject.PlainFile, 10);
        Measure("an edit of a kernel", "Model7.cs", edit => SyntheticProject.KernelFile(7, edit), 60);

        void Measure(string what, string file, Func<int, string> source, double budget)
        {
            List<double> times = [];
            for (var edit = 1; edit <= 80; edit++)
            {
                var old = compilation.SyntaxTrees.Single(t => t.FilePath == file);
                compilation = compilation.ReplaceSyntaxTree(old, Parse(source(edit), file));
                var start = Stopwatch.GetTimestamp();
                driver = driver.RunGenerators(compilation);
                // The first edits only make the code hot.
                if (edit > 40) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            var median = times[times.Count / 2];
            Console.WriteLine($"{what,-45} {median,8:F1}   (budget {budget}: {(median <= budget ? "met" : "missed")}; fastest {times[0]:F1}, slowest {times[^1]:F1})");
        }
    }

    private static CSharpCompilation Compilation()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "Kernels.dll" || Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        return CSharpCompilation.Create("App",
        [
            Parse("global using System; global using Kernels;", "GlobalUsings.cs"),
            Parse(SyntheticProject.PlainFile(), "Tools.cs"),
            .. Enumerable.Range(0, SyntheticProject.KernelFiles).Select(f => Parse(SyntheticProject.KernelFile(f), $"Model{f}.cs")),
        ], references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);
}
