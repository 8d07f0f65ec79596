using BenchmarkDotNet.Attributes;

namespace Kernels.Benchmarks;

[MemoryDiagnoser]
public class ReductionBenchmarks
{
    private NDArray<float> _x = 0f;

    [Params(32, 1000)]
    public int Columns { get; set; }

    [GlobalSetup]
    public void Setup() => _x = NDArray.Reshape(NDArray.Linspace(-4f, 4f, 3_200_000 / Columns * Columns), 3_200_000 / Columns, Columns);

    [Benchmark]
    public NDArray<float> Sum() => WholeReductions.Total(_x);

    [Benchmark]
    public NDArray<float> Variance() => WholeReductions.Variance(_x);

    [Benchmark]
    public NDArray<float> SumAxis0() => Grids.SumAxis0(_x);

    [Benchmark]
    public NDArray<float> SumAxis1() => Grids.SumAxis1(_x);

    [Benchmark]
    public NDArray<float> Softmax() => Rows.Softmax(_x);

    [Benchmark]
    public NDArray<float> LogSumExp() => Rows.LogSumExp(_x);
}
