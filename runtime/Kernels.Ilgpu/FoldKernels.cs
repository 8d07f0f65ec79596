using ILGPU;

namespace Kernels.Ilgpu;

/// <summary>The launches of a reduction.</summary>
internal static class FoldKernels
{
    /// <summary>Thread t folds part t % parts of result t / parts: every parts-th element, so that neighbours read neighbours.</summary>
    public static void Fold<T, TAcc, TFold>(Index1D t, FoldAxes axes, int count, int parts, ArrayView<T> x, ArrayView<TAcc> accumulators)
        where T : unmanaged
        where TAcc : unmanaged
        where TFold : struct, IFold<T, TAcc>
    {
        var output = t / parts;
        var part = t - (output * parts);
        var start = axes.KeptAt.At(axes.Kept.At(output));
        var acc = TFold.Empty;
        for (var k = part; k < count; k += parts)
        {
            var one = TFold.One(x[start + axes.FoldedAt.At(axes.Folded.At(k))], k);
            acc = k == part ? one : TFold.Merge(acc, one);
        }
        accumulators[t] = acc;
    }

    /// <summary>Thread t merges part t % fewer of result t / fewer: every fewer-th of its accumulators.</summary>
    public static void Merge<T, TAcc, TFold>(Index1D t, int parts, int fewer, ArrayView<TAcc> accumulators, ArrayView<TAcc> merged)
        where T : unmanaged
        where TAcc : unmanaged
        where TFold : struct, IFold<T, TAcc>
    {
        var output = t / fewer;
        var part = t - (output * fewer);
        var first = output * parts;
        var acc = accumulators[first + part];
        for (var k = part + fewer; k < parts; k += fewer) acc = TFold.Merge(acc, accumulators[first + k]);
        merged[t] = acc;
    }

    /// <summary>Thread t folds the accumulators of result t.</summary>
    public static void Finish<T, TAcc, TOut, TFold, TFinish>(Index1D t, int count, int parts, int ddof, ArrayView<TAcc> accumulators, ArrayView<TOut> result)
        where T : unmanaged
        where TAcc : unmanaged
        where TOut : unmanaged
        where TFold : struct, IFold<T, TAcc>
        where TFinish : struct, IFinish<TAcc, TOut>
    {
        var first = t * parts;
        var acc = accumulators[first];
        for (var k = 1; k < parts; k++) acc = TFold.Merge(acc, accumulators[first + k]);
        result[t] = TFinish.Finish(acc, count, ddof);
    }
}
