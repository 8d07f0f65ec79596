using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArrayExtensions
{
    /// <inheritdoc cref="NDArray.Ptp{T}(NDArray{T}, Axes, bool)"/>
    [Op("ptp")]
    public static NDArray<T> Ptp<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T> => NDArray.Ptp(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Diagonal{T}(NDArray{T}, int, int, int)"/>
    [Op("diagonal")]
    public static NDArray<T> Diagonal<T>(this NDArray<T> x, int offset = 0, int axis1 = 0, int axis2 = 1) => NDArray.Diagonal(x, offset, axis1, axis2);

    /// <inheritdoc cref="NDArray.Trace{T}(NDArray{T}, int, int, int)"/>
    [Op("trace")]
    public static NDArray<T> Trace<T>(this NDArray<T> x, int offset = 0, int axis1 = 0, int axis2 = 1) where T : INumber<T> => NDArray.Trace(x, offset, axis1, axis2);
}
