namespace Kernels;

/// <summary>One entry of an index: an <c>int</c> or <see cref="Index"/> (takes one element, drops the axis), a <see cref="Range"/>,
/// a range with a step (<c>(1..7).By(2)</c>), <see cref="NDArray.NewAxis"/> or <see cref="NDArray.Ellipsis"/>.</summary>
/// <remarks>Indices and ranges mean what they mean in C#: <c>^1</c> is the last element, the end of a range is left out, and what
/// lies outside throws. A negative step walks the range backwards from its last element: <c>(..).By(-1)</c> reverses.</remarks>
public readonly struct Slice : IEquatable<Slice>
{
    private Slice(SliceKind kind, Range range, int step)
    {
        Kind = kind;
        Range = range;
        Step = step;
    }

    internal SliceKind Kind { get; }

    /// <summary>The range; for an index, its start.</summary>
    internal Range Range { get; }

    internal int Step { get; }

    internal static Slice NewAxis => new(SliceKind.NewAxis, default, 1);

    internal static Slice Ellipsis => new(SliceKind.Ellipsis, default, 1);

    internal static Slice Stepped(Range range, int step)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        return new Slice(SliceKind.Range, range, step);
    }

    /// <summary>The element at an index; the axis is dropped.</summary>
    // A negative int is no Index; it is kept as it is, so that the error can name it.
    public static implicit operator Slice(int index) =>
        index >= 0 ? new(SliceKind.Index, new Range(index, 0), 1) : new(SliceKind.NegativeIndex, default, index);

    /// <summary>The element at an index, counted from the end with <c>^</c>; the axis is dropped.</summary>
    public static implicit operator Slice(Index index) => new(SliceKind.Index, new Range(index, 0), 1);

    /// <summary>The elements of a range.</summary>
    public static implicit operator Slice(Range range) => new(SliceKind.Range, range, 1);

    /// <inheritdoc/>
    public bool Equals(Slice other) => Kind == other.Kind && Range.Equals(other.Range) && Step == other.Step;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Slice other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Range, Step);

    /// <summary>Whether both select the same elements of every axis.</summary>
    public static bool operator ==(Slice left, Slice right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Slice left, Slice right) => !left.Equals(right);

    /// <summary>As it is written.</summary>
    public override string ToString() => Kind switch
    {
        SliceKind.NewAxis => "NewAxis",
        SliceKind.Ellipsis => "Ellipsis",
        SliceKind.Index => Range.Start.ToString(),
        SliceKind.NegativeIndex => $"{Step}",
        _ => Step == 1 ? $"{Range}" : $"({Range}).By({Step})",
    };
}

/// <summary>What a <see cref="Slice"/> is.</summary>
internal enum SliceKind : byte
{
    /// <summary>The default value of a slice: the element at 0, as <c>default(Index)</c> is.</summary>
    Index,
    NegativeIndex,
    Range,
    NewAxis,
    Ellipsis,
}

/// <summary>Ranges with a step.</summary>
public static class RangeExtensions
{
    /// <summary>Every <paramref name="step"/>th element of the range, from its first; with a negative step backwards from its last.</summary>
    /// <param name="range">The range, as in C#.</param>
    /// <param name="step">Not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Slice By(this Range range, int step) => Slice.Stepped(range, step);
}
