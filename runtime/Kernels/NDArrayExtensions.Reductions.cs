using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArrayExtensions
{
    /// <inheritdoc cref="NDArray.Sum{T}(NDArray{T}, Axes, bool)"/>
    [Op("sum")]
    public static NDArray<T> Sum<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T> => NDArray.Sum(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Prod{T}(NDArray{T}, Axes, bool)"/>
    [Op("prod")]
    public static NDArray<T> Prod<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T> => NDArray.Prod(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Max{T}(NDArray{T}, Axes, bool)"/>
    [Op("max")]
    public static NDArray<T> Max<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T> => NDArray.Max(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Min{T}(NDArray{T}, Axes, bool)"/>
    [Op("min")]
    public static NDArray<T> Min<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : INumber<T> => NDArray.Min(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Mean{T}(NDArray{T}, Axes, bool)"/>
    [Op("mean")]
    public static NDArray<T> Mean<T>(this NDArray<T> x, Axes axis = default, bool keepDims = false) where T : IFloatingPointIeee754<T> => NDArray.Mean(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Mean(NDArray{int}, Axes, bool)"/>
    [Op("mean")]
    public static NDArray<double> Mean(this NDArray<int> x, Axes axis = default, bool keepDims = false) => NDArray.Mean(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Mean(NDArray{long}, Axes, bool)"/>
    [Op("mean")]
    public static NDArray<double> Mean(this NDArray<long> x, Axes axis = default, bool keepDims = false) => NDArray.Mean(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Mean(NDArray{byte}, Axes, bool)"/>
    [Op("mean")]
    public static NDArray<double> Mean(this NDArray<byte> x, Axes axis = default, bool keepDims = false) => NDArray.Mean(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Var{T}(NDArray{T}, Axes, int, bool)"/>
    [Op("var")]
    public static NDArray<T> Var<T>(this NDArray<T> x, Axes axis = default, int ddof = 0, bool keepDims = false) where T : IFloatingPointIeee754<T> => NDArray.Var(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Var(NDArray{int}, Axes, int, bool)"/>
    [Op("var")]
    public static NDArray<double> Var(this NDArray<int> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Var(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Var(NDArray{long}, Axes, int, bool)"/>
    [Op("var")]
    public static NDArray<double> Var(this NDArray<long> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Var(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Var(NDArray{byte}, Axes, int, bool)"/>
    [Op("var")]
    public static NDArray<double> Var(this NDArray<byte> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Var(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Std{T}(NDArray{T}, Axes, int, bool)"/>
    [Op("std")]
    public static NDArray<T> Std<T>(this NDArray<T> x, Axes axis = default, int ddof = 0, bool keepDims = false) where T : IFloatingPointIeee754<T> => NDArray.Std(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Std(NDArray{int}, Axes, int, bool)"/>
    [Op("std")]
    public static NDArray<double> Std(this NDArray<int> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Std(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Std(NDArray{long}, Axes, int, bool)"/>
    [Op("std")]
    public static NDArray<double> Std(this NDArray<long> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Std(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.Std(NDArray{byte}, Axes, int, bool)"/>
    [Op("std")]
    public static NDArray<double> Std(this NDArray<byte> x, Axes axis = default, int ddof = 0, bool keepDims = false) => NDArray.Std(x, axis, ddof, keepDims);

    /// <inheritdoc cref="NDArray.ArgMax{T}(NDArray{T}, int?, bool)"/>
    [Op("argmax")]
    public static NDArray<long> ArgMax<T>(this NDArray<T> x, int? axis = null, bool keepDims = false) where T : INumber<T> => NDArray.ArgMax(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.ArgMin{T}(NDArray{T}, int?, bool)"/>
    [Op("argmin")]
    public static NDArray<long> ArgMin<T>(this NDArray<T> x, int? axis = null, bool keepDims = false) where T : INumber<T> => NDArray.ArgMin(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.Any(NDArray{bool}, Axes, bool)"/>
    [Op("any")]
    public static NDArray<bool> Any(this NDArray<bool> x, Axes axis = default, bool keepDims = false) => NDArray.Any(x, axis, keepDims);

    /// <inheritdoc cref="NDArray.All(NDArray{bool}, Axes, bool)"/>
    [Op("all")]
    public static NDArray<bool> All(this NDArray<bool> x, Axes axis = default, bool keepDims = false) => NDArray.All(x, axis, keepDims);
}
