using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Analyzers;

/// <summary>KRN1003: memory of an array is written behind its back: through a span made writable, or through the array it wraps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MemoryWriteAnalyzer : KernelsAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        DiagnosticIds.MemoryWrite,
        "The memory of an NDArray is written",
        "'{0}' is memory of {1}: writing to it changes an immutable array and all its views; write to a copy",
        Rule.Immutability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Arrays share memory because nothing writes to it. ToArray copies out, FromArray copies in; what is wrapped without a copy is given away.",
        Rule.HelpLink(DiagnosticIds.MemoryWrite));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptor);

    private protected override void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols)
        => context.RegisterOperationBlockStartAction(start =>
        {
            // Flow is followed only through the few bodies that take memory from an array or give some to one.
            var found = 0;
            start.RegisterOperationAction(
                operation =>
                {
                    var call = (IInvocationOperation)operation.Operation;
                    if (MemoryFlow.IsMemoryOfArray(call, symbols) || MemoryFlow.IsWrap(call, symbols))
                        Interlocked.Exchange(ref found, 1);
                },
                OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(end =>
            {
                if (Volatile.Read(ref found) == 0)
                    return;
                foreach (var block in end.OperationBlocks)
                {
                    var flow = new MemoryFlow(symbols, (place, origin) => end.ReportDiagnostic(Diagnostic.Create(
                        Descriptor,
                        place.Syntax.GetLocation(),
                        place.Syntax.ToString(),
                        origin == MemoryOrigin.Array ? "an NDArray" : "the NDArray that wraps it")));
                    flow.Analyze(end.GetControlFlowGraph(block), ImmutableDictionary<ISymbol, MemoryOrigin>.Empty.WithComparers(SymbolEqualityComparer.Default));
                }
            });
        });
}
