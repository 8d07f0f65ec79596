using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>What is known of a referenced assembly without binding.</summary>
internal static class ReferenceFacts
{
    private static readonly ConditionalWeakTable<MetadataReference, object> Identities = new();
    private static long _count;

    /// <summary>A value that equals another's if both references show the same code: an identity for a file, a hash of the sources for
    /// a project that is open in the IDE.</summary>
    public static Hash Identity(MetadataReference reference, CancellationToken ct)
    {
        if (reference is not CompilationReference project)
            return (Hash)Identities.GetValue(reference, _ => new Hash((ulong)Interlocked.Increment(ref _count)));
        var hash = Hash.Of(project.Compilation.AssemblyName ?? "");
        foreach (var tree in project.Compilation.SyntaxTrees)
        {
            var facts = TreeFacts.Of(tree, ct);
            foreach (var d in facts.Declarations) hash = hash.With(d.Signature);
            foreach (var kernel in facts.AttributedMethods) hash = hash.With(kernel.Own);
        }

        return hash;
    }

    /// <summary>The referenced assembly's simple name.</summary>
    public static string? AssemblyName(MetadataReference reference) => reference switch
    {
        CompilationReference project => project.Compilation.AssemblyName,
        PortableExecutableReference { FilePath: { } path } => Path.GetFileNameWithoutExtension(path),
        _ => null,
    };
}
