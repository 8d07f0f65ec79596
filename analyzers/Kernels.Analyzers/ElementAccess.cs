using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Analyzers;

/// <summary>Element accesses of arrays, as they are written: <c>a[0]</c>, <c>a[0][1]</c>, and <c>a.At[0]</c> taken for a place that can be assigned.</summary>
internal static class ElementAccess
{
    /// <summary>The expression of type <c>NDArray&lt;T&gt;</c> that <paramref name="access"/> indexes, or null if it indexes something else.</summary>
    public static ExpressionSyntax? Array(ElementAccessExpressionSyntax access, SemanticModel model, KernelsSymbols symbols, CancellationToken cancellation)
    {
        if (symbols.IsArray(model.GetTypeInfo(access.Expression, cancellation).Type))
            return access.Expression;
        return access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "At" } at
            && symbols.IsArray(model.GetTypeInfo(at.Expression, cancellation).Type)
            ? at.Expression
            : null;
    }
}
