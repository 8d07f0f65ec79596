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

    public static List<Row> Run()
    {
        var path = typeof(GeneratorBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "KernelsGenerator").Value!;
        var type = Assembly.LoadFrom(path).GetType("Kernels.Generator.KernelsGenerator", throwOnError: true)!;
        var generator = ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator], parseOptions: ParseOptions);

        var compilation = Compilation();
        var start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        var first = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var result = driver.GetRunResult();
        if (result.Results[0].Exception is { } exception) throw exception;
        return
        [
            new("the first run, once", new(first, first), $"{result.GeneratedTrees.Length} files, {result.Diagnostics.Length} diagnostics"),
            Measure("an edit in a file without kernels or calls", "Tools.cs", SyntheticProject.PlainFile, 10),
            Measure("an edit of a kernel", "Model7.cs", edit => SyntheticProject.KernelFile(7, edit), 60),
        ];

        Row Measure(string what, string file, Func<int, string> source, double budget)
        {
            var edit = 0;
            // The first edits only make the code hot.
            for (var i = 0; i < 40; i++) Edit();
            var times = Race.Run(40, new Contender(Edit))[0];
            return new(what, times, Row.Target(times.Median <= budget * 1e6, $"<= {budget} ms in the median"));

            double Edit()
            {
                var old = compilation.SyntaxTrees.Single(t => t.FilePath == file);
                compilation = compilation.ReplaceSyntaxTree(old, Parse(source(++edit), file));
                var begin = Stopwatch.GetTimestamp();
                driver = driver.RunGenerators(compilation);
                return Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
            }
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
