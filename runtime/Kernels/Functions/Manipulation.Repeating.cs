using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The array repeated as a whole along each axis, as NumPy's <c>tile</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="reps">How often along each axis, the last ones; more than there are axes add new ones in front.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    [Op("tile")]
    public static NDArray<T> Tile<T>(NDArray<T> x, params ReadOnlySpan<int> reps)
    {
        ArgumentNullException.ThrowIfNull(x);
        foreach (var number in reps) ArgumentOutOfRangeException.ThrowIfNegative(number, nameof(reps));
        var rank = Math.Max(x.Rank, reps.Length);
        int[] spread = new int[2 * rank], dims = new int[rank], single = new int[2 * rank];
        for (var i = 0; i < rank; i++)
        {
            var times = i < rank - reps.Length ? 1 : reps[i - rank + reps.Length];
            var extent = i < rank - x.Rank ? 1 : x.Shape[i - rank + x.Rank];
            (spread[2 * i], spread[2 * i + 1], single[2 * i], single[2 * i + 1]) = (times, extent, 1, extent);
            dims[i] = checked(times * extent);
        }
        return Reshape(BroadcastTo(Reshape(x, single), Shape.Create(spread)), dims);
    }

    /// <summary>Each element several times along an axis, as NumPy's <c>repeat</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="repeats">How often.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector.</param>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    [Op("repeat")]
    public static NDArray<T> Repeat<T>(NDArray<T> x, int repeats, int? axis = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(repeats);
        var (array, along) = AlongAxis(x, axis, nameof(Repeat));
        int[] dims = [.. array.Shape.Dims];
        dims[along] = checked(dims[along] * repeats);
        KernelCounters.Launched();
        var source = array.OnHost().Contiguous();
        var result = Uninitialized<T>(new Shape(dims), nameof(Repeat), out var data);
        var size = 1;
        foreach (var extent in dims.AsSpan(along + 1)) size *= extent;
        var from = source.HostSpan;
        if (size == 1)
        {
            var k = 0;
            foreach (var element in from)
                for (var end = k + repeats; k < end; k++) data[k] = element;
        }
        else if (size > 0)
        {
            for (; !from.IsEmpty; from = from[size..])
            {
                for (var k = 0; k < repeats; k++, data = data[size..]) from[..size].CopyTo(data);
            }
        }
        GC.KeepAlive(source);
        return result.To(x.Device);
    }

    /// <summary>The first two axes turned by 90 degrees, from the first towards the second, as NumPy's <c>rot90</c>: a view.</summary>
    /// <param name="x">Of two axes at least.</param>
    /// <param name="k">How often it is turned; negative the other way.</param>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    [Op("rot90")]
    public static NDArray<T> Rot90<T>(NDArray<T> x, int k = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2) throw new ShapeException($"Rot90: an array of shape {x.Shape} has no two axes.");
        return ((k % 4 + 4) % 4) switch
        {
            1 => SwapAxes(Flip(x, 1), 0, 1),
            2 => Flip(x, [0, 1]),
            3 => Flip(SwapAxes(x, 0, 1), 1),
            _ => x,
        };
    }
}
