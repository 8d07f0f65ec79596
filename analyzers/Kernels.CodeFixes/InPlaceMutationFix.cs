using System.Collections.Immutable;
using System.Composition;
using Kernels.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.CodeFixes;

/// <summary>Fixes KRN1001: <c>a[0] = 4</c> becomes <c>a = a.At[0].Set(4)</c>, where <c>a</c> can be assigned and nothing uses the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InPlaceMutationFix)), Shared]
public sealed class InPlaceMutationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.InPlaceMutation);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        var root = await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || KernelsSymbols.Find(model.Compilation) is not { } symbols)
            return;

        foreach (var diagnostic in context.Diagnostics)
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ElementAccessExpressionSyntax target
                && FunctionalUpdate.TryCreate(target, model, symbols, cancellation) is var (mutation, update))
            {
                var document = context.Document;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Rebind: '{update.WithoutTrivia()}'",
                        _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(mutation, update))),
                        DiagnosticIds.InPlaceMutation),
                    diagnostic);
            }
    }
}
