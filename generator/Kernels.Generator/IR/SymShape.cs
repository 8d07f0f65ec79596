using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kernels.Generator.IR;

/// <summary>A dimension, affine in one symbol: <c>Scale * Symbol + Offset</c>; a known extent has no symbol.</summary>
internal readonly record struct Dim(string? Symbol, int Scale, int Offset)
{
    public static Dim Known(int extent) => new(null, 0, extent);

    public bool IsKnown => Symbol is null;

    public override string ToString()
    {
        if (Symbol is null) return Offset.ToString(CultureInfo.InvariantCulture);
        var text = Scale == 1 ? Symbol : $"{Scale.ToString(CultureInfo.InvariantCulture)}*{Symbol}";
        return Offset == 0 ? text : $"{text}{(Offset > 0 ? "+" : "")}{Offset.ToString(CultureInfo.InvariantCulture)}";
    }
}

/// <summary>A shape <c>[...prefix, d1, ..., dk]</c>: dimensions under a prefix of unknown rank.</summary>
/// <remarks>A prefix is a set of names, joined by <c>&amp;</c>: the broadcast of the shapes so named. The empty set is no prefix at all,
/// so the rank is known. Two equal shapes are equal at run time; different ones may still be.</remarks>
internal sealed record SymShape(string Prefix, EquatableArray<Dim> Dims)
{
    /// <summary>A single element.</summary>
    public static readonly SymShape Scalar = new("", EquatableArray<Dim>.Empty);

    /// <summary>A shape of which nothing is known but its name.</summary>
    public static SymShape Unknown(string name) => new(name, EquatableArray<Dim>.Empty);

