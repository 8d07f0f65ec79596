using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>The simple names of the kernels that referenced assemblies ship, from <c>[assembly: KernelLibrary]</c>.</summary>
internal static class LibraryKernelNames
{
    private static readonly ConditionalWeakTable<MetadataReference, string[]> Cache = new();

    public static EquatableArray<string> Of(Compilation compilation, CancellationToken ct)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (var reference in compilation.ExternalReferences)
        {
            ct.ThrowIfCancellationRequested();
            if (reference is CompilationReference) names.UnionWith(Read(compilation, reference));
            else if (Cache.TryGetValue(reference, out var known)) names.UnionWith(known);
            else names.UnionWith(Cache.GetValue(reference, r => Read(compilation, r)));
        }

        return new([.. names]);
    }

    private static string[] Read(Compilation compilation, MetadataReference reference)
    {
        if (compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly) return [];
        // Only what is built on the runtime can ship kernels; that spares reading the attributes of the framework.
        if (!assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "Kernels"))) return [];
        List<string> names = [];
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "KernelLibraryAttribute", ContainingNamespace.Name: "CompilerServices" }) continue;
            foreach (var argument in attribute.ConstructorArguments)
                foreach (var value in argument.Kind == TypedConstantKind.Array ? argument.Values : [argument])
                    if (value.Value is string name) names.Add(name.Substring(name.LastIndexOf('.') + 1));
        }

        return [.. names];
    }
}
