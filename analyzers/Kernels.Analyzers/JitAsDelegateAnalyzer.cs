using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>KRN1007: a [Jit] method used as a delegate can't be intercepted: the original body runs, right but slower.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JitAsDelegateAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.JitAsDelegate,
        "A [Jit] method used as a delegate runs uncompiled",
        "'{0}' as a delegate runs its original body, not its kernel: use '{0}Jit', or call '{0}' in a lambda",
        Rule.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Calls of a [Jit] method are sent to its kernel where they are written. A delegate is called elsewhere.",
        Rule.HelpLink(DiagnosticIds.JitAsDelegate));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterOperationAction(operation => Analyze(operation, symbols), OperationKind.MethodReference);

    private static void Analyze(OperationAnalysisContext context, KernelsSymbols symbols)
    {
        var reference = (IMethodReferenceOperation)context.Operation;
        if (!symbols.IsJit(reference.Method))
            return;
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
            switch (parent)
            {
                case INameOfOperation:
                // Kernel.Jit(F), Kernel.Vmap(F): compiled there.
                case IArgumentOperation { Parent: IInvocationOperation call } when symbols.IsKernel(call.TargetMethod.ContainingType):
                    return;
                case IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation:
                    continue;
                default:
                    goto Report;
            }
    Report:
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, reference.Syntax.GetLocation(), reference.Method.Name));
    }
}
