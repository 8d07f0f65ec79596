using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>A node's compile-time parameters, by name: texts, numbers, flags and lists of numbers.</summary>
/// <remarks>A text that starts with <c>@</c> is a C# expression of the host method: a parameter of an <c>[Op]</c> method that only the
/// runtime knows.</remarks>
internal sealed class Attributes
{
    public static readonly Attributes None = new([]);

    private readonly ImmutableSortedDictionary<string, string> _values;

    private Attributes(IEnumerable<KeyValuePair<string, string>> values) =>
        _values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public bool IsEmpty => _values.Count == 0;

    public IEnumerable<KeyValuePair<string, string>> Items => _values;

    public Attributes With(string name, string value) => new(_values.SetItem(name, value));

    public Attributes With(string name, bool value) => With(name, value ? "true" : "false");

    public Attributes With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    public Attributes With(string name, IEnumerable<int> values) =>
        With(name, string.Join(",", values.Select(v => v.ToString(CultureInfo.InvariantCulture))));

    public Attributes Without(string name) => new(_values.Remove(name));

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public string Required(string name) => Text(name) ?? throw new IrException($"there is no attribute '{name}'");

    /// <summary>The attribute as C#: the expression that it stands for, or its text, or a default.</summary>
    public string CSharp(string name, string otherwise) => Text(name) is { } text ? text.TrimStart('@') : otherwise;

    public bool Flag(string name) => Text(name) == "true";

    public int Int(string name, int otherwise = 0) => Text(name) is { } text ? Number(name, text) : otherwise;

    /// <summary>The numbers of a list, or null if there is no such attribute.</summary>
    public ImmutableArray<int>? Ints(string name) => Text(name) is not { } text || text.StartsWith("@", StringComparison.Ordinal) ? null
        : text.Length == 0 ? [] : [.. text.Split(',').Select(t => Number(name, t))];

    private static int Number(string name, string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number : throw new IrException($"the attribute '{name}' is no whole number: '{text}'");
}
