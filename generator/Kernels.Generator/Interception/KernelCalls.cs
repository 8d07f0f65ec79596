using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Calls of the members of <c>Kernels.Kernel</c>.</summary>
internal static class KernelCalls
{
    public static readonly string[] MemberNames = ["Jit", "Vmap"];

    /// <summary>Whether it looks like <c>Kernel.Jit(...)</c>.</summary>
    public static bool IsSyntactically(InvocationExpressionSyntax invocation) =>
        invocation.Expression is MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var name } && MemberNames.Contains(name)
        && type is IdentifierNameSyntax { Identifier.ValueText: "Kernel" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Kernel" };
}
