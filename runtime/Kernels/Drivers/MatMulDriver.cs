using Kernels.CompilerServices;

namespace Kernels.Drivers;

internal static unsafe class MatMulDriver
{
    public static NDArray<T> Run<T>(NDArray<T> a, NDArray<T> b, in MatMulSpec spec) => throw new NotImplementedException();
}
