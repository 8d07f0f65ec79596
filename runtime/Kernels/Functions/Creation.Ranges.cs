using System.Numerics;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>0, 1, ... up to and without <paramref name="stop"/>.</summary>
    /// <param name="stop">The end, left out.</param>
    public static NDArray<T> Arange<T>(T stop) where T : INumber<T> => Arange(T.Zero, stop, T.One);

    /// <summary>The numbers from <paramref name="start"/> in steps of 1 up to and without <paramref name="stop"/>.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, left out.</param>
    public static NDArray<T> Arange<T>(T start, T stop) where T : INumber<T> => Arange(start, stop, T.One);

    /// <summary>The numbers from <paramref name="start"/> in steps of <paramref name="step"/> up to and without <paramref name="stop"/>.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, left out; in floating point rounding may let it in, as in NumPy: the length is
    /// <c>ceil((stop - start) / step)</c>, and <see cref="Linspace{T}(T, T, int, bool)"/> does not have that trouble.</param>
    /// <param name="step">The difference of neighbours; not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0 or not a number.</exception>
    public static NDArray<T> Arange<T>(T start, T stop, T step) where T : INumber<T>
    {
        if (T.IsZero(step) || T.IsNaN(step)) throw new ArgumentOutOfRangeException(nameof(step), $"Arange: a step of {step} leads nowhere.");
        var length = typeof(T) == typeof(float) || typeof(T) == typeof(double)
            ? Math.Ceiling((double.CreateChecked(stop) - double.CreateChecked(start)) / double.CreateChecked(step))
            : (double)IntegerLength(Int128.CreateChecked(start), Int128.CreateChecked(stop), Int128.CreateChecked(step));
        if (double.IsNaN(length) || length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(stop), $"Arange from {start} to {stop} by {step} has {length} elements; the most is {Array.MaxLength}.");
        var count = Math.Max((int)length, 0);
        var result = Uninitialized<T>([count], nameof(Arange), out var data);
        // As NumPy: the distance is taken after rounding start + step, and elements are start + i * distance.
        var distance = (start + step) - start;
        var i = T.Zero;
        for (var k = 0; k < count; k++)
        {
            data[k] = start + i * distance;
            i = typeof(T) == typeof(float) ? T.CreateTruncating(k + 1) : i + T.One;
        }
        return result;
    }

    /// <summary>Evenly spaced numbers from <paramref name="start"/> to <paramref name="stop"/>.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The last number, or with <paramref name="endpoint"/> false the one that would follow.</param>
    /// <param name="num">How many; not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is among them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is negative.</exception>
    public static NDArray<T> Linspace<T>(T start, T stop, int num = 50, bool endpoint = true) where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(num);
        var result = Uninitialized<T>([num], nameof(Linspace), out var data);
        // Computed in double and rounded once, whatever T is.
        double first = double.CreateChecked(start), last = double.CreateChecked(stop);
        var intervals = endpoint ? num - 1 : num;
        var step = intervals > 0 ? (last - first) / intervals : 0;
        for (var i = 0; i < num; i++)
        {
            // A step that underflows to 0 would give start everywhere.
            var distance = step != 0 || intervals == 0 ? i * step : (double)i / intervals * (last - first);
            data[i] = T.CreateTruncating(first + distance);
        }
        if (endpoint && num > 1) data[num - 1] = stop;
        return result;
    }

    /// <summary>Evenly spaced numbers in <c>double</c>: what <c>Linspace(0, 1, 5)</c> means.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The last number, or with <paramref name="endpoint"/> false the one that would follow.</param>
    /// <param name="num">How many; not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is among them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is negative.</exception>
    public static NDArray<double> Linspace(double start, double stop, int num = 50, bool endpoint = true) =>
        Linspace<double>(start, stop, num, endpoint);

    /// <summary>Numbers whose logarithms are evenly spaced, from <c>base^start</c> to <c>base^stop</c>, as NumPy's <c>logspace</c>.</summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="stop">The last exponent, or with <paramref name="endpoint"/> false the one that would follow.</param>
    /// <param name="num">How many; not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is among them.</param>
    /// <param name="base">The base.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is negative.</exception>
    public static NDArray<T> Logspace<T>(T start, T stop, int num = 50, bool endpoint = true, double @base = 10) where T : IFloatingPointIeee754<T> =>
        Pow(T.CreateTruncating(@base), Linspace(start, stop, num, endpoint));

    /// <summary>Numbers each of which is the one before it times the same factor, as NumPy's <c>geomspace</c>.</summary>
    /// <param name="start">The first number; not 0.</param>
    /// <param name="stop">The last number, or with <paramref name="endpoint"/> false the one that would follow; of the same sign.</param>
    /// <param name="num">How many; not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is among them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is negative, an end is 0, or their signs differ.</exception>
    public static NDArray<T> Geomspace<T>(T start, T stop, int num = 50, bool endpoint = true) where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(num);
        double first = double.CreateChecked(start), last = double.CreateChecked(stop);
        if (!(first * last > 0)) throw new ArgumentOutOfRangeException(nameof(start), $"Geomspace: from {start} to {stop}; the ends are not 0, and have one sign.");
        var result = Uninitialized<T>([num], nameof(Geomspace), out var data);
        var intervals = endpoint ? num - 1 : num;
        var step = intervals > 0 ? Math.Log(last / first) / intervals : 0;
        for (var i = 0; i < num; i++) data[i] = T.CreateTruncating(first * Math.Exp(i * step));
        if (endpoint && num > 1) data[num - 1] = stop;
        return result;
    }

    private static Int128 IntegerLength(Int128 start, Int128 stop, Int128 step)
    {
        var distance = step > 0 ? stop - start : start - stop;
        return distance <= 0 ? 0 : (distance + Int128.Abs(step) - 1) / Int128.Abs(step);
    }
}
