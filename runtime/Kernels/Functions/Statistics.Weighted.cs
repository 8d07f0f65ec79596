using System.Numerics;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>The mean along an axis in which each element counts by its weight, as NumPy's <c>average</c>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="weights">Of the shape of <paramref name="x"/>, or a vector along the axis.</param>
    /// <param name="axis">The axis; by default all.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <exception cref="ShapeException">The axis is out of range, or the weights do not fit.</exception>
    /// <remarks>Where the weights sum to zero, what dividing by zero gives.</remarks>
    [Op("average")]
    public static NDArray<T> Average<T>(NDArray<T> x, NDArray<T> weights, int? axis = null, bool keepDims = false) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weights);
        var aligned = Batching.AlignAxis(weights, x, axis, 0, "Average(x, weights)");
        Axes axes = axis is { } given ? given : default(Axes);
        return Divide(Sum(Multiply(x, aligned), axes, keepDims), Sum(BroadcastTo(aligned, x.Shape), axes, keepDims));
    }

    /// <summary>The covariances of variables, as NumPy's <c>cov</c>.</summary>
    /// <param name="x">A matrix, or a vector, which is one variable.</param>
    /// <param name="rowVar">Whether the variables are the rows, and the columns observations; else the other way round.</param>
    /// <param name="ddof">The degrees of freedom taken off the number of observations.</param>
    /// <returns>A matrix; of one variable, rank 0.</returns>
    /// <exception cref="ShapeException">It has more than two axes, or none.</exception>
    [Op("cov")]
    public static NDArray<T> Cov<T>(NDArray<T> x, bool rowVar = true, int ddof = 1) where T : IFloatingPointIeee754<T>
    {
        var deviations = Deviations(x, rowVar, nameof(Cov));
        var products = Divide(MatMul(deviations, Transpose(deviations)), T.CreateTruncating(Math.Max(0, deviations.Shape[1] - ddof)));
        return deviations.Shape[0] == 1 ? Reshape(products) : products;
    }

    /// <summary>The correlation coefficients of variables, as NumPy's <c>corrcoef</c>.</summary>
    /// <param name="x">A matrix, or a vector, which is one variable.</param>
    /// <param name="rowVar">Whether the variables are the rows, and the columns observations; else the other way round.</param>
    /// <returns>A matrix; of one variable, rank 0.</returns>
    /// <exception cref="ShapeException">It has more than two axes, or none.</exception>
    [Op("corrcoef")]
    public static NDArray<T> CorrCoef<T>(NDArray<T> x, bool rowVar = true) where T : IFloatingPointIeee754<T>
    {
        var covariances = Cov(x, rowVar);
        if (covariances.Rank == 0) return Divide(covariances, covariances);
        var deviations = Sqrt(Diagonal(covariances));
        return Clip(Divide(Divide(covariances, ExpandDims(deviations, 1)), deviations), -T.One, T.One);
    }

    // Each variable, a row, less its mean.
    private static NDArray<T> Deviations<T>(NDArray<T> x, bool rowVar, string operation) where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is 0 or > 2) throw new ShapeException($"{operation}: an array of shape {x.Shape} is neither a vector nor a matrix.");
        var rows = x.Rank == 1 ? ExpandDims(x, 0) : rowVar ? x : Transpose(x);
        return Subtract(rows, Mean(rows, 1, keepDims: true));
    }
}
