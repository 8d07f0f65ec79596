using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>A kernel to compile. Two are equal if the same would be compiled: the key covers its text, all that it can see, and the
/// options. What it takes to compile it is not compared, and does not keep the compilation alive.</summary>
internal sealed class KernelSite(Hash key, KernelKind kind, string hintName, string qualifiedName, int tree, int start, World world) : IEquatable<KernelSite>
{
    public Hash Key { get; } = key;

    public KernelKind Kind { get; } = kind;

    public string HintName { get; } = hintName;

    public string QualifiedName { get; } = qualifiedName;

    /// <summary>The index of its tree in the compilation.</summary>
    public int Tree { get; } = tree;

    /// <summary>The position of its name.</summary>
    public int Start { get; } = start;

    public GeneratorOptions Options { get; } = world.Options;

    public WeakReference<Compilation> Compilation { get; } = world.Compilation;

    public bool Equals(KernelSite? other) => other is not null && Key == other.Key && Kind == other.Kind && HintName == other.HintName;

    public override bool Equals(object? obj) => Equals(obj as KernelSite);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <summary>The kernels of one file.</summary>
internal sealed record KernelFile(string Path, EquatableArray<KernelSite> Kernels);

/// <summary>A file that uses the names of kernels, and so may call them. Compared like <see cref="KernelSite"/>.</summary>
internal sealed class CallFile(Hash key, string path, string hintName, int tree, EquatableArray<int> uses, World world) : IEquatable<CallFile>
{
    public Hash Key { get; } = key;

    public string Path { get; } = path;

    public string HintName { get; } = hintName;

    public int Tree { get; } = tree;

    /// <summary>Where the names are.</summary>
    public EquatableArray<int> Uses { get; } = uses;

    public GeneratorOptions Options { get; } = world.Options;

    public WeakReference<Compilation> Compilation { get; } = world.Compilation;

    public bool Equals(CallFile? other) => other is not null && Key == other.Key && HintName == other.HintName;

    public override bool Equals(object? obj) => Equals(obj as CallFile);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <summary>The assembly as a whole, where it asks for something. Compared like <see cref="KernelSite"/>.</summary>
internal sealed class AssemblySite(Hash key, World world) : IEquatable<AssemblySite>
{
    public Hash Key { get; } = key;

    public WeakReference<Compilation> Compilation { get; } = world.Compilation;

    public bool Equals(AssemblySite? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as AssemblySite);

    public override int GetHashCode() => Key.GetHashCode();
}
