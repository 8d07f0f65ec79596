using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers.Tests.Markup;

/// <summary>Runs an analyzer, and its fix, over marked source that references the runtime.</summary>
internal static class Verify
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using Kernels;
        using static Kernels.NDArray;

        """;

    private static readonly ImmutableArray<MetadataReference> s_framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly MetadataReference s_kernels = MetadataReference.CreateFromFile(typeof(NDArray<>).Assembly.Location);

    /// <summary>Asserts that the analyzer reports what is marked, and nothing else.</summary>
    public static async Task Diagnostics<TAnalyzer>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var source = MarkedSource.Parse(Usings + marked);
        var document = Document(source.Text);
        // What doesn't bind proves nothing; only in-place mutation is an error to the compiler as well.
        if (typeof(TAnalyzer) != typeof(InPlaceMutationAnalyzer))
            await Compiles(document);
        Expect(source, await Analyze(document, new TAnalyzer()));
    }

    /// <summary>Asserts that the analyzer reports what is marked, and that fixing the first of these, again and again, or all at once,
    /// gives <paramref name="expected"/>, which compiles. Marks that are left in <paramref name="expected"/> have no fix.</summary>
    public static async Task Fix<TAnalyzer, TFix>(string marked, string expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var source = MarkedSource.Parse(Usings + marked);
        var document = Document(source.Text);
        var diagnostics = await Analyze(document, new TAnalyzer());
        Expect(source, diagnostics);

        var wanted = MarkedSource.Parse(Usings + expected);
        var one = await FixOneByOne<TAnalyzer, TFix>(document);
        await ExpectFixed<TAnalyzer>(wanted, one);
        if (wanted.Text != source.Text)
            await ExpectFixed<TAnalyzer>(wanted, await FixAll<TAnalyzer, TFix>(document, diagnostics));
    }

    /// <summary>Asserts that the analyzer reports what is marked, and that no fix is offered for any of it.</summary>
    public static Task NoFix<TAnalyzer, TFix>(string marked)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
        => Fix<TAnalyzer, TFix>(marked, marked);

    /// <summary>A document in a project that references the framework, and the runtime unless told otherwise.</summary>
    public static Document Document(string text, bool referenceKernels = true)
    {
        var workspace = new AdhocWorkspace();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        return workspace.CurrentSolution
            .AddProject("Test", "Test", LanguageNames.CSharp)
            .WithCompilationOptions(options)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp14))
            .WithMetadataReferences(referenceKernels ? s_framework.Add(s_kernels) : s_framework)
            .AddDocument("Test.cs", text);
    }

    /// <summary>The diagnostics of the analyzers, in order of position. An analyzer that throws fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Document document, params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var withAnalyzers = compilation!.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, thrower, _) => Assert.Fail($"{thrower}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        var diagnostics = await withAnalyzers.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Length)];
    }

    private static void Expect(MarkedSource source, ImmutableArray<Diagnostic> actual)
    {
        var expected = source.Marks
            .OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Span.Length)
            .Select(mark => $"{mark.Id ?? actual.FirstOrDefault()?.Id} '{source.Text.Substring(mark.Span.Start, mark.Span.Length)}' at {mark.Span.Start}");
        var found = actual.Select(diagnostic =>
        {
            var span = diagnostic.Location.SourceSpan;
            return $"{diagnostic.Id} '{source.Text.Substring(span.Start, span.Length)}' at {span.Start}";
        });
        Assert.Equal(expected, found);
    }

    private static async Task ExpectFixed<TAnalyzer>(MarkedSource expected, Document document)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var text = await document.GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected.Text[Usings.Length..], text.ToString()[Usings.Length..]);
        Expect(expected, await Analyze(document, new TAnalyzer()));
        if (expected.Marks.Count == 0)
            await Compiles(document);
    }

    private static async Task Compiles(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.Empty(compilation!.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString()));
    }

    private static async Task<Document> FixOneByOne<TAnalyzer, TFix>(Document document)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        for (var count = 0; count < 50; count++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in await Analyze(document, new TAnalyzer()))
                if ((action = await Action<TFix>(document, diagnostic)) is not null)
                    break;
            if (action is null)
                return document;
            document = await Apply(document, action);
        }
        Assert.Fail("The fix does not come to an end.");
        return document;
    }

    private static async Task<Document> FixAll<TAnalyzer, TFix>(Document document, ImmutableArray<Diagnostic> diagnostics)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var fix = new TFix();
        string? key = null;
        foreach (var diagnostic in diagnostics)
            key ??= (await Action<TFix>(document, diagnostic))?.EquivalenceKey;
        Assert.NotNull(key);
        var context = new FixAllContext(document, fix, FixAllScope.Document, key, fix.FixableDiagnosticIds, new Known(diagnostics), TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await Apply(document, Assert.IsAssignableFrom<CodeAction>(action));
    }

    private static async Task<CodeAction?> Action<TFix>(Document document, Diagnostic diagnostic)
        where TFix : CodeFixProvider, new()
    {
        CodeAction? first = null;
        await new TFix().RegisterCodeFixesAsync(new CodeFixContext(
            document, diagnostic, (action, _) => first ??= action, TestContext.Current.CancellationToken));
        return first;
    }

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var applied = Assert.Single(operations.OfType<ApplyChangesOperation>());
        return applied.ChangedSolution.GetDocument(document.Id)!;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
