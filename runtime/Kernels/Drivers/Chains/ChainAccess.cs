using Kernels.CompilerServices;

namespace Kernels.Drivers.Chains;

/// <summary>Where row r of a nest, its index along axis 0, touches a buffer that is cut into rows of <see cref="Pitch"/> bytes from <see cref="Phase"/> on: in rows
/// r + <see cref="First"/> to r + <see cref="First"/> + <see cref="More"/>.</summary>
internal readonly struct ChainAccess
{
    /// <summary>The managed array behind the operand, whichever storage has it.</summary>
    public required object Buffer { get; init; }

    /// <summary>Where the first row of the buffer begins, in bytes from its own beginning: alike for all that touch it. At the first element of an array, since then
    /// a row of a nest over the array's rows touches no more than one.</summary>
    public required long Phase { get; init; }

    /// <summary>From a row of the nest to the next; 0 if all rows of the nest touch the same elements.</summary>
    public required long Pitch { get; init; }

    public required long First { get; init; }

    public required long More { get; init; }

    /// <summary>Bytes of the cache lines that a row touches.</summary>
    public required long LineBytes { get; init; }

    /// <summary>Where operand <paramref name="k"/> of a nest goes.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="k">The operand.</param>
    /// <param name="known">What touched the buffer first, if it is not this.</param>
    public static ChainAccess Of(ref LoopNest nest, int k, ChainAccess? known)
    {
        var array = nest.Array(k);
        var rank = nest.Shape.Rank;
        Span<int> strides = rank <= 16 ? stackalloc int[16] : new int[rank];
        strides = strides[..rank];
        NestStrides.Fill(array.Shape.AsSpan(), array.StridesOrNull, nest.Shape.AsSpan(), strides);
        var size = nest.ElementSize(k);
        var (low, high) = NestStrides.Reach(array.Offset, nest.Shape.AsSpan()[1..], strides[1..]);
        var phase = known?.Phase ?? (long)array.Storage.Start * size;
        long pitch = (long)strides[0] * size, row = pitch > 0 ? Row(low * size - phase, pitch) : 0, elements = 1;
        for (var axis = 1; axis < rank; axis++)
            if (strides[axis] != 0) elements *= nest.Shape[axis];
        return new ChainAccess
        {
            Buffer = nest.HostData[k]!,
            Phase = phase,
            Pitch = pitch,
            First = row,
            More = pitch > 0 ? Row((high + 1) * size - 1 - phase, pitch) - row : 0,
            LineBytes = elements * Math.Min(Hardware.LineBytes, Math.Max(size, Math.Abs((long)strides[rank - 1]) * size)),
        };
    }

    // Rounded down also before the phase.
    private static long Row(long offset, long pitch) => offset >= 0 ? offset / pitch : (offset + 1) / pitch - 1;
}
