using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>What a syntax tree declares and uses, by name, as far as kernels may depend on it. Computed once a tree, without binding;
/// holds hashes, names and positions, never the tree.</summary>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Cache = new();

    private Dictionary<string, (Hash Signature, Hash Body)>? _byName;

    /// <summary>The name under which the file's global usings and assembly attributes count as a declaration.</summary>
    public const string EverywhereName = "";

    public required string Path { get; init; }

    /// <summary>Hash of the whole text.</summary>
    public required Hash Text { get; init; }

    /// <summary>Everything declared, in order; namespaces apart.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }

    /// <summary>The simple names of the namespaces.</summary>
    public required IReadOnlyCollection<string> Namespaces { get; init; }

    /// <summary>Methods with attributes: those that may be kernels.</summary>
    public required IReadOnlyList<AttributedMethod> AttributedMethods { get; init; }

    /// <summary>Where each simple name is used in code.</summary>
    public required IReadOnlyDictionary<string, List<int>> Uses { get; init; }

    /// <summary>Every identifier of the file.</summary>
    public required string[] Names { get; init; }

    /// <summary>The simple names of the assembly's attributes.</summary>
    public required string[] AssemblyAttributes { get; init; }

    /// <summary>Aliases: their names and the simple names that they stand for.</summary>
    public required IReadOnlyList<(string Alias, string Target, bool IsGlobal)> Aliases { get; init; }

    /// <summary>The hashes of all declarations of each name.</summary>
    public IReadOnlyDictionary<string, (Hash Signature, Hash Body)> ByName
    {
        get
        {
            if (_byName is not null) return _byName;
            Dictionary<string, (Hash, Hash)> byName = [];
            foreach (var d in Declarations)
            {
                var (signature, body) = byName.TryGetValue(d.Name, out var known) ? known : default;
                byName[d.Name] = (signature.Plus(d.Signature), body.Plus(d.Body));
            }

            foreach (var name in Namespaces)
                byName[name] = byName.TryGetValue(name, out var known) ? (known.Item1.With(1), known.Item2) : (new(1), default);
            return _byName = byName;
        }
    }

    public static TreeFacts Of(SyntaxTree tree, CancellationToken ct)
    {
        if (Cache.TryGetValue(tree, out var facts)) return facts;
        facts = TreeFactsBuilder.Build(tree, ct);
        return Cache.GetValue(tree, _ => facts);
    }
}

/// <summary>A declared name.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Signature">Hash of what a user of the name sees, and of where it stands: namespace, type, usings.</param>
/// <param name="Body">Hash of what an inliner sees, and of its position, since diagnostics may point into it.</param>
/// <param name="SignatureNames">Identifiers in the signature.</param>
/// <param name="BodyNames">Identifiers in the body.</param>
internal sealed record Declaration(string Name, Hash Signature, Hash Body, string[] SignatureNames, string[] BodyNames);

/// <summary>A method with attributes.</summary>
/// <param name="QualifiedName"><c>Ns.Type.Method</c>.</param>
/// <param name="Attributes">The simple names of its attributes, as written.</param>
/// <param name="IsBodilessPartial">The method is a partial declaration without a body.</param>
/// <param name="Start">The position of the method's name.</param>
/// <param name="Own">Hash of its text, position and context.</param>
/// <param name="Names">Every identifier in it.</param>
internal sealed record AttributedMethod(string QualifiedName, string[] Attributes, bool IsBodilessPartial, int Start, Hash Own, string[] Names)
{
    public string Name => QualifiedName.Substring(QualifiedName.LastIndexOf('.') + 1);
}
