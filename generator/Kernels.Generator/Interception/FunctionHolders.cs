using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Where functions come from: readonly fields and locals assigned once, and what lambdas capture.</summary>
internal static class FunctionHolders
{
    /// <summary>The expression that a field or local holds, always.</summary>
    /// <exception cref="LoweringException">It may hold another, or is not to be seen.</exception>
    public static ExpressionSyntax Value(ISymbol symbol, ExpressionSyntax use, SyntaxTree tree, SemanticModel model, CancellationToken ct)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol { IsReadOnly: true }))
            throw new LoweringException($"'{use}' is not a readonly field or a local that is assigned once");
        if (symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(ct) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            throw new LoweringException($"'{use}' is not initialised where it is declared");
        if (declarator.SyntaxTree != tree) throw new LoweringException($"'{use}' is declared in another file");
        var scope = declarator.FirstAncestorOrSelf<SyntaxNode>(n => n is TypeDeclarationSyntax || (symbol is ILocalSymbol && n is MemberDeclarationSyntax and not GlobalStatementSyntax))
            ?? tree.GetRoot(ct);
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != symbol.Name || !IsWritten(name)) continue;
            if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, ct).Symbol, symbol)) throw new LoweringException($"'{use}' is assigned more than once");
        }

        return value;
    }

    /// <exception cref="LoweringException">The lambda uses variables of its surroundings.</exception>
    public static void RejectCaptures(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken ct)
    {
        foreach (var node in lambda.Body.DescendantNodesAndSelf())
        {
            if (node is ThisExpressionSyntax or BaseExpressionSyntax) throw new LoweringException("the lambda captures 'this'");
            if (node is not IdentifierNameSyntax name || name.Parent is MemberAccessExpressionSyntax access && access.Name == name) continue;
            switch (model.GetSymbolInfo(name, ct).Symbol)
            {
                case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol when model.GetSymbolInfo(name, ct).Symbol is { } variable
                    && variable.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && !lambda.Span.Contains(declaration.Span):
                    throw new LoweringException($"the lambda captures '{variable.Name}'; make it a parameter");
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } or IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary }
                    when name.FirstAncestorOrSelf<InitializerExpressionSyntax>() is null && name.FirstAncestorOrSelf<SubpatternSyntax>() is null && name.FirstAncestorOrSelf<MemberBindingExpressionSyntax>() is null:
                    throw new LoweringException($"the lambda captures 'this' through '{name}'");
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                    throw new LoweringException($"the lambda calls the local function '{name}'; make it a static method");
            }
        }
    }

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        SyntaxNode node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node
            || node.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax;
    }
}
