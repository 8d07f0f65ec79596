namespace Kernels.EndToEnd.Tests.Shapes;

public partial class MatMulTests
{
    [Jit]
    public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w, NDArray<float> b)
    {
        var h = MatMul(x, w) + b;
        return 0.5f * h * (1f + Tanh(0.79788456f * (h + 0.044715f * h * h * h)));
    }

    [Jit] public static NDArray<float> TwoLayers(NDArray<float> x, NDArray<float> w1, NDArray<float> w2) => MatMul(Maximum(MatMul(x * 2f, w1), 0f), w2.T) - 1f;

    [Jit] public static NDArray<double> Quadratic(NDArray<double> x, NDArray<double> a) => Dot(x, MatMul(a, x)) / 2.0;

    [Jit] public static NDArray<int> Ints(NDArray<int> a, NDArray<int> b) => MatMul(a + 1, b) * 2;

    [Jit]
    public static NDArray<float> Attention(NDArray<float> q, NDArray<float> k, NDArray<float> v)
    {
        var scores = MatMul(q, SwapAxes(k, -1, -2)) / MathF.Sqrt(q.Shape[^1]);
        var e = Exp(scores - Max(scores, axis: -1, keepDims: true));
        return MatMul(e / Sum(e, axis: -1, keepDims: true), v);
    }

    private static NDArray<float> M(int seed, params int[] shape) => Arrays.Moderate<float>(seed, shape);

    [Fact]
    public void Dense_layers()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> dense = Dense, two = TwoLayers, attention = Attention;
        foreach (var n in new[] { 1, 5, 64 })
        {
            Check.Close(dense(M(1, n, 7), M(2, 7, 9), M(3, 9)), DenseJit(M(1, n, 7), M(2, 7, 9), M(3, 9)));
            Check.Close(dense(M(1, 7, n).T, M(2, 9, 7).T, M(3, 9)), DenseJit(M(1, 7, n).T, M(2, 9, 7).T, M(3, 9)));
            Check.Close(two(M(1, n, 7), M(2, 7, 9), M(3, 4, 9)), TwoLayersJit(M(1, n, 7), M(2, 7, 9), M(3, 4, 9)));
            Check.Close(attention(M(1, 2, n, 8), M(2, 2, 6, 8), M(3, 2, 6, 4)), AttentionJit(M(1, 2, n, 8), M(2, 2, 6, 8), M(3, 2, 6, 4)));
        }
    }

    [Fact]
    public void Vectors_and_ints()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> quadratic = Quadratic;
        Check.Close(quadratic(Arrays.Moderate<double>(1, 6), Arrays.Moderate<double>(2, 6, 6)), QuadraticJit(Arrays.Moderate<double>(1, 6), Arrays.Moderate<double>(2, 6, 6)));
        Func<NDArray<int>, NDArray<int>, NDArray<int>> ints = Ints;
        Check.Bits(ints(Arrays.Vector<int>(12, 1).Reshape(3, 4), Arrays.Vector<int>(20, 2).Reshape(4, 5)), IntsJit(Arrays.Vector<int>(12, 1).Reshape(3, 4), Arrays.Vector<int>(20, 2).Reshape(4, 5)));
    }

    [Fact]
    public void Products_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => DenseJit(M(1, 3, 4), M(2, 5, 6), M(3, 6)));
        Assert.Contains("(3, 4)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(5, 6)", error.Message, StringComparison.Ordinal);
    }
}
