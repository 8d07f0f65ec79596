using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>How the operands of a body advance: a body of many operands is compiled once for each of these, since the processor has too few registers for all masks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStep
{
    /// <summary>Whether results may pass by the caches.</summary>
    static abstract bool MayStream { get; }

    /// <summary>Where a vector of an operand lies.</summary>
    /// <param name="i">The element of the loop.</param>
    /// <param name="mask">The operand's <see cref="LoopArgs.Step"/>.</param>
    static abstract nint At(nint i, nint mask);

    /// <summary>Whether operands lie next to others as the compiler supposed: <see cref="LoopArgs.LiesBy"/>.</summary>
    static abstract bool IsShifted { get; }
}

/// <summary>Each operand advances or is constant.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AnyStep : IStep
{
    /// <inheritdoc/>
    public static bool MayStream => true;

    /// <inheritdoc/>
    public static nint At(nint i, nint mask) => i & mask;

    /// <inheritdoc/>
    public static bool IsShifted => false;
}

/// <summary>All operands advance, and nothing passes by the caches: <see cref="LoopArgs.AllAdvance"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AllAdvance : IStep
{
    /// <inheritdoc/>
    public static bool MayStream => false;

    /// <inheritdoc/>
    public static nint At(nint i, nint mask) => i;

    /// <inheritdoc/>
    public static bool IsShifted => false;
}

/// <summary>As <see cref="AllAdvance"/>, and some operands are others, shifted by a few elements: a stencil's. Their vectors are made of those of one of them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ShiftedAdvance : IStep
{
    /// <inheritdoc/>
    public static bool MayStream => false;

    /// <inheritdoc/>
    public static nint At(nint i, nint mask) => i;

    /// <inheritdoc/>
    public static bool IsShifted => true;
}
