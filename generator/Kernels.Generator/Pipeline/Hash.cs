using Microsoft.CodeAnalysis;

namespace Kernels.Generator;

/// <summary>A 64-bit hash, the same in every process: keys of the pipeline are made of it.</summary>
internal readonly record struct Hash(ulong Value)
{
    private const ulong Prime = 1099511628211;

    public static Hash Of(string text) => new Hash(14695981039346656037).With(text);

    public Hash With(string text)
    {
        var h = Value;
        foreach (var c in text) h = unchecked((h ^ c) * Prime);
        return new(unchecked((h ^ 0xFFFF) * Prime));
    }

    public Hash With(ulong value)
    {
        // splitmix64's finaliser: FNV alone mixes whole words badly.
        var z = unchecked(Value * Prime + value + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return new(z ^ (z >> 31));
    }

    public Hash With(Hash other) => With(other.Value);

    public Hash With(int value) => With(unchecked((ulong)value));

    public Hash With(bool value) => With(value ? 1UL : 0);

    /// <summary>Combines without regard to order.</summary>
    public Hash Plus(Hash other) => new(unchecked(Value + other.Value));

    /// <summary>Adds a node's tokens, without white space and comments.</summary>
    public Hash WithTokens(SyntaxNode? node)
    {
        if (node is null) return With(0);
        var hash = this;
        foreach (var token in node.DescendantTokens()) hash = hash.With(token.Text);
        return hash;
    }

    /// <summary>Adds a list of nodes' tokens.</summary>
    public Hash WithTokens<T>(SyntaxList<T> nodes) where T : SyntaxNode
    {
        var hash = this;
        foreach (var node in nodes) hash = hash.WithTokens(node);
        return hash.With(nodes.Count);
    }
}
