using System.Globalization;
using Kernels.Generator.IR;
using Microsoft.CodeAnalysis.CSharp;

namespace Kernels.Generator.Emit;

/// <summary>C# identifiers for values: the user's own names where they are free, else numbered ones.</summary>
internal sealed class Names
{
    private readonly Dictionary<Value, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // The types that generated code names; a local of the same name would hide them.
    private static readonly string[] Types =
    [
        "Lanes", "VectorMath", "Quotients", "Roots", "Ahead", "Mask", "VMask", "F32", "F64", "I32", "I64", "U8", "VF32", "VF64", "VI32", "VI64", "VU8",
        "NDArray", "LoopNest", "ShapeGuard", "Reduction", "Reductions", "Batching", "InPlace", "SpecialFunctions", "GpuMath",
    ];

    public Names(params string[] reserved)
    {
        _taken.UnionWith(Types);
        _taken.UnionWith(reserved);
    }

    public string this[Value value] => _names.TryGetValue(value, out var name) ? name : Declare(value);

    public bool Has(Value value) => _names.ContainsKey(value);

    /// <summary>Names a value now.</summary>
    public string Declare(Value value, string fallback = "t") => _names[value] = Fresh(value.Name ?? fallback, numbered: value.Name is null);

    /// <summary>Lets a value go under a name, or an expression, that exists already.</summary>
    public void Alias(Value value, string name) => _names[value] = name;

    /// <summary>A name like <paramref name="wish"/> that nothing else has.</summary>
    public string Fresh(string wish, bool numbered = false)
    {
        wish = wish.TrimStart('@');
        var name = wish;
        for (var k = numbered ? 0 : 1; ; k++)
        {
            if (k != 1 || numbered) name = wish + k.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name)) break;
        }

        return SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
    }
}
