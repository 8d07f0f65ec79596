namespace Kernels.EndToEnd.Tests.Programs;

/// <summary>Layers of NPBench's networks, in helpers of another class, and its finite differences in time.</summary>
public partial class LayerTests
{
    [Jit]
    public static NDArray<float> Network(NDArray<float> input, NDArray<float> first, NDArray<float> bias, NDArray<float> second, NDArray<float> dense)
    {
        var x = Layers.Relu(Layers.Conv(input, first) + bias);
        x = Layers.MaxPool(x);
        x = Layers.Normalize(Layers.Conv(x, second));
        return MatMul(Layers.Relu(x).Reshape(input.Shape[0], -1), dense);
    }

    [Jit]
    public static (NDArray<double> Ex, NDArray<double> Ey, NDArray<double> Hz) Fdtd(NDArray<double> ex, NDArray<double> ey, NDArray<double> hz, NDArray<double> source)
    {
        foreach (var value in source)
        {
            ey = ey.At[0].Set(value);
            ey = ey.At[1..].Subtract(0.5 * (hz[1..] - hz[..^1]));
            ex = ex.At[.., 1..].Subtract(0.5 * (hz[.., 1..] - hz[.., ..^1]));
            hz = hz.At[..^1, ..^1].Subtract(0.7 * (ex[..^1, 1..] - ex[..^1, ..^1] + ey[1.., ..^1] - ey[..^1, ..^1]));
        }

        return (ex, ey, hz);
    }

    [Fact]
    public void A_small_network()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> eager = Network;
        NDArray<float> input = Arrays.Moderate<float>(1, 5, 12, 11, 2), first = Arrays.Moderate<float>(2, 3, 3, 2, 4), bias = Arrays.Moderate<float>(3, 4);
        NDArray<float> second = Arrays.Moderate<float>(4, 2, 2, 4, 3), dense = Arrays.Moderate<float>(5, 4 * 3 * 3, 6);
        Check.Close(eager(input, first, bias, second, dense), NetworkJit(input, first, bias, second, dense));
    }

    [Theory, InlineData(2, 2), InlineData(9, 17), InlineData(33, 40)]
    public void Finite_differences_in_time(int n, int m)
    {
        NDArray<double> ex = Arrays.Moderate<double>(1, n, m), ey = Arrays.Moderate<double>(2, n, m), hz = Arrays.Moderate<double>(3, n, m), source = Arrays.Moderate<double>(4, 5);
        var (e, f, h) = (Rows(ex), Rows(ey), Rows(hz));
        for (var t = 0; t < 5; t++)
        {
            for (var j = 0; j < m; j++) f[0, j] = (double)source[t];
            for (var i = 1; i < n; i++)
                for (var j = 0; j < m; j++) f[i, j] -= 0.5 * (h[i, j] - h[i - 1, j]);
            for (var i = 0; i < n; i++)
                for (var j = 1; j < m; j++) e[i, j] -= 0.5 * (h[i, j] - h[i, j - 1]);
            for (var i = 0; i < n - 1; i++)
                for (var j = 0; j < m - 1; j++) h[i, j] -= 0.7 * (e[i, j + 1] - e[i, j] + f[i + 1, j] - f[i, j]);
        }

        var fused = FdtdJit(ex, ey, hz, source);
        Check.Bits(FromArray(e), fused.Ex, $"{n} {m}");
        Check.Bits(FromArray(f), fused.Ey, $"{n} {m}");
        Check.Bits(FromArray(h), fused.Hz, $"{n} {m}");
    }

    private static double[,] Rows(NDArray<double> x)
    {
        var (n, m) = x.Shape;
        var rows = new double[n, m];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < m; j++) rows[i, j] = (double)x[i, j];
        return rows;
    }
}

internal static class Layers
{
    public static NDArray<float> Relu(NDArray<float> x) => Maximum(x, 0f);

    // Images in N, H, W, C; weights in K, K, C in, C out.
    public static NDArray<float> Conv(NDArray<float> input, NDArray<float> weights)
    {
        var (k, _, _, channels) = weights.Shape;
        var (n, h, w, _) = input.Shape;
        var output = Zeros<float>(n, h - k + 1, w - k + 1, channels);
        for (var i = 0; i < h - k + 1; i++)
            for (var j = 0; j < w - k + 1; j++)
                output = output.At[.., i, j].Set(Sum(input[.., i..(i + k), j..(j + k), .., NewAxis] * weights, axis: [1, 2, 3]));
        return output;
    }

    public static NDArray<float> MaxPool(NDArray<float> x)
    {
        var (n, h, w, c) = x.Shape;
        var output = Zeros<float>(n, h / 2, w / 2, c);
        for (var i = 0; i < h / 2; i++)
            for (var j = 0; j < w / 2; j++)
                output = output.At[.., i, j].Set(Max(x[.., (2 * i)..(2 * i + 2), (2 * j)..(2 * j + 2)], axis: [1, 2]));
        return output;
    }

    public static NDArray<float> Normalize(NDArray<float> x) => (x - Mean(x, axis: 0, keepDims: true)) / Sqrt(Std(x, axis: 0, keepDims: true) + 1e-5f);
}
