using Kernels.CompilerServices;

namespace Kernels.Drivers.Reducing;

/// <summary>A fold of one of a nest's outputs, whatever its dtypes.</summary>
internal abstract class NestFold
{
    private protected NestFold(ReductionSpec spec, int output) => (Spec, Output) = (spec, output);

    public ReductionSpec Spec { get; }

    /// <summary>Which of the nest's outputs is folded.</summary>
    public int Output { get; }

    /// <summary>The array that it comes to, once there is one.</summary>
    public abstract object Result { get; }

    public abstract Reducer CreateReducer();

    /// <summary>Makes the result, to be set later.</summary>
    /// <returns>Its buffer.</returns>
    public abstract object Prepare();

    /// <summary>Sets the result from the value that a reducer ended with.</summary>
    public abstract unsafe void Set(byte* value);

    /// <summary>Adds the output to a nest that stores it.</summary>
    public abstract object AddOutput(ref LoopNest nest);

    /// <summary>Folds an output that was stored.</summary>
    public abstract void Reduce(object output);
}

internal sealed class NestFold<TIn, TOut>(ReductionSpec spec, int output) : NestFold(spec, output)
{
    private NDArray<TOut>? _result;

    public override object Result => _result!;

    public override Reducer CreateReducer() => Reducers.Create<TIn, TOut>(Spec);

    public override object Prepare()
    {
        var storage = HostMemory.Allocate<TOut>(1);
        _result = new NDArray<TOut>(storage, Spec.Result);
        return storage.Data;
    }

    public override unsafe void Set(byte* value)
    {
        if (_result is null) Prepare();
        ((HostStorage<TOut>)_result!.Storage).Elements[0] = System.Runtime.CompilerServices.Unsafe.ReadUnaligned<TOut>(value);
    }

    public override object AddOutput(ref LoopNest nest) => nest.Out<TIn>();

    public override void Reduce(object output)
    {
        var x = (NDArray<TIn>)output;
        _result = x.Device.Reduce<TIn, TOut>(x, Spec);
    }
}
