using System.ComponentModel;
using ILGPU;

namespace Kernels.Ilgpu.CompilerServices;

/// <summary>Extents, innermost first, collapsed to at most four axes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct NestAxes
{
    /// <summary>The most axes that remain after collapsing; layouts with more are copied first.</summary>
    public const int MaxRank = 4;

    internal int Rank;
    internal int Extent0;
    internal int Extent1;
    internal int Extent2;

    internal readonly Position At(int i)
    {
        // The same for all threads: the usual nest of one axis needs no division.
        if (Rank <= 1) return new Position(i, i, 0, 0, 0);
        var rest1 = i / Extent0;
        var rest2 = rest1 / Extent1;
        var rest3 = rest2 / Extent2;
        return new Position(i, i - (rest1 * Extent0), rest1 - (rest2 * Extent1), rest2 - (rest3 * Extent2), rest3);
    }
}

/// <summary>The axes of a launch, and where a kernel reports errors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Nest
{
    internal NestAxes Axes;
    internal int Kernel;
    internal ArrayView<int> Errors;

    /// <summary>The coordinates of the <paramref name="i"/>-th element in C order.</summary>
    public readonly Position At(int i) => Axes.At(i);

    /// <summary>Records the first error of a device's queue; it is raised when someone waits. A kernel cannot throw.</summary>
    /// <param name="failed">Whether there is an error.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="at">At which element.</param>
    public readonly void Check(bool failed, GpuError error, Position at)
    {
        if (!failed || Errors[0] != 0) return;
        // Threads of one kernel race here: any of their indices is a true one.
        Errors[0] = (int)error;
        Errors[1] = Kernel;
        Errors[2] = at.Index;
    }
}

/// <summary>What a kernel may report.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GpuError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An integer was divided by zero.</summary>
    DivideByZero,

    /// <summary>An index array held an index outside of its axis.</summary>
    IndexOutOfRange,
}

/// <summary>The coordinates of one element of a launch, innermost first.</summary>
/// <param name="index">In C order.</param>
/// <param name="c0">Along the innermost axis.</param>
/// <param name="c1">Along the next one.</param>
/// <param name="c2">Along the next one.</param>
/// <param name="c3">Along the outermost axis.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Position(int index, int c0, int c1, int c2, int c3)
{
    internal readonly int Index = index;
    internal readonly int C0 = c0;
    internal readonly int C1 = c1;
    internal readonly int C2 = c2;
    internal readonly int C3 = c3;
}
