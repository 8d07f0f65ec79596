using Kernels.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.Drivers.Rows;

/// <summary>A reduction of a <see cref="RowNest"/>, whatever its dtypes.</summary>
internal abstract class RowReduce : RowStage
{
    private protected RowReduce(RowValue input, RowValue output, ReductionSpec spec) => (Input, Output, Spec) = (input, output, spec);

    public RowValue Input { get; }

    public RowValue Output { get; }

    public ReductionSpec Spec { get; }

    public abstract Reducer CreateReducer();
}

internal sealed class RowReduce<TIn, TOut>(RowValue<TIn> input, RowValue<TOut> output, ReductionSpec spec) : RowReduce(input, output, spec)
{
    public override Reducer CreateReducer() => Reducers.Create<TIn, TOut>(Spec);

    internal override void RunOnArrays(RowNest nest)
    {
        if (nest.OnlyFor(this) is { } loop)
        {
            // Its values are folded as they come.
            ((RowValue<TOut>)Output).Array = loop.ToNest().Fold<TIn, TOut>(Spec);
            return;
        }
        KernelCounters.Launched();
        var x = ((RowValue<TIn>)Input).Array;
        // The operand has the nest's shape by name; where it is broadcast, its elements are counted as often as they stand there.
        if (!x.Shape.Equals(nest.Shape)) x = NDArray.BroadcastTo(x, nest.Shape);
        ((RowValue<TOut>)Output).Array = x.Device.Reduce<TIn, TOut>(x, Spec);
    }
}
