using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArrayExtensions
{
    /// <inheritdoc cref="NDArray.Cumsum{T}(NDArray{T}, int?)"/>
    [Op("cumsum")]
    public static NDArray<T> Cumsum<T>(this NDArray<T> x, int? axis = null) where T : INumber<T> => NDArray.Cumsum(x, axis);

    /// <inheritdoc cref="NDArray.Cumprod{T}(NDArray{T}, int?)"/>
    [Op("cumprod")]
    public static NDArray<T> Cumprod<T>(this NDArray<T> x, int? axis = null) where T : INumber<T> => NDArray.Cumprod(x, axis);

    /// <inheritdoc cref="NDArray.Cummax{T}(NDArray{T}, int?)"/>
    [Op("cummax")]
    public static NDArray<T> Cummax<T>(this NDArray<T> x, int? axis = null) where T : INumber<T> => NDArray.Cummax(x, axis);

    /// <inheritdoc cref="NDArray.Cummin{T}(NDArray{T}, int?)"/>
    [Op("cummin")]
    public static NDArray<T> Cummin<T>(this NDArray<T> x, int? axis = null) where T : INumber<T> => NDArray.Cummin(x, axis);
}
