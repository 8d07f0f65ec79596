namespace Kernels.Generator.Widths;

/// <summary>The text of one <c>[PerWidth]</c> class.</summary>
internal sealed class PerWidthSource(string name, string usings, string body) : System.IEquatable<PerWidthSource>
{
    /// <summary>Unique among the classes: the type's name and its file's.</summary>
    public string Name { get; } = name;

    /// <summary>The using directives of the file, aliases among them.</summary>
    public string Usings { get; } = usings;

    /// <summary>The class, without its mark.</summary>
    public string Body { get; } = body;

    public bool Equals(PerWidthSource? other)
        => other is not null && Name == other.Name && Usings == other.Usings && Body == other.Body;

    public override bool Equals(object? obj) => Equals(obj as PerWidthSource);

    public override int GetHashCode() => (Name.GetHashCode() * 31 + Usings.GetHashCode()) * 31 + Body.GetHashCode();
}
