using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>KRN1009: a variable is read whose array a call before gave up to a kernel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UseAfterDonationAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.UseAfterDonation,
        "An array is read that was given up",
        "'{0}' was given up to '{1}', whose parameter '{2}' is marked [Donate]: its array is deleted, use the result instead",
        Rule.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "After the call of a kernel the arguments of its [Donate] parameters are deleted: reading one throws ObjectDisposedException.",
        Rule.HelpLink(DiagnosticIds.UseAfterDonation));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterOperationBlockAction(block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                if (body.Kind is not OperationKind.Block)
                    continue;
                var flow = new DonationFlow(symbols, (read, gift) => block.ReportDiagnostic(
                    Diagnostic.Create(Descriptor, read.Syntax.GetLocation(), read.Syntax.ToString(), gift.ContainingSymbol.Name, gift.Name)));
                if (flow.Concerns(body))
                    flow.Analyze(block.GetControlFlowGraph(body));
            }
        });
}
