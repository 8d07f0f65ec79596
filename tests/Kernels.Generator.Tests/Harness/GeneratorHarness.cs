using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Kernels.Generator.Tests;

/// <summary>Compiles C# with the runtime and the generator, as the build of a user's project does.</summary>
internal static class GeneratorHarness
{
    /// <summary>Usings that every harness program gets, as a project with implicit usings does.</summary>
    private const string GlobalUsings = "global using System; global using System.Linq; global using Kernels;";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "Kernels.dll" or "netstandard.dll" or "mscorlib.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.CSharp14)
        .WithFeatures([new("InterceptorsNamespaces", "Kernels.Generated")]);

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, path);

    /// <summary>A compilation of sources named File0.cs, File1.cs, ...; a single one is Model.cs.</summary>
    public static CSharpCompilation Compilation(params string[] sources) =>
        Compilation("Program", [], sources.Select((s, i) => (sources.Length == 1 ? "Model.cs" : $"File{i}.cs", s)));

    public static CSharpCompilation Compilation(string assemblyName, IEnumerable<MetadataReference> references, IEnumerable<(string Path, string Source)> files,
        OptimizationLevel optimization = OptimizationLevel.Debug) =>
        CSharpCompilation.Create(assemblyName,
            [Parse(GlobalUsings, "GlobalUsings.cs"), .. files.Select(f => Parse(f.Source, f.Path))],
            [.. References, .. references],
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A driver of the generator that tracks steps; properties are MSBuild's, as <c>("KernelsStrict", "true")</c>.</summary>
    public static GeneratorDriver Driver(params (string Property, string Value)[] properties) =>
        CSharpGeneratorDriver.Create([new KernelsGenerator().AsSourceGenerator()], parseOptions: ParseOptions,
            optionsProvider: new Options(properties), driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratedProgram Run(string source, params (string Property, string Value)[] properties) => Run(Compilation(source), properties);

    public static GeneratedProgram Run(CSharpCompilation compilation, params (string Property, string Value)[] properties)
    {
        var driver = Driver(properties).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new((CSharpCompilation)output, driver.GetRunResult());
    }

    private sealed class Options((string Property, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(properties.ToDictionary(p => "build_property." + p.Property, p => p.Value, StringComparer.OrdinalIgnoreCase));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}

/// <summary>A compilation with what the generator added to it.</summary>
internal sealed record GeneratedProgram(CSharpCompilation Compilation, GeneratorDriverRunResult Result)
{
    private readonly Lazy<Assembly> _assembly = new(() => Emit(Compilation));

    /// <summary>Generated files by the name that the generator gave them.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } =
        Result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>What the generator reports.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The compiler's errors and warnings, generated code included.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => [.. Compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];

    public GeneratedProgram ShouldCompile()
    {
        Assert.True(Result.Results.Single().Exception is null, Result.Results.Single().Exception?.ToString());
        Assert.True(CompilerDiagnostics.IsEmpty, string.Join("\n", CompilerDiagnostics) + "\n" + string.Join("\n", Sources.Select(s => $"// {s.Key}\n{s.Value}")));
        return this;
    }

    /// <summary>The only generated file whose name contains <paramref name="part"/>.</summary>
    public string Source(string part) => Sources.Single(s => s.Key.Contains(part, StringComparison.Ordinal)).Value;

    /// <summary>Calls a static method, by <c>Namespace.Type.Method</c>, of the compiled program.</summary>
    public object? Invoke(string method, params object?[] arguments)
    {
        var dot = method.LastIndexOf('.');
        var type = _assembly.Value.GetType(method[..dot], throwOnError: true)!;
        return type.InvokeMember(method[(dot + 1)..], BindingFlags.InvokeMethod | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
            binder: null, target: null, args: arguments, CultureInfo.InvariantCulture);
    }

    /// <summary>The program's image, to reference it from another compilation.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(Image(Compilation));

    /// <summary>The program's reference assembly, which is what other projects of a solution see: without bodies and without what is not public.</summary>
    public MetadataReference ToReferenceAssembly()
    {
        using MemoryStream stream = new();
        Assert.True(Compilation.Emit(stream, options: new(metadataOnly: true, includePrivateMembers: false)).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static Assembly Emit(CSharpCompilation compilation) =>
        new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(new MemoryStream(Image(compilation)));

    private static byte[] Image(CSharpCompilation compilation)
    {
        using MemoryStream stream = new();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }
}
