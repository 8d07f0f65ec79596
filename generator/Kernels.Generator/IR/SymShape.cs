using System.Collections.Immutable;
using System.Globalization;

namespace Kernels.Generator.IR;

/// <summary>A dimension, affine in one symbol: <c>Scale * Symbol + Offset</c>; a known extent has no symbol.</summary>
internal readonly record struct Dim(string? Symbol, int Scale, int Offset)
{
    public static Dim Known(int extent) => new(null, 0, extent);

    public bool IsKnown => Symbol is null;

    public override string ToString()
    {
        if (Symbol is null) return Offset.ToString(CultureInfo.InvariantCulture);
        var text = Scale == 1 ? Symbol : $"{Scale}*{Symbol}";
        return Offset == 0 ? text : Offset > 0 ? $"{text}+{Offset}" : $"{text}{Offset}";
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

    /// <summary>A shape that equals no other one.</summary>
    public static SymShape Fresh(string hint) =>
        Unknown($"{hint}{Interlocked.Increment(ref s_fresh).ToString(CultureInfo.InvariantCulture)}");

    private static int s_fresh;

    public bool IsScalar => Prefix.Length == 0 && Dims.Count == 0;

    /// <summary>What both shapes broadcast to, or null if their known extents contradict each other.</summary>
    public static SymShape? Broadcast(SymShape left, SymShape right)
    {
        if (left.Equals(right) || right.IsScalar) return left;
        if (left.IsScalar) return right;

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

    // A name that stands for the whole shape, usable inside a prefix.
    private string ToName() => Dims.Count == 0 ? Prefix : $"{(Prefix.Length == 0 ? "" : Prefix.Replace('&', '_') + "_")}{string.Join("_", Dims)}".Replace('*', 'x').Replace('+', 'p').Replace('-', 'm');

    private static string Join(string left, string right)
    {
        var names = new SortedSet<string>(left.Split('&'), StringComparer.Ordinal);
        names.UnionWith(right.Split('&'));
        names.Remove("");
        return string.Join("&", names);
    }

    public override string ToString()
    {
        var dims = string.Join(", ", Dims);
        return Prefix.Length == 0 ? $"[{dims}]" : dims.Length == 0 ? $"[...{Prefix}]" : $"[...{Prefix}, {dims}]";
    }
}
