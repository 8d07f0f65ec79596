using Kernels.CompilerServices;
using Kernels.Drivers.Sorting;
using Kernels.Drivers.Threads;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The elements along an axis in ascending order, as NumPy's <c>sort</c>.</summary>
    /// <param name="x">The array; of any element type but complex numbers. <c>false</c> is before <c>true</c>.</param>
    /// <param name="axis">The axis along which to sort.</param>
    /// <returns>An array of the same shape. NaN is last, -0 before 0.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <remarks>A radix sort: its time is proportional to the size, whatever the order of the elements.</remarks>
    [Op("sort")]
    public static NDArray<T> Sort<T>(NDArray<T> x, int axis = -1) => AlongLastAxis(x, axis, nameof(Sort), static rows => SortDriver.Sort(rows, Chunks.MaxThreads));

    /// <summary>The positions along an axis that would sort it, as NumPy's <c>argsort(kind="stable")</c>: of equal elements the first comes first.</summary>
    /// <param name="x">The array; of any element type but complex numbers.</param>
    /// <param name="axis">The axis along which to sort.</param>
    /// <returns>An array of the same shape. NaNs are last.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    [Op("argsort")]
    public static NDArray<long> ArgSort<T>(NDArray<T> x, int axis = -1) => AlongLastAxis(x, axis, nameof(ArgSort), static rows => SortDriver.ArgSort(rows, Chunks.MaxThreads));

    /// <summary>What a function of contiguous rows on the CPU gives along any axis of an array on any device.</summary>
    private static NDArray<TResult> AlongLastAxis<T, TResult>(NDArray<T> x, int axis, string operation, Func<NDArray<T>, NDArray<TResult>> function)
    {
        ArgumentNullException.ThrowIfNull(x);
        var position = AxisOf(axis, x.Rank, operation, x.Shape);
        KernelCounters.Launched();
        var isLast = position == x.Rank - 1;
        var result = function((isLast ? x : MoveAxis(x, position, -1)).OnHost().Contiguous());
        return (isLast ? result : MoveAxis(result, -1, position)).To(x.Device);
    }
}
