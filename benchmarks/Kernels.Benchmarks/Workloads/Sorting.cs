namespace Kernels.Benchmarks;

/// <summary>Arrays in order.</summary>
internal static partial class Sorting
{
    public static Workload[] Workloads { get; } =
    [
        new("sort", i => { var x = i.Floats("x"); return () => Ascending(x); }),
    ];

    [Jit]
    public static NDArray<float> Ascending(NDArray<float> x) => NDArray.Sort(x);
}
