using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers;

/// <summary>What all analyzers share: they run concurrently, leave generated code alone, and cost nothing where Kernels isn't referenced.</summary>
public abstract class KernelsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KernelsSymbols.Find(start.Compilation) is { } symbols)
                Register(start, symbols);
        });
    }

    /// <summary>Registers the actions of this analyzer.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, KernelsSymbols symbols);
}
