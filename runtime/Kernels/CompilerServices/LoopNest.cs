using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>A loop nest over a shape: the operands of one fused kernel, and how to run it on the device that holds them.</summary>
/// <remarks>Used by generated code: construct, <see cref="In"/> and <see cref="Scalar"/> the inputs, <see cref="Out"/> the results, then
/// <see cref="Run"/>; or instead of Out and Run, <see cref="Reduce"/>, whose body has one output that is never stored.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct LoopNest
{
    /// <summary>Starts a nest of <paramref name="kernel"/> over <paramref name="shape"/>.</summary>
    public LoopNest(LoopKernel kernel, Shape shape) => throw new NotImplementedException();

    /// <summary>Adds an input, which broadcasts to the nest's shape.</summary>
    public void In<T>(NDArray<T> x) => throw new NotImplementedException();

    /// <summary>Adds a scalar argument.</summary>
    public void Scalar<T>(T value) where T : unmanaged => throw new NotImplementedException();

    /// <summary>Adds a result of the nest's shape, on the device of the inputs.</summary>
    public NDArray<T> Out<T>() => throw new NotImplementedException();

    /// <summary>Runs the kernel; every element of every result is written.</summary>
    public void Run() => throw new NotImplementedException();

    /// <summary>Runs the kernel and folds its one output, of type <typeparamref name="TIn"/>, over <paramref name="axes"/> of the nest's shape.</summary>
    public NDArray<TOut> Reduce<TIn, TOut>(Reduction reduction, Axes axes, bool keepDims) => throw new NotImplementedException();
}
