using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>The incremental pipeline, and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
