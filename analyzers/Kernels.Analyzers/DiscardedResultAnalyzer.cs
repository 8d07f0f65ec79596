using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>KRN1002: the result of an operation that does nothing but give a result is discarded.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedResultAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.DiscardedResult,
        "The result of an array operation is discarded",
        "'{0}' changes no array and its result is discarded: assign the result",
        Rule.Immutability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A functional update gives a new array and leaves the one it is called on alone, as all operations on arrays do: 'a = a.At[0].Set(4)'.",
        Rule.HelpLink(DiagnosticIds.DiscardedResult));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.ExpressionStatement);

    private static void Analyze(OperationAnalysisContext context, KernelsSymbols symbols)
    {
        var operation = ((IExpressionStatementOperation)context.Operation).Operation;
        if (operation is IConditionalAccessOperation conditional)
            operation = conditional.WhenNotNull;
        if (operation is IInvocationOperation { TargetMethod: var method }
            && symbols.IsArray(method.ReturnType)
            && IsPure(method, symbols))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), method.Name));
    }

    // All of the runtime that gives an array does nothing else, but for Ready, which waits for the device, HasShape and CheckNaN, which
    // check, and DebugPrint: these are called for their effect and give the array back for chaining.
    private static bool IsPure(IMethodSymbol method, KernelsSymbols symbols)
        => method.Name is not ("Ready" or "HasShape" or "CheckNaN" or "DebugPrint")
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, symbols.Array.ContainingAssembly);
}
