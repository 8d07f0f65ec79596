using Kernels;
using static Kernels.NDArray;

namespace Quickstart;

/// <summary>The kernels of this sample. <c>partial</c>, because the compiled companions are generated into it.</summary>
internal static partial class Model
{
    /// <summary>A method of scalars; <c>[Vmap]</c> adds an overload of arrays, compiled into one loop.</summary>
    [Vmap]
    public static int Add(int x, int y) => x + y;

    /// <summary>Control flow is mapped too: on the CPU it becomes masks. A shared parameter stays a scalar.</summary>
    [Vmap(Shared = [nameof(delta)])]
    public static float Huber(float r, float delta)
    {
        var distance = MathF.Abs(r);
        if (distance <= delta) return 0.5f * r * r;
        return delta * (distance - 0.5f * delta);
    }

    /// <summary>Nine operations, one pass over memory, no temporary arrays.</summary>
    [Jit]
    public static NDArray<float> Gelu(NDArray<float> x) => 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)));

    /// <summary>Reductions are fused with what they sum; scalars are ordinary parameters.</summary>
    [Jit]
    public static NDArray<float> Softmax(NDArray<float> x, float temperature)
    {
        var weights = Exp((x - Max(x, axis: -1, keepDims: true)) / temperature);
        return weights / Sum(weights, axis: -1, keepDims: true);
    }

    /// <summary>A dense layer: a matrix product, and one loop for the rest.</summary>
    [Jit]
    public static NDArray<float> Dense(NDArray<float> x, NDArray<float> weights, NDArray<float> bias) =>
        Maximum(MatMul(x, weights) + bias, 0f);

    /// <summary>The product that the article measures.</summary>
    [Jit]
    public static NDArray<float> Product(NDArray<float> a, NDArray<float> b) => MatMul(a, b);
}
