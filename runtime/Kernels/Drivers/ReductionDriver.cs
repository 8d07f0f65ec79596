using Kernels.CompilerServices;

namespace Kernels.Drivers;

internal static unsafe class ReductionDriver
{
    public static NDArray<TOut> Run<TIn, TOut>(ref LoopNest nest, in ReductionSpec spec) => throw new NotImplementedException();

    public static NDArray<TOut> Run<TIn, TOut>(NDArray<TIn> x, in ReductionSpec spec) => throw new NotImplementedException();
}
