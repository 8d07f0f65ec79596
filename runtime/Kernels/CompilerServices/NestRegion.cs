namespace Kernels.CompilerServices;

/// <summary>A box of a nest's iteration space.</summary>
/// <param name="Start">Its first element, by axis.</param>
/// <param name="Extents">Its extents, by axis.</param>
internal readonly record struct NestRegion(int[] Start, Shape Extents)
{
    /// <summary>The part of it in which a box of an operand lies, once that broadcasts to the nest; null if there is none.</summary>
    /// <param name="start">The box's first element, over the operand's axes.</param>
    /// <param name="extents">Its extents.</param>
    /// <param name="operand">The operand's shape.</param>
    public NestRegion? Cut(ReadOnlySpan<int> start, ReadOnlySpan<int> extents, Shape operand)
    {
        var lead = Start.Length - operand.Rank;
        var dims = Extents.AsSpan().ToArray();
        var from = (int[])Start.Clone();
        for (var i = 0; i < operand.Rank; i++)
        {
            // Where the operand has one element all of the nest's are that one.
            if (operand[i] == 1) continue;
            var end = Math.Min(from[lead + i] + dims[lead + i], start[i] + extents[i]);
            from[lead + i] = Math.Max(from[lead + i], start[i]);
            dims[lead + i] = end - from[lead + i];
            if (dims[lead + i] <= 0) return null;
        }
        return new NestRegion(from, new Shape(dims));
    }

    /// <summary>Whether the region's first element lies in a box of an operand.</summary>
    /// <inheritdoc cref="Cut"/>
    public bool BeginsIn(ReadOnlySpan<int> start, ReadOnlySpan<int> extents, Shape operand)
    {
        var lead = Start.Length - operand.Rank;
        for (var i = 0; i < operand.Rank; i++)
            if (operand[i] != 1 && (Start[lead + i] < start[i] || Start[lead + i] >= start[i] + extents[i])) return false;
        return true;
    }
}
