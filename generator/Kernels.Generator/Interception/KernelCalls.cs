using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Calls of the members of <c>Kernels.Kernel</c>.</summary>
internal static class KernelCalls
{
    public static readonly string[] MemberNames = ["Jit", "Vmap"];

    /// <summary>The member of <c>Kernel</c> that is called, bound.</summary>
    public static IMethodSymbol? Bind(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken ct) =>
        model.GetSymbolInfo(invocation, ct).Symbol is IMethodSymbol
        {
            ContainingType: { Name: "Kernel", ContainingNamespace: { Name: "Kernels", ContainingNamespace.IsGlobalNamespace: true } },
        } method && MemberNames.Contains(method.Name) ? method : null;
}
