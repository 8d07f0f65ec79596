using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>KRN1001: an element or slice of an immutable array is assigned, incremented, or passed by reference.</summary>
/// <remarks>Works on syntax and the types of receivers, not on operations: all of these are errors to the compiler too, and the shape of
/// the operation then depends on which error it found first (an obsolete setter, a missing operator, a property passed by ref).</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InPlaceMutationAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.InPlaceMutation,
        "An NDArray is immutable",
        "'{0}' can't be written: an NDArray is immutable; make an updated array with '{1}.At{2}' and rebind the variable",
        Rule.Immutability,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Arrays share their memory with slices and other views, so elements are never written in place: 'a = a.At[0].Set(4)' binds the variable to a new array.",
        Rule.HelpLink(DiagnosticIds.InPlaceMutation));

    private static readonly SyntaxKind[] s_writes =
    [
        SyntaxKind.SimpleAssignmentExpression,
        SyntaxKind.AddAssignmentExpression,
        SyntaxKind.SubtractAssignmentExpression,
        SyntaxKind.MultiplyAssignmentExpression,
        SyntaxKind.DivideAssignmentExpression,
        SyntaxKind.ModuloAssignmentExpression,
        SyntaxKind.AndAssignmentExpression,
        SyntaxKind.OrAssignmentExpression,
        SyntaxKind.ExclusiveOrAssignmentExpression,
        SyntaxKind.LeftShiftAssignmentExpression,
        SyntaxKind.RightShiftAssignmentExpression,
        SyntaxKind.UnsignedRightShiftAssignmentExpression,
        SyntaxKind.CoalesceAssignmentExpression,
        SyntaxKind.PreIncrementExpression,
        SyntaxKind.PreDecrementExpression,
        SyntaxKind.PostIncrementExpression,
        SyntaxKind.PostDecrementExpression,
        SyntaxKind.Argument,
        SyntaxKind.RefExpression,
        SyntaxKind.AddressOfExpression,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterSyntaxNodeAction(node => Analyze(node, symbols), s_writes);

    private static void Analyze(SyntaxNodeAnalysisContext context, KernelsSymbols symbols)
    {
        switch (context.Node)
        {
            case AssignmentExpressionSyntax assignment:
                Target(context, symbols, assignment.Left);
                break;
            case PrefixUnaryExpressionSyntax prefix:
                Target(context, symbols, prefix.Operand);
                break;
            case PostfixUnaryExpressionSyntax postfix:
                Target(context, symbols, postfix.Operand);
                break;
            case ArgumentSyntax argument when argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword:
                Target(context, symbols, argument.Expression);
                break;
            case RefExpressionSyntax reference:
                Target(context, symbols, reference.Expression);
                break;
            default:
                break;
        }
    }

    private static void Target(SyntaxNodeAnalysisContext context, KernelsSymbols symbols, ExpressionSyntax target)
    {
        switch (target)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Target(context, symbols, parenthesized.Expression);
                break;

            case TupleExpressionSyntax tuple:
                foreach (var element in tuple.Arguments)
                    Target(context, symbols, element.Expression);
                break;

            case ElementAccessExpressionSyntax access:
                if (ElementAccess.Array(access, context.SemanticModel, symbols, context.CancellationToken) is { } array)
                    Report(context, target, array.ToString(), access.ArgumentList);
                break;

            // `a?[0] = v`, and `new Model { Weights = { [0] = v } }`: the receiver is elsewhere, but the indexer binds.
            case ElementBindingExpressionSyntax binding when BindsToIndexer(context, symbols, target):
                Report(context, target, "array", binding.ArgumentList);
                break;
            case ImplicitElementAccessSyntax access when BindsToIndexer(context, symbols, target):
                Report(context, target, "array", access.ArgumentList);
                break;

            default:
                break;
        }
    }

    private static bool BindsToIndexer(SyntaxNodeAnalysisContext context, KernelsSymbols symbols, ExpressionSyntax target)
    {
        var info = context.SemanticModel.GetSymbolInfo(target, context.CancellationToken);
        var symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
        return symbols.IsArray(symbol?.ContainingType);
    }

    private static void Report(SyntaxNodeAnalysisContext context, ExpressionSyntax target, string array, BracketedArgumentListSyntax indices)
        => context.ReportDiagnostic(Diagnostic.Create(Descriptor, target.GetLocation(), target.ToString(), array, indices.ToString()));
}
