namespace Kernels;

/// <summary>How an array is printed; the defaults are NumPy's.</summary>
public sealed record PrintOptions
{
    /// <summary>The most digits after the decimal point.</summary>
    public int Precision { get; init; } = 8;

    /// <summary>The number of elements above which only the edges are printed.</summary>
    public int Threshold { get; init; } = 1000;

    /// <summary>How many elements of each end of an axis are printed then.</summary>
    public int EdgeItems { get; init; } = 3;

    /// <summary>The number of characters after which a row goes on in the next line.</summary>
    public int LineWidth { get; init; } = 75;

    /// <summary>Whether small numbers are printed as 0 rather than in scientific notation.</summary>
    public bool Suppress { get; init; }

    internal static PrintOptions Default { get; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are no edge items.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Precision);
        ArgumentOutOfRangeException.ThrowIfNegative(Threshold);
        ArgumentOutOfRangeException.ThrowIfLessThan(EdgeItems, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(LineWidth);
    }
}
