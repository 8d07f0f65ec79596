using System.Collections;
using System.Runtime.CompilerServices;

namespace Kernels;

/// <summary>The axes that a function works along: one (<c>axis: 1</c>), several (<c>axis: (0, 1)</c> or <c>axis: [0, 1]</c>), or by default all.
/// Negative ones count from the end.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IEquatable<Axes>, IReadOnlyList<int>
{
    private readonly int[]? _axes;

    private Axes(int[] axes) => _axes = axes;

    /// <summary>Whether no axes were given: the function works along all of them.</summary>
    public bool IsAll => _axes is null;

    /// <summary>The number of axes given.</summary>
    public int Count => _axes?.Length ?? 0;

    /// <summary>The axis at <paramref name="index"/>, as given.</summary>
    public int this[int index] => AsSpan()[index];

    /// <summary>Several axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>Two axes: <c>axis: (0, 1)</c>.</summary>
    public static implicit operator Axes((int First, int Second) axes) => new([axes.First, axes.Second]);

    /// <summary>Three axes: <c>axis: (1, 2, 3)</c>.</summary>
    public static implicit operator Axes((int First, int Second, int Third) axes) => new([axes.First, axes.Second, axes.Third]);

    /// <summary>The axes as given.</summary>
    public ReadOnlySpan<int> AsSpan() => _axes;

    /// <inheritdoc/>
    public bool Equals(Axes other) => IsAll == other.IsAll && AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _axes is null ? -1 : _axes.Length == 0 ? 0 : HashCode.Combine(_axes.Length, _axes[0]);

    /// <summary>Whether both name the same axes in the same order.</summary>
    public static bool operator ==(Axes left, Axes right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Axes left, Axes right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => IsAll ? "all" : Count == 1 ? $"{this[0]}" : $"({string.Join(", ", AsSpan().ToArray())})";

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)(_axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_axes ?? []).GetEnumerator();
}
