using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.CodeFixes;

/// <summary>Which expressions can stand on the left of an assignment, and be written a second time on its right.</summary>
internal static class Assignable
{
    /// <summary>Whether <c>expression = ...expression...</c> is a legal assignment that evaluates nothing with an effect twice.</summary>
    public static bool CanRebind(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        expression = Strip(expression);
        var symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        return expression switch
        {
            IdentifierNameSyntax => IsVariable(symbol, expression, model, cancellation),
            MemberAccessExpressionSyntax member => IsVariable(symbol, expression, model, cancellation)
                && IsReceiver(member.Expression, symbol!, model, cancellation),
            ElementAccessExpressionSyntax element => IsRepeatable(element)
                && (model.GetTypeInfo(element.Expression, cancellation).Type is IArrayTypeSymbol
                    || symbol is IPropertySymbol property && IsWritable(property, expression, model)
                        && IsReceiver(element.Expression, property, model, cancellation)),
            _ => false,
        };
    }

    /// <summary>The expression without parentheses and <c>!</c>, neither of which may stand around the target of an assignment.</summary>
    public static ExpressionSyntax Strip(ExpressionSyntax expression)
    {
        while (true)
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    expression = postfix.Operand;
                    break;
                default:
                    return expression;
            }
    }

    /// <summary>Whether evaluating the expression twice is the same as once, as far as syntax can tell; properties are taken to be pure.</summary>
    public static bool IsRepeatable(SyntaxNode expression)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
            switch (node)
            {
                case InvocationExpressionSyntax:
                case BaseObjectCreationExpressionSyntax:
                case AssignmentExpressionSyntax:
                case AwaitExpressionSyntax:
                case AnonymousFunctionExpressionSyntax:
                case DeclarationExpressionSyntax:
                case PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression:
                case PostfixUnaryExpressionSyntax postfix when postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression:
                    return false;
                default:
                    break;
            }
        return true;
    }

    private static bool IsVariable(ISymbol? symbol, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
        => symbol switch
        {
            ILocalSymbol local => local is { IsConst: false, IsForEach: false, IsUsing: false, IsFixed: false, RefKind: not RefKind.RefReadOnly },
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
            IFieldSymbol field => (!field.IsReadOnly && !field.IsConst && field.RefKind == RefKind.None
                    || IsInConstructor(field, expression, model, cancellation))
                && !IsInReadOnlyMember(field, expression, model, cancellation),
            IPropertySymbol property => IsWritable(property, expression, model) && !IsInReadOnlyMember(property, expression, model, cancellation),
            _ => false,
        };

    private static bool IsWritable(IPropertySymbol property, ExpressionSyntax expression, SemanticModel model)
        => property.RefKind == RefKind.Ref
            // The indexer of NDArray has a setter, but only to tell the user in our words that there is none.
            || property is not { IsIndexer: true, ContainingType: { Name: "NDArray", ContainingNamespace.Name: "Kernels" } }
                && property.SetMethod is { IsInitOnly: false } setter && model.IsAccessible(expression.SpanStart, setter);

    // A member of a struct can be assigned only where the struct itself is a variable.
    private static bool IsReceiver(ExpressionSyntax receiver, ISymbol member, SemanticModel model, CancellationToken cancellation)
    {
        if (member.IsStatic)
            return true;
        if (!IsRepeatable(receiver))
            return false;
        if (member.ContainingType is not { IsValueType: true } || member is IPropertySymbol { RefKind: RefKind.Ref })
            return true;
        receiver = Strip(receiver);
        return receiver is ThisExpressionSyntax
            || (model.GetSymbolInfo(receiver, cancellation).Symbol is not IPropertySymbol && CanRebind(receiver, model, cancellation));
    }

    private static bool IsInConstructor(IFieldSymbol field, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
        => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && !field.IsConst
            && model.GetEnclosingSymbol(expression.SpanStart, cancellation) is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor
            && constructor.IsStatic == field.IsStatic
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, field.ContainingType);

    private static bool IsInReadOnlyMember(ISymbol member, ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
        => !member.IsStatic
            && member.ContainingType is { IsValueType: true }
            && expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && model.GetEnclosingSymbol(expression.SpanStart, cancellation) is IMethodSymbol { IsReadOnly: true };
}
