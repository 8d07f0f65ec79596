namespace Kernels;

public sealed partial class NDArray<T>
{
    /// <summary>The elements as NumPy prints them: aligned, wrapped after 75 characters, the middle left out above 1000 elements.</summary>
    public override string ToString() => ArrayFormatter.Format(this, PrintOptions.Default);

    /// <summary>The elements as NumPy prints them, with other precision, widths or limits.</summary>
    /// <param name="options">What departs from the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are no edge items.</exception>
    public string ToString(PrintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ArrayFormatter.Format(this, options);
    }
}
