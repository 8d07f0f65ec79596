using System.Collections.Immutable;
using System.Composition;
using Kernels.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.CodeFixes;

/// <summary>Fixes KRN1002: <c>a.At[0].Set(4);</c> becomes <c>a = a.At[0].Set(4);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscardedResultFix)), Shared]
public sealed class DiscardedResultFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.DiscardedResult);

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
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
                || !Discarded.Is(call, model, cancellation)
                || Updated(call, model, symbols, cancellation) is not { } array)
                continue;

            var target = Assignable.Strip(array).WithoutTrivia();
            var document = context.Document;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Assign the result to '{target}'",
                    _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(call, Assignment(target, call)))),
                    DiagnosticIds.DiscardedResult),
                diagnostic);
        }
    }

    private static AssignmentExpressionSyntax Assignment(ExpressionSyntax target, InvocationExpressionSyntax call)
        => SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            target,
            SyntaxFactory.Token(SyntaxFactory.TriviaList(SyntaxFactory.Space), SyntaxKind.EqualsToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            call.WithoutTrivia()).WithTriviaFrom(call);

    // The variable at the start of `a.At[0].Set(4)`, `a.Reshape(2, 3)` and chains of these, if the result has its type.
    private static ExpressionSyntax? Updated(InvocationExpressionSyntax call, SemanticModel model, KernelsSymbols symbols, CancellationToken cancellation)
    {
        var type = model.GetTypeInfo(call, cancellation).Type;
        ExpressionSyntax expression = call;
        while (true)
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(expression, cancellation).Type, type)
                && !symbols.IsUpdater(model.GetTypeInfo(expression, cancellation).Type))
                return null;
            var next = expression switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Expression,
                ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "At" } at } => at.Expression,
                ParenthesizedExpressionSyntax parenthesized => parenthesized.Expression,
                _ => null,
            };
            if (next is null)
                return Assignable.CanRebind(expression, model, cancellation) ? expression : null;
            expression = next;
        }
    }
}
