using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Scans;
using Kernels.Drivers.Threads;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The running sums along an axis, as NumPy's <c>cumsum</c>: each element is the sum of those up to it.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector in C order.</param>
    /// <returns>An array of the same shape and dtype, or without an axis a vector. Integers wrap.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <remarks>Added in order, so that the rounding is NumPy's, whatever the number of threads.</remarks>
    [Op("cumsum")]
    public static NDArray<T> Cumsum<T>(NDArray<T> x, int? axis = null) where T : INumber<T> => Scan<T, RunningSum<T>>(x, axis, nameof(Cumsum));

    /// <summary>The running products along an axis, as NumPy's <c>cumprod</c>: each element is the product of those up to it.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector in C order.</param>
    /// <returns>An array of the same shape and dtype, or without an axis a vector. Integers wrap.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    /// <remarks>Multiplied in order, so that the rounding is NumPy's, whatever the number of threads.</remarks>
    [Op("cumprod")]
    public static NDArray<T> Cumprod<T>(NDArray<T> x, int? axis = null) where T : INumber<T> => Scan<T, RunningProduct<T>>(x, axis, nameof(Cumprod));

    /// <summary>The largest element so far along an axis, as NumPy's <c>maximum.accumulate</c>; from the first NaN on, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector in C order.</param>
    /// <returns>An array of the same shape and dtype, or without an axis a vector.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    [Op("cummax")]
    public static NDArray<T> Cummax<T>(NDArray<T> x, int? axis = null) where T : INumber<T> => Scan<T, RunningMax<T>>(x, axis, nameof(Cummax));

    /// <summary>The smallest element so far along an axis, as NumPy's <c>minimum.accumulate</c>; from the first NaN on, NaN.</summary>
    /// <param name="x">The array.</param>
    /// <param name="axis">The axis; without one, the array is taken as a vector in C order.</param>
    /// <returns>An array of the same shape and dtype, or without an axis a vector.</returns>
    /// <exception cref="ShapeException">The axis is out of range.</exception>
    [Op("cummin")]
    public static NDArray<T> Cummin<T>(NDArray<T> x, int? axis = null) where T : INumber<T> => Scan<T, RunningMin<T>>(x, axis, nameof(Cummin));

    private static NDArray<T> Scan<T, TScan>(NDArray<T> x, int? axis, string operation) where TScan : struct, IScan<T>
    {
        var (array, along) = AlongAxis(x, axis, operation);
        KernelCounters.Launched();
        return ScanDriver.Run<T, TScan>(array.OnHost().Contiguous(), along, operation, Chunks.MaxThreads).To(x.Device);
    }
}
