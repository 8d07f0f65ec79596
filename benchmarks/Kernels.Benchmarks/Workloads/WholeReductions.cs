using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Whole arrays to one number.</summary>
internal static partial class WholeReductions
{
    public static Workload[] Workloads { get; } =
    [
        new("sum_all", i => { var x = i.Floats("x"); return () => Total(x); }),
        new("mean_all", i => { var x = i.Floats("x"); return () => Average(x); }),
        new("var_all", i => { var x = i.Floats("x"); return () => Variance(x); }),
    ];

    [Jit]
    public static NDArray<float> Total(NDArray<float> x) => Sum(x);

    [Jit]
    public static NDArray<float> Average(NDArray<float> x) => Mean(x);

    [Jit]
    public static NDArray<float> Variance(NDArray<float> x) => Var(x);
}
