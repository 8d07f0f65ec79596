using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Binds a kernel's site and has it compiled. Never throws: whatever goes wrong, the original body stays in force.</summary>
internal static class KernelSiteCompiler
{
    public static CompiledKernel Compile(KernelSite site, CancellationToken ct)
    {
        if (!site.Compilation.TryGetTarget(out var original)) return Compiled(site, KernelResult.Rejected(), isPublic: false);
        var compilation = SignatureStubs.Add(original, ct);
        var tree = compilation.SyntaxTrees.ElementAt(site.Tree);
        if (tree.GetRoot(ct).FindToken(site.Start).Parent is not MethodDeclarationSyntax syntax) return Compiled(site, KernelResult.Rejected(), isPublic: false);
        // The analyzers report a type that is not partial (KRN1005) and a method without a body (KRN1006).
        var types = syntax.Ancestors().OfType<TypeDeclarationSyntax>().ToList();
        if (types.Exists(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))) return Compiled(site, KernelResult.Rejected(), isPublic: false);
        if (site.Kind != KernelKind.Op && syntax is { Body: null, ExpressionBody: null }) return Compiled(site, KernelResult.Rejected(), isPublic: false);
        if (types.Exists(t => t.Modifiers.Any(SyntaxKind.FileKeyword)))
            return Compiled(site, KernelResult.Rejected(new DiagnosticInfo(Descriptors.FileLocalType.Id, LocationInfo.From(syntax.Identifier.GetLocation()), syntax.Identifier.ValueText)), isPublic: false);
        try
        {
            if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, ct) is not { } method || !HasAttribute(method, site.Kind))
                return Compiled(site, KernelResult.Rejected(), isPublic: false);
            return Compiled(site, KernelCompiler.Compile(method, site.Kind, compilation, site.Options, ct), CompanionAccess.IsPublic(method));
        }
#pragma warning disable CA1031 // A defect of the compiler must not break the user's build: it is reported at the method, whose body stays.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // Of code that is not C# yet, the C# compiler speaks.
            if (HasErrors(compilation.GetSemanticModel(tree), syntax, ct)) return Compiled(site, KernelResult.Rejected(), isPublic: false);
            return Compiled(site, KernelResult.Rejected(InternalError(e, site.QualifiedName, LocationInfo.From(syntax.Identifier.GetLocation()))), isPublic: false);
        }
    }

    public static bool HasErrors(SemanticModel model, SyntaxNode node, CancellationToken ct) =>
        model.GetDiagnostics(node.Span, ct).Any(d => d.Severity == DiagnosticSeverity.Error);

    public static DiagnosticInfo InternalError(Exception e, string name, LocationInfo location)
    {
        var where = e.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        return new(Descriptors.InternalError.Id, location, name, $"{e.GetType().Name}: {e.Message} ({where})");
    }

    private static CompiledKernel Compiled(KernelSite site, KernelResult result, bool isPublic) =>
        new(site.HintName, result.Source, new(result.Diagnostics, site.Options.Strict), new([.. result.Companions.Select(c => new CompiledCompanion(c, isPublic))]));

    private static bool HasAttribute(IMethodSymbol method, KernelKind kind)
    {
        var name = KernelAttributes.MetadataName(kind);
        return method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == name);
    }
}
