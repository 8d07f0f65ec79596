using BenchmarkDotNet.Attributes;

namespace Kernels.Benchmarks;

[MemoryDiagnoser]
public class ElementwiseBenchmarks
{
    private NDArray<float> _x = 0f, _y = 0f;

    [Params(8, 1_000_000, 10_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = NDArray.Linspace(-4f, 4f, Length);
        _y = NDArray.Linspace(0.5f, 2f, Length);
    }

    [Benchmark]
    public NDArray<float> Axpy() => Elementwise.Axpy(2.5f, _x, _y);

    [Benchmark]
    public NDArray<float> Gelu() => Elementwise.Gelu(_x);

    [Benchmark]
    public NDArray<float> Swish() => Elementwise.Swish(_x);

    [Benchmark]
    public (NDArray<float>, NDArray<float>) BlackScholes() => Finance.BlackScholes(_y, _y, _y);

    [Benchmark]
    public NDArray<float> ArcDistance() => Geometry.ArcDistance(_y, _x, _x, _y);
}
