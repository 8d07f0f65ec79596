using Kernels.CompilerServices;

namespace Kernels;

/// <summary>What <see cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/> puts around an array.</summary>
public enum PadMode
{
    /// <summary>A value: <c>0 0 | a b c | 0 0</c>.</summary>
    Constant,

    /// <summary>The outermost element: <c>a a | a b c | c c</c>.</summary>
    Edge,

    /// <summary>The elements mirrored at the outermost one: <c>c b | a b c | b a</c>.</summary>
    Reflect,

    /// <summary>The elements mirrored at the border: <c>b a | a b c | c b</c>.</summary>
    Symmetric,

    /// <summary>The elements of the other end: <c>b c | a b c | a b</c>.</summary>
    Wrap,
}

public static partial class NDArray
{
    /// <summary>The array with a border of the same width at both ends of axes, as in NumPy's <c>pad</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="width">The number of elements before and after.</param>
    /// <param name="mode">What the border consists of.</param>
    /// <param name="value">The elements of a border of mode <see cref="PadMode.Constant"/>.</param>
    /// <param name="axis">The axes; by default all.</param>
    /// <exception cref="ShapeException">The width is negative, an axis is out of range or given twice, or there are no elements to repeat.</exception>
    [Op("pad")]
    public static NDArray<T> Pad<T>(NDArray<T> x, int width, PadMode mode = PadMode.Constant, T? value = default, Axes axis = default) =>
        OnDevice(Pieces.Pad(x, width, mode, value, axis));

    /// <summary>The array with a border of given widths around it.</summary>
    /// <param name="x">The array.</param>
    /// <param name="widths">For each axis, the number of elements before and after.</param>
    /// <param name="mode">What the border consists of.</param>
    /// <param name="value">The elements of a border of mode <see cref="PadMode.Constant"/>.</param>
    /// <exception cref="ShapeException">There are not as many widths as axes, one is negative, or there are no elements to repeat.</exception>
    [Op("pad")]
    public static NDArray<T> Pad<T>(NDArray<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T? value = default) =>
        OnDevice(Pieces.Pad(x, widths, mode, value));

    /// <summary>The elements moved along axes; those that leave at the end come in at the start.</summary>
    /// <param name="x">The array.</param>
    /// <param name="shift">By how much; negative towards the start.</param>
    /// <param name="axis">The axes.</param>
    /// <exception cref="ShapeException">An axis is out of range or given twice.</exception>
    [Op("roll")]
    public static NDArray<T> Roll<T>(NDArray<T> x, int shift, Axes axis) => OnDevice(Pieces.Roll(x, shift, axis));

    /// <summary>The elements moved along each of several axes, as NumPy's <c>roll(x, (1, 2), (0, 1))</c>; those that leave at the end come in at the start.</summary>
    /// <param name="x">The array.</param>
    /// <param name="shifts">How far, for each axis; against it if negative.</param>
    /// <param name="axis">The axes; one that is given twice is moved along twice.</param>
    /// <exception cref="ShapeException">An axis is out of range, or there are not as many shifts as axes.</exception>
    [Op("roll_axes")]
    public static NDArray<T> Roll<T>(NDArray<T> x, Axes shifts, Axes axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (shifts.Count != axis.Count) throw new ShapeException($"Roll: {shifts.Count} shifts for {axis.Count} axes of an array of shape {x.Shape}.");
        for (var k = 0; k < axis.Count; k++) AxisOf(axis[k], x.Rank, nameof(Roll), x.Shape);
        for (var k = 0; k < axis.Count; k++) x = Roll(x, shifts[k], axis[k]);
        return x;
    }

    // In a buffer of its own, wherever it is.
    private static NDArray<T> OnDevice<T>(Pieces<T> pieces) => pieces.Whole is { Device: not CpuDevice } made ? made : pieces.Copy();
}
