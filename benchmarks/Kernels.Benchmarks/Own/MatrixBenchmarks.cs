using BenchmarkDotNet.Attributes;

namespace Kernels.Benchmarks;

public class MatrixBenchmarks
{
    private NDArray<float> _single = 0f;
    private NDArray<double> _double = 0.0;

    [Params(256, 1000, 2048)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _double = NDArray.Reshape(NDArray.Linspace(-1.0, 1.0, Size * Size), Size, Size);
        _single = _double.As<float>();
    }

    [Benchmark]
    public NDArray<float> ProductInSingle() => Matrices.Product(_single, _single);

    [Benchmark]
    public NDArray<double> ProductInDouble() => Matrices.Product(_double, _double);
}
