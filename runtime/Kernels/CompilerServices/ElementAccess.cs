using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>What readers and writers of single elements have in common: where elements lie, and what is wrong with an index.</summary>
internal static class ElementAccess
{
    /// <summary>Whether so many indices mean an element: the array has as many axes, or those behind them have one element each.</summary>
    public static bool HasElements<T>(NDArray<T> x, int axes) => x.Size != 0 && x.Rank >= axes && Inner(x, axes) == 1;

    /// <summary>How many elements lie at so many indices.</summary>
    public static int Inner<T>(NDArray<T> x, int axes)
    {
        var count = 1;
        foreach (var length in x.Shape.AsSpan()[axes..]) count *= length;
        return count;
    }

    /// <summary>The elements of a dense array in host memory, to be kept alive with it.</summary>
    public static Span<T> All<T>(NDArray<T> x) => x.HostData.AsSpan(x.Offset, (int)x.Size);

    /// <summary>The first element of an array in host memory that has any, after a check that all lie in the buffer.</summary>
    public static ref T First<T>(NDArray<T> x)
    {
        int lowest = x.Offset, highest = x.Offset;
        if (x.StridesOrNull is { } strides)
        {
            for (var axis = 0; axis < strides.Length; axis++)
            {
                var reach = (x.Shape[axis] - 1) * strides[axis];
                if (reach < 0) lowest += reach;
                else highest += reach;
            }
        }
        else
        {
            highest += (int)x.Size - 1;
        }
        _ = x.HostData[lowest];
        _ = x.HostData[highest];
        return ref x.HostData[x.Offset];
    }

    /// <summary>Throws what indexing an element that is not there throws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception ReadError<T>(NDArray<T> x, int i) => Missed(x[i].Item());

    /// <inheritdoc cref="ReadError{T}(NDArray{T}, int)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception ReadError<T>(NDArray<T> x, int i, int j) => Missed(x[i, j].Item());

    /// <inheritdoc cref="ReadError{T}(NDArray{T}, int)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception ReadError<T>(NDArray<T> x, int i, int j, int k) => Missed(x[i, j, k].Item());

    /// <summary>Throws what updating at an index that is not there throws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception UpdateError<T>(NDArray<T> x, int i) => Missed(x.At[i]);

    /// <inheritdoc cref="UpdateError{T}(NDArray{T}, int)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception UpdateError<T>(NDArray<T> x, int i, int j) => Missed(x.At[i, j]);

    /// <inheritdoc cref="UpdateError{T}(NDArray{T}, int)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception UpdateError<T>(NDArray<T> x, int i, int j, int k) => Missed(x.At[i, j, k]);

    // A reader that takes an index for wrong which is none has a fault of its own.
    private static UnreachableException Missed<TFound>(TFound found) => new($"There is {found} at the index.");
}
