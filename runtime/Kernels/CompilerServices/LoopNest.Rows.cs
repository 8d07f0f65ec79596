using Kernels.Drivers.Rows;

namespace Kernels.CompilerServices;

// Folds of computed elements by a body that keeps them in registers.
public partial struct LoopNest
{
    // Below so many elements preparing rows takes longer than it saves.
    private const int WorthRows = 4096;

    /// <summary>The fold by <paramref name="rows"/>; null where that can't run the nest's rows, or would gain nothing.</summary>
    private readonly unsafe NDArray<TOut>? FoldRows<TIn, TOut>(RowKernel rows, in ReductionSpec spec, Axes axes)
    {
        if (!ReferenceEquals(Device, Device.Cpu)) return null;
        RowNest nest = new(_shape, axes);
        var loop = nest.Loop(_kernel, _shape);
        long read = 0;
        for (var k = 0; k < _operands; k++)
        {
            // A product that is still to be computed, or an array in pieces.
            if (_arrays[k] is not INestArray array) return null;
            loop.In(array.AddTo(nest));
            read += array.Shape.Size;
        }
        var result = nest.Fold<TIn, TOut>(loop.Out<TIn>(), spec, keep: true);
        nest.Whole(rows);
        for (var k = 0; k < _scalars; k++) nest.Scalar(Args.Scalars[k]);
        // Rows of a few elements must be laid plane by plane: worth it for distances, which are many more than the points.
        if (RowPlan.Create(nest) is not { } plan || WholeRows.Plan(nest, plan) is not { } whole || (whole.Planes && read * 4 > _size)) return null;
        KernelCounters.Launched();
        RowDriver.Run(nest, plan);
        KeepAlive();
        return result.Array;
    }
}
