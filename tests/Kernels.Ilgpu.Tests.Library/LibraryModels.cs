using System.Numerics;
using static Kernels.NDArray;

namespace Kernels.Ilgpu.Tests.Library;

/// <summary>Kernels of a library that was built without Kernels.Ilgpu.</summary>
public static partial class LibraryModels
{
    [Jit]
    public static NDArray<float> Softplus(NDArray<float> x, float beta) => Log(1f + Exp(beta * x)) / beta;

    [Vmap]
    public static float Clamp(float x, float limit) => x > limit ? limit : x < -limit ? -limit : x;

    [Jit]
    public static NDArray<T> Axpy<T>(T a, NDArray<T> x, NDArray<T> y) where T : unmanaged, INumber<T> => a * x + y;

    [Jit]
    public static NDArray<int> Quotient(NDArray<int> x, NDArray<int> y) => (x - 1) / y;

    // Several loops: what is centred is an array, the mean a reduction with a loop before it.
    [Jit]
    public static NDArray<float> Spread(NDArray<float> x) => Mean((x - 1f) * (x - 1f), 0) + 0.5f * Sum(x * 2f, 0);

    /// <summary>Runs a kernel that only this assembly can see.</summary>
    public static NDArray<float> ThroughHidden(NDArray<float> x) => Hidden(x);

    [Jit]
    private static NDArray<float> Hidden(NDArray<float> x) => 3f * x * x - 1f;
}

/// <summary>A kernel that reads fields.</summary>
public sealed partial class LibraryLayer(NDArray<float> weight, float bias)
{
    private readonly NDArray<float> _weight = weight;
    private readonly float _bias = bias;

    [Jit]
    public NDArray<float> Apply(NDArray<float> x) => x * _weight + _bias;
}
