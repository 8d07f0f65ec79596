using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Reductions of an array as it lies in memory: no kernel runs, and the result is bit for bit that of <see cref="LoopNest.Reduce"/>
/// over the same elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Reductions
{
    /// <summary>Folds <paramref name="x"/> over <paramref name="axes"/>.</summary>
    /// <param name="x">The array.</param>
    /// <param name="reduction">What to fold with.</param>
    /// <param name="axes">The axes that are folded.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <param name="location">File and line, for messages; empty for an eager call.</param>
    /// <param name="ddof">What <see cref="Reduction.Var"/> subtracts from the count.</param>
    /// <exception cref="ShapeException">An axis does not exist or is given twice, or there are no elements and the reduction has no identity.</exception>
    public static NDArray<TOut> Reduce<TIn, TOut>(NDArray<TIn> x, Reduction reduction, Axes axes, bool keepDims, string expression, string location, int ddof = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        var spec = ReductionSpec.Create(reduction, x.Shape, axes, keepDims, ddof, expression, location);
        KernelCounters.Launched();
        var result = x.Device.Reduce<TIn, TOut>(x, spec);
        GC.KeepAlive(x);
        return result;
    }
}
