using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using Kernels.CompilerServices;
using Kernels.Ilgpu.CompilerServices;

namespace Kernels.Ilgpu;

// Reductions in two launches: each result is folded by a number of threads that depends on the shape only, then their accumulators by one.
// So neither the device nor its load changes a result. A few results of many elements take three launches, since so few threads leave a GPU idle: 13 GB/s for the sum of 10M floats.
public sealed partial class IlgpuDevice
{
    internal override NDArray<TOut> Reduce<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec)
    {
        // The chain goes to memory once; a kernel that folds what it computes is a matter of speed.
        var folded = AllocateCore<TIn>(nest.Size);
        if (nest.Size > 0) Launch(nest, folded);
        var result = Reduce<TIn, TOut>(new NDArray<TIn>(folded, nest.Shape), spec);
        folded.Release();
        return result;
    }

    internal override NDArray<TOut> Reduce<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec)
    {
        var result = AllocateCore<TOut>(checked((int)spec.Result.Size));
        if (result.Length > 0) Reduce(x, spec, result);
        GC.KeepAlive(x);
        return new NDArray<TOut>(result, spec.Result);
    }

    private void Reduce(INestArray x, in ReductionSpec spec, IIlgpuStorage result)
    {
        var type = x.ElementType;
        if (type == typeof(float)) ReduceReal<float, float, RealSingle>(x, spec, result);
        else if (type == typeof(double)) ReduceReal<double, double, RealDouble>(x, spec, result);
        else if (type == typeof(int)) ReduceReal<int, double, RealDouble>(x, spec, result);
        else if (type == typeof(long)) ReduceReal<long, double, RealDouble>(x, spec, result);
        else if (type == typeof(byte)) ReduceReal<byte, double, RealDouble>(x, spec, result);
        else if (type == typeof(bool) && spec.Kind == Reduction.Any) Fold<byte, byte, byte, AnyFold, Same<byte>>(x, spec, result);
        else if (type == typeof(bool) && spec.Kind == Reduction.All) Fold<byte, byte, byte, AllFold, Same<byte>>(x, spec, result);
        else throw Unsupported(spec.Kind, type);
    }

    private void ReduceReal<T, TOut, TReal>(INestArray x, in ReductionSpec spec, IIlgpuStorage result)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged
        where TReal : struct, IReal<T, TOut>
    {
        if (spec.Kind == Reduction.Mean) Fold<T, double, TOut, MeanFold<T, TOut, TReal>, MeanFold<T, TOut, TReal>>(x, spec, result);
        else if (spec.Kind == Reduction.Var) Fold<T, Moments, TOut, MomentsFold<T, TOut, TReal>, MomentsFold<T, TOut, TReal>>(x, spec, result);
        else ReduceNumber<T>(x, spec, result);
    }

    private void ReduceNumber<T>(INestArray x, in ReductionSpec spec, IIlgpuStorage result)
        where T : unmanaged, INumber<T>
    {
        switch (spec.Kind)
        {
            case Reduction.Sum:
                Fold<T, T, T, SumFold<T>, Same<T>>(x, spec, result);
                break;
            case Reduction.Prod:
                Fold<T, T, T, ProdFold<T>, Same<T>>(x, spec, result);
                break;
            case Reduction.Max:
                Fold<T, T, T, MaxFold<T>, Same<T>>(x, spec, result);
                break;
            case Reduction.Min:
                Fold<T, T, T, MinFold<T>, Same<T>>(x, spec, result);
                break;
            case Reduction.ArgMax:
                Fold<T, Found<T>, long, ArgMaxFold<T>, ArgMaxFold<T>>(x, spec, result);
                break;
            case Reduction.ArgMin:
                Fold<T, Found<T>, long, ArgMinFold<T>, ArgMinFold<T>>(x, spec, result);
                break;
            default:
                throw Unsupported(spec.Kind, typeof(T));
        }
    }

    private void Fold<T, TAcc, TOut, TFold, TFinish>(INestArray x, in ReductionSpec spec, IIlgpuStorage result)
        where T : unmanaged
        where TAcc : unmanaged
        where TOut : unmanaged
        where TFold : struct, IFold<T, TAcc>
        where TFinish : struct, IFinish<TAcc, TOut>
    {
        var source = Folded(x, spec, out var temporary);
        var count = checked((int)spec.Count);
        var outputs = checked((int)spec.Result.Size);
        var (parts, fewer) = Parts(outputs, count);
        var accumulators = AllocateCore<byte>(checked(outputs * parts * Unsafe.SizeOf<TAcc>()));

        var key = typeof((TFold, TFinish));
        var fold = Own("Fold", key, a => a.LoadAutoGroupedKernel<Index1D, FoldAxes, int, int, ArrayView<T>, ArrayView<TAcc>>(FoldKernels.Fold<T, TAcc, TFold>));
        var finish = Own("Finish", key, a => a.LoadAutoGroupedKernel<Index1D, int, int, int, ArrayView<TAcc>, ArrayView<TOut>>(FoldKernels.Finish<T, TAcc, TOut, TFold, TFinish>));
        var (elements, axes, ddof) = (source.Storage.View<T>(), source.Axes, spec.Ddof);
        Queue(stream => fold(stream, outputs * parts, axes, count, parts, elements, accumulators.View<TAcc>()));
        if (fewer < parts)
        {
            var merge = Own("Merge", key, a => a.LoadAutoGroupedKernel<Index1D, int, int, ArrayView<TAcc>, ArrayView<TAcc>>(FoldKernels.Merge<T, TAcc, TFold>));
            var (all, merged) = (accumulators, AllocateCore<byte>(checked(outputs * fewer * Unsafe.SizeOf<TAcc>())));
            Queue(stream => merge(stream, outputs * fewer, parts, fewer, all.View<TAcc>(), merged.View<TAcc>()));
            all.Release();
            accumulators = merged;
        }
        Queue(stream => finish(stream, outputs, count, fewer, ddof, accumulators.View<TAcc>(), result.View<TOut>()));
        accumulators.Release();
        GC.KeepAlive(temporary);
    }

    /// <summary>How many threads fold a result, and to how many their accumulators are merged before one thread finishes: about as many
    /// elements for a thread in each launch.</summary>
    internal static (int Parts, int Fewer) Parts(int outputs, int count)
    {
        if (count <= 32) return (1, 1);
        var root = (int)Math.Ceiling(Math.Sqrt(count));
        if (count <= 1 << 14 || (long)outputs * root > 1 << 14)
        {
            var parts = Math.Min(1024, root);
            return (parts, parts);
        }
        var side = (int)Math.Ceiling(Math.Cbrt(count));
        return (Math.Min(1 << 16, side * side), Math.Min(256, side));
    }

    /// <summary>The axes of the result and those that are folded, each collapsed; a layout with too many is copied first.</summary>
    private (IIlgpuStorage Storage, FoldAxes Axes) Folded(INestArray x, ReductionSpec spec, out object? temporary)
    {
        var strides = x.StridesOrNull ?? Strides.Contiguous(x.Shape.Dims).ToArray();
        var reduced = spec.Reduced;
        int[] Pick(bool folded, IReadOnlyList<int> of) => [.. Enumerable.Range(0, reduced.Length).Where(k => reduced[k] == folded).Select(k => of[k])];
        int[][] kept = [Pick(false, strides)], gone = [Pick(true, strides)];
        var keptDims = Layouts.Collapse(Pick(false, x.Shape.Dims), kept);
        var goneDims = Layouts.Collapse(Pick(true, x.Shape.Dims), gone);
        temporary = null;
        if (keptDims.Count <= NestAxes.MaxRank && goneDims.Count <= NestAxes.MaxRank)
        {
            return ((IIlgpuStorage)x.Storage, new FoldAxes
            {
                Kept = Layouts.Axes(keptDims),
                Folded = Layouts.Axes(goneDims),
                KeptAt = Layouts.Layout(x.Offset, kept[0], keptDims.Count),
                FoldedAt = Layouts.Layout(0, gone[0], goneDims.Count),
            });
        }
        int[] order = [.. Pick(false, x.Shape.Dims), .. Pick(true, x.Shape.Dims)];
        int[] moved = [.. Pick(false, strides), .. Pick(true, strides)];
        var copy = Gather(x, moved, order);
        temporary = copy;
        return (copy, new FoldAxes
        {
            Kept = Layouts.Axes([checked((int)spec.Result.Size)]),
            Folded = Layouts.Axes([checked((int)spec.Count)]),
            KeptAt = new Layout { Stride0 = checked((int)spec.Count) },
            FoldedAt = Layouts.Contiguous(),
        });
    }

    private NotSupportedException Unsupported(Reduction kind, Type type) => new($"{kind}: there is no such reduction of {type.Name} on {Name}.");
}

/// <summary>Where the elements of a reduction lie.</summary>
public struct FoldAxes
{
    internal NestAxes Kept;
    internal NestAxes Folded;
    internal Layout KeptAt;
    internal Layout FoldedAt;
}
