using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>KRN1005: a type around a kernel is not partial, so that the kernel's companions can't be added to it.</summary>
/// <remarks>Once for each type that needs the keyword, however many kernels it holds; at its name, where the fix goes.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeNotPartialAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.TypeNotPartial,
        "A type that contains a kernel must be partial",
        "'{0}' must be partial: what is generated for the kernel '{1}' becomes a member beside it",
        Rule.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The companions of a [Jit], [Vmap] or [Grad] method are emitted into its own type, and that type and all types around it must be partial.",
        Rule.HelpLink(DiagnosticIds.TypeNotPartial));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KernelsSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.DeclaringSyntaxReferences.Length != 1
            || type.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is not TypeDeclarationSyntax declaration
            // An extension block has no name and can't be partial; its class is asked instead.
            || declaration.Identifier.IsKind(SyntaxKind.None)
            || declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            return;
        if (KernelIn(type, symbols) is { } kernel)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, declaration.Identifier.GetLocation(), type.Name, kernel.Name));
    }

    private static IMethodSymbol? KernelIn(INamedTypeSymbol type, KernelsSymbols symbols)
    {
        foreach (var member in type.GetMembers())
            switch (member)
            {
                case IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false } method when symbols.IsKernelMethod(method):
                    return method;
                case INamedTypeSymbol nested when KernelIn(nested, symbols) is { } kernel:
                    return kernel;
                default:
                    break;
            }
        return null;
    }
}
