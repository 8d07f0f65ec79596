using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>The IR of one companion, as its <c>[KernelIr]</c> holds it.</summary>
internal sealed record CompanionIr(int Version, string Text);

/// <summary>What a referenced assembly ships of its kernels without having GPU kernels of its own.</summary>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Companions">The IR of all its companions, in the order of its metadata.</param>
internal sealed record LibraryIr(string Assembly, EquatableArray<CompanionIr> Companions)
{
    // By the reference; of a project that is open in the IDE by its compilation, which stays the same while others are edited.
    private static readonly ConditionalWeakTable<object, LibraryIr> Cache = new();

    /// <summary>The libraries among the references that were built without Kernels.Ilgpu, and ship kernels.</summary>
    public static EquatableArray<LibraryIr> Of(Compilation compilation, CancellationToken ct)
    {
        var libraries = new List<LibraryIr>();
        foreach (var reference in compilation.ExternalReferences)
        {
            ct.ThrowIfCancellationRequested();
            object key = reference is CompilationReference project ? project.Compilation : reference;
            if (!Cache.TryGetValue(key, out var library))
            {
                var read = compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly
                    ? new LibraryIr(assembly.Name, IsCandidate(assembly) ? new([.. Read(assembly, ct).Distinct()]) : default)
                    : new LibraryIr("", default);
                library = Cache.GetValue(key, _ => read);
            }

            if (library.Companions.Count > 0) libraries.Add(library);
        }

        return new([.. libraries]);
    }

    // What was built with Kernels.Ilgpu registers its own kernels.
    private static bool IsCandidate(IAssemblySymbol assembly)
    {
        var references = assembly.Modules.SelectMany(m => m.ReferencedAssemblies).Select(r => r.Name).ToList();
        return references.Contains("Kernels") && !references.Contains("Kernels.Ilgpu") && assembly.Name != "Kernels.Ilgpu";
    }

    private static IEnumerable<CompanionIr> Read(IAssemblySymbol assembly, CancellationToken ct) =>
        Read(assembly.GetAttributes()).Concat(Methods(assembly.GlobalNamespace, ct).SelectMany(m => Read(m.GetAttributes())));

    private static IEnumerable<IMethodSymbol> Methods(INamespaceOrTypeSymbol container, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method) yield return method;
            if (member is not INamespaceOrTypeSymbol inner) continue;
            foreach (var deeper in Methods(inner, ct)) yield return deeper;
        }
    }

    private static IEnumerable<CompanionIr> Read(IEnumerable<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { Name: "KernelIrAttribute", ContainingNamespace.Name: "CompilerServices" } && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is int version && attribute.ConstructorArguments[1].Value is string text) yield return new(version, text);
        }
    }
}
