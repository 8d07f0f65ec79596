using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Rows and columns of a matrix.</summary>
internal static partial class Grids
{
    public static Workload[] Workloads { get; } =
    [
        new("sum_axis0", i => { var x = i.Floats("x"); return () => SumAxis0(x); }),
        new("sum_axis1", i => { var x = i.Floats("x"); return () => SumAxis1(x); }),
        new("add_row", i => { var x = i.Floats("x"); var v = i.Floats("v"); return () => Plus(x, v); }),
        new("add_column", i => { var x = i.Floats("x"); var v = i.Floats("v"); return () => Plus(x, v); }),
    ];

    [Jit]
    public static NDArray<float> SumAxis0(NDArray<float> x) => Sum(x, axis: 0);

    [Jit]
    public static NDArray<float> SumAxis1(NDArray<float> x) => Sum(x, axis: 1);

    [Jit]
    public static NDArray<float> Plus(NDArray<float> x, NDArray<float> v) => x + v;
}
