using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Where <see cref="DebugPrint"/> writes; by default standard error.</summary>
    public static TextWriter DebugWriter
    {
        get => field ?? Console.Error;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Prints an array to <see cref="DebugWriter"/>, also from inside a kernel: the label, element type, shape and place of the call, then the elements as NumPy prints them.</summary>
    /// <param name="x">The array. A kernel must have it, so what computes it ends its loop here.</param>
    /// <param name="label">What to call it; by default its expression.</param>
    /// <param name="expression">The text of <paramref name="x"/>, from the compiler.</param>
    /// <param name="file">The file of the call, from the compiler.</param>
    /// <param name="line">The line of the call, from the compiler.</param>
    /// <returns><paramref name="x"/> itself. In a kernel the call stays where its result is not used, and in order with other such calls.</returns>
    [Op("debug_print")]
    public static NDArray<T> DebugPrint<T>(NDArray<T> x, string label = "", [CallerArgumentExpression(nameof(x))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(x);

        // At once, so that what several threads print stays whole.
        DebugWriter.Write($"{(string.IsNullOrEmpty(label) ? expression : label)}: {typeof(T).Name} {x.Shape} at {Path.GetFileName(file)}:{line}{Environment.NewLine}{x}{Environment.NewLine}");
        return x;
    }

    /// <summary>Checks that an array holds no NaN, also from inside a kernel.</summary>
    /// <param name="x">The array. A kernel must have it, so what computes it ends its loop here.</param>
    /// <param name="label">What to call it in the message, besides its expression.</param>
    /// <param name="expression">The text of <paramref name="x"/>, from the compiler.</param>
    /// <param name="file">The file of the call, from the compiler.</param>
    /// <param name="line">The line of the call, from the compiler.</param>
    /// <returns><paramref name="x"/> itself. In a kernel the call stays where its result is not used, and in order with other such calls.</returns>
    /// <exception cref="NotFiniteNumberException">An element is NaN; the message names the expression, the index of the first one in row-major order, the shape and the line.</exception>
    [Op("check_nan")]
    public static NDArray<T> CheckNaN<T>(NDArray<T> x, string label = "", [CallerArgumentExpression(nameof(x))] string expression = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var position = 0;
        foreach (var element in x.ToArray())
        {
            if (T.IsNaN(element))
            {
                throw new NotFiniteNumberException(
                    $"CheckNaN: {(string.IsNullOrEmpty(label) ? "" : $"{label}: ")}'{expression}' is NaN at [{string.Join(", ", x.Shape.IndexAt(position))}], shape {x.Shape}, in {Path.GetFileName(file)}:{line}.", double.NaN);
            }

            position++;
        }

        return x;
    }
}