    /// <summary>A shape that equals no other one: <c>hint#1</c>. No C# identifier has a <c>#</c>, so no parameter is taken for it.</summary>
    public static SymShape Fresh(string hint) =>
        Unknown($"{hint}#{Interlocked.Increment(ref s_fresh).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A dimension that equals no other one.</summary>
    public static Dim FreshDim(string hint) => new(Fresh(hint).Prefix, 1, 0);

    /// <summary>Takes the next numbers for fresh names: those after the returned one.</summary>
    public static long Reserve(int count) => Interlocked.Add(ref s_fresh, count) - count;

    private static long s_fresh;

    private static readonly Regex s_number = new("#([0-9]+)", RegexOptions.CultureInvariant);

    /// <summary>The numbers of the fresh names in it.</summary>
    public IEnumerable<long> FreshNumbers()
    {
        foreach (var name in Dims.Select(d => d.Symbol ?? "").Prepend(Prefix))
        {
            if (!name.Contains('#')) continue;
            foreach (Match match in s_number.Matches(name))
                if (long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield return number;
        }
    }

    /// <summary>The shape with other numbers in its fresh names; the map must keep their order.</summary>
    public SymShape Renumber(Func<long, long> map)
    {
        string New(string name) => !name.Contains('#') ? name : s_number.Replace(name, match =>
            long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? $"#{map(number).ToString(CultureInfo.InvariantCulture)}" : match.Value);
        return FreshNumbers().Any() ? new SymShape(New(Prefix), Dims.Select(d => d.Symbol is { } s ? d with { Symbol = New(s) } : d).ToEquatableArray()) : this;
    }

    /// <summary>An unknown shape that is a function of this one, and so equal for equal ones: <c>x/0</c> is x without axis 0.</summary>
    public SymShape Derive(string how) => Unknown($"{DerivedName()}{how}");

    private string DerivedName() => $"{(Prefix.Contains('&') ? $"({ToName().Replace('&', '|')})" : ToName())}/";

    /// <summary>This shape with some axes of extent 1: what a reduction that keeps its axes makes of it.</summary>
    public SymShape DeriveKept(string axes) => Derive($"{axes}{Kept}");

    /// <summary>This shape with fewer elements of some axes: <c>x/(2;0)</c> has two rows fewer than x, and so has every part of <c>x/(1)</c> without one row.</summary>
    /// <param name="lengths">For each axis, numbers of elements left out, or other text that says what becomes of it.</param>
    public SymShape DeriveTrimmed(IReadOnlyList<string> lengths)
    {
        if (Dims.Count != 0 || s_trimmed.Match(Prefix) is not { Success: true } match || !lengths.All(l => l.All(c => c is >= '0' and <= '9')))
            return Derive($"({string.Join(";", lengths)})");
        var before = match.Groups[2].Value.Split(';');
        var sums = Enumerable.Range(0, Math.Max(before.Length, lengths.Count)).Select(k =>
            (k < before.Length ? int.Parse(before[k], CultureInfo.InvariantCulture) : 0) + (k < lengths.Count ? int.Parse(lengths[k], CultureInfo.InvariantCulture) : 0));
        return Unknown($"{match.Groups[1].Value}/({string.Join(";", sums.Select(s => s.ToString(CultureInfo.InvariantCulture)))})");
    }

    private static readonly Regex s_trimmed = new(@"^([^&]*)/\(([0-9;]+)\)$", RegexOptions.CultureInvariant);

    private const string Kept = ":1";

    // Whether this is the other shape with axes of extent 1, by its name.
    private bool IsKeptReductionOf(SymShape other)
    {
        if (Dims.Count != 0 || !Prefix.EndsWith(Kept, StringComparison.Ordinal)) return false;
        var name = other.DerivedName();
        return Prefix.StartsWith(name, StringComparison.Ordinal) && Prefix.IndexOfAny(['/', '&'], name.Length) < 0;
    }

    public bool IsScalar => Prefix.Length == 0 && Dims.Count == 0;

    /// <summary>What both shapes broadcast to, or null if their known extents contradict each other.</summary>
    public static SymShape? Broadcast(SymShape left, SymShape right)
    {
        if (left.Equals(right) || right.IsScalar) return left;
        if (left.IsScalar) return right;
        if (right.IsKeptReductionOf(left)) return left;
        if (left.IsKeptReductionOf(right)) return right;

        // Trailing dimensions align from the right; a dimension that meets an unknown prefix stays unknown, so it joins the prefix.
        if (left.Prefix.Length == 0 && right.Prefix.Length == 0)
        {
            var longer = left.Dims.Count >= right.Dims.Count ? left.Dims : right.Dims;
            var shorter = left.Dims.Count >= right.Dims.Count ? right.Dims : left.Dims;
            var dims = ImmutableArray.CreateBuilder<Dim>(longer.Count);
            var skip = longer.Count - shorter.Count;
            for (var i = 0; i < longer.Count; i++)
            {
                if (i < skip || longer[i] == shorter[i - skip]) dims.Add(longer[i]);
                else if (longer[i] == Dim.Known(1)) dims.Add(shorter[i - skip]);
                else if (shorter[i - skip] == Dim.Known(1)) dims.Add(longer[i]);
                else if (longer[i].IsKnown && shorter[i - skip].IsKnown) return null;
                else return Unknown(Join(left.ToName(), right.ToName()));
            }

            return new SymShape("", dims.ToImmutable().ToEquatableArray());
        }

        if (left.Dims.Equals(right.Dims)) return new SymShape(Join(left.Prefix, right.Prefix), left.Dims);
        return Unknown(Join(left.ToName(), right.ToName()));
    }

    // A name that stands for the whole shape inside a prefix, and for no other.
    private string ToName() => Dims.Count == 0 ? Prefix
        : $"({(Prefix.Length == 0 ? "" : $"...{Prefix.Replace('&', '|')};")}{string.Join(";", Dims)})";

    private static string Join(string left, string right)
    {
        var names = new SortedSet<string>(left.Split('&'), Comparer<string>.Create((a, b) => string.CompareOrdinal(Key(a), Key(b))));
        names.UnionWith(right.Split('&'));
        names.Remove("");
        names.RemoveWhere(n => names.Any(o => o != n && Unknown(n).IsKeptReductionOf(Unknown(o))));
        return string.Join("&", names);
    }

    // Numbers compare by value, so that renumbering in order keeps the order of a joined prefix.
    private static string Key(string name) => !name.Contains('#') ? name
        : s_number.Replace(name, match => $"#{match.Length.ToString("D3", CultureInfo.InvariantCulture)}{match.Value}");

    public override string ToString()
    {
        var dims = string.Join(", ", Dims);
        return Prefix.Length == 0 ? $"[{dims}]" : dims.Length == 0 ? $"[...{Prefix}]" : $"[...{Prefix}, {dims}]";
    }
}
