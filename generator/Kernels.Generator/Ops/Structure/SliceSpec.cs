using System.Collections.Immutable;
using System.Globalization;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>What the spec of an index does to each axis, as far as the extents follow from those of the array: <c>1..^1</c> leaves two fewer, <c>$1</c>
/// none. A range whose ends are known only at run time has no such form.</summary>
internal sealed class SliceSpec
{
    private enum Kind
    {
        /// <summary>Some are left out at the start and at the end.</summary>
        Trim,

        /// <summary>A number of elements, given by constants.</summary>
        Length,

        /// <summary>One index: the axis goes.</summary>
        Drop,

        /// <summary>An axis of extent 1 comes.</summary>
        New,

        /// <summary>As many axes as the other entries leave stay as they are.</summary>
        Rest,
    }

    private readonly record struct Entry(Kind Kind, int Start, int End);

    private readonly ImmutableArray<Entry> _entries;

    private SliceSpec(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>The form of a spec, or null if the extents do not follow from it.</summary>
    public static SliceSpec? Parse(string spec)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (var text in spec.Split(',').Select(e => e.Trim()).Where(e => e.Length != 0))
        {
            if (EntryOf(text) is not { } entry) return null;
            entries.Add(entry);
        }

        return new SliceSpec(entries.ToImmutable());
    }

    /// <summary>Whether all axes stay, each perhaps shorter at its ends.</summary>
    public bool OnlyTrims => _entries.All(e => e.Kind == Kind.Trim);

    /// <summary>Whether all axes stay, and none comes.</summary>
    public bool KeepsAxes => _entries.All(e => e.Kind is Kind.Trim or Kind.Length);

    /// <summary>The spec that does at once what this one and then <paramref name="next"/> do; both only trim.</summary>
    public SliceSpec Then(SliceSpec next)
    {
        Entry At(ImmutableArray<Entry> entries, int k) => k < entries.Length ? entries[k] : default;
        return new SliceSpec([.. Enumerable.Range(0, Math.Max(_entries.Length, next._entries.Length)).Select(k =>
            new Entry(Kind.Trim, At(_entries, k).Start + At(next._entries, k).Start, At(_entries, k).End + At(next._entries, k).End))]);
    }

    /// <summary>The shape of the part of an array: the same for all parts that have as many elements of each axis.</summary>
    public SymShape? ShapeOf(SymShape shape)
    {
        if (shape.IsScalar) return null;
        if (shape.Prefix.Length == 0 && shape.Dims.Count == _entries.Length && _entries.All(e => e.Kind == Kind.Drop)) return SymShape.Scalar;
        var lengths = _entries.Select(Text).ToList();
        // Behind an ellipsis entries count from the last axis, so that each has its say.
        while (lengths.Count > 0 && lengths[lengths.Count - 1] == "0" && _entries.All(e => e.Kind != Kind.Rest)) lengths.RemoveAt(lengths.Count - 1);
        return lengths.Count == 0 ? shape : shape.DeriveTrimmed(lengths);
    }

    /// <summary>By how many elements of the last axis named a part starts behind another one of the same array, so far as the specs say; null if it is not
    /// a number. Indices of other axes count as the same.</summary>
    public int? Behind(SliceSpec other)
    {
        var last = _entries.Length - 1;
        if (last < 0 || other._entries.Length != last + 1 || _entries[last].Kind != Kind.Trim) return null;
        for (var k = 0; k <= last; k++)
            if (_entries[k].Kind != other._entries[k].Kind || (k < last && _entries[k].Start != other._entries[k].Start)) return null;
        return _entries[last].Start - other._entries[last].Start;
    }

    /// <summary>The spec as C# text; it only trims.</summary>
    public override string ToString() => string.Join(", ", _entries.Select(e => $"{(e.Start == 0 ? "" : Number(e.Start))}..{(e.End == 0 ? "" : "^" + Number(e.End))}"));

    private static string Text(Entry entry) => entry.Kind switch
    {
        Kind.Trim => Number(entry.Start + entry.End),
        Kind.Length => "=" + Number(entry.End),
        Kind.Drop => "_",
        Kind.New => "+",
        _ => "*",
    };

    private static Entry? EntryOf(string text)
    {
        if (text.EndsWith("NewAxis", StringComparison.Ordinal)) return new Entry(Kind.New, 0, 0);
        if (text.EndsWith("Ellipsis", StringComparison.Ordinal)) return new Entry(Kind.Rest, 0, 0);
        var range = text.IndexOf("..", StringComparison.Ordinal);
        if (range < 0) return IsIndex(text) ? new Entry(Kind.Drop, 0, 0) : null;
        var (from, to) = (text.Substring(0, range), text.Substring(range + 2));
        if (Bound(from, 0, fromEnd: false) is { } start && Bound(to, 0, fromEnd: true) is { } end) return new Entry(Kind.Trim, start, end);
        if (Bound(from, 0, fromEnd: false) is { } first && Bound(to, null, fromEnd: false) is { } last && last >= first) return new Entry(Kind.Length, 0, last - first);
        return null;
    }

    private static bool IsIndex(string text)
    {
        var digits = text.TrimStart('^', '$');
        return digits.Length > 0 && digits.All(c => c is >= '0' and <= '9');
    }

    // A constant bound, counted from the end or not.
    private static int? Bound(string text, int? absent, bool fromEnd) =>
        text.Length == 0 ? absent
        : text[0] == '^' != fromEnd ? null
        : int.TryParse(fromEnd ? text.Substring(1) : text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
