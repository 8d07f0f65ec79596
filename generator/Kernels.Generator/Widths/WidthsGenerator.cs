using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator.Widths;

/// <summary>Prints the classes that <c>Kernels.Simd</c> writes for <c>Vector256</c> under <c>[PerWidth]</c> for the other widths.</summary>
/// <remarks>Syntax only: nothing is bound, so an edit costs the one tree it is in.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class WidthsGenerator : IIncrementalGenerator
{
    const string Namespace = "Kernels.Simd";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sources = context.SyntaxProvider
            .CreateSyntaxProvider(IsPerWidthClass, Read)
            .WithTrackingName("PerWidthSources");
        context.RegisterSourceOutput(sources, Print);
    }

    static bool IsPerWidthClass(SyntaxNode node, CancellationToken cancel)
    {
        return node is ClassDeclarationSyntax { AttributeLists.Count: > 0 } declared
            && WidthPrinter.FindMark(declared) is not null
            && declared.Parent is BaseNamespaceDeclarationSyntax space
            && space.Name.ToString() == Namespace;
    }

    static PerWidthSource Read(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        var declared = (ClassDeclarationSyntax)context.Node;
        return WidthPrinter.Read(declared, cancel);
    }

    static void Print(SourceProductionContext context, PerWidthSource source)
    {
        foreach (var width in (int[])[512, 128])
            context.AddSource($"{source.Name}.{width}.g.cs", WidthPrinter.Print(source, width));
    }
}
