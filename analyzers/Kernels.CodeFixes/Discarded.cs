using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.CodeFixes;

/// <summary>Where the value of an expression goes nowhere, so that it may be replaced by one of another type.</summary>
internal static class Discarded
{
    /// <summary>Whether nothing uses the value of the expression: it is a statement, an incrementor, or the body of something void.</summary>
    public static bool Is(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
        => expression.Parent switch
        {
            ExpressionStatementSyntax => true,
            ForStatementSyntax loop => loop.Incrementors.Contains(expression) || loop.Initializers.Contains(expression),
            LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda, cancellation).Symbol is IMethodSymbol { ReturnsVoid: true },
            ArrowExpressionClauseSyntax { Parent: { } member } => model.GetDeclaredSymbol(member, cancellation) is IMethodSymbol { ReturnsVoid: true },
            _ => false,
        };
}
