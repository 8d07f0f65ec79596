using Kernels.CompilerServices;
using Kernels.Drivers;

namespace Kernels;

/// <summary>The CPU: buffers in managed memory, vectorised loops.</summary>
internal sealed class CpuDevice : Device
{
    public override string Name => "CPU";

    internal override Storage<T> Allocate<T>(int length) => HostMemory.Allocate<T>(length);

    internal override void Run(ref LoopNest nest) => ElementwiseDriver.Run(ref nest);

    internal override NDArray<TOut> Reduce<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec) => ReductionDriver.Run<TIn, TOut>(ref nest, spec);

    internal override NDArray<TOut> Reduce<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec) => ReductionDriver.Run<TIn, TOut>(x, spec);

    internal override NDArray<T> MatMul<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec) => MatMulDriver.Run(a, b, spec);

    internal override void Copy<T>(NDArray<T> source, Storage<T> target, int start) => CopyDriver.Run(source, (HostStorage<T>)target, start);

    internal override HostStorage<T> ToHost<T>(Storage<T> storage) => (HostStorage<T>)storage;

    internal override Storage<T> FromHost<T>(ReadOnlySpan<T> elements)
    {
        var storage = HostMemory.Allocate<T>(elements.Length);
        elements.CopyTo(storage.Elements);
        return storage;
    }
}
