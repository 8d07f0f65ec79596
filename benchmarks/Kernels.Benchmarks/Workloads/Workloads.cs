namespace Kernels.Benchmarks;

/// <summary>All that is compared with the peers, under the names of <c>peers/workloads.py</c>.</summary>
internal static class Workloads
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. Elementwise.Workloads, .. Finance.Workloads, .. Geometry.Workloads, .. Rows.Workloads, .. WholeReductions.Workloads, .. Grids.Workloads,
        .. Matrices.Workloads, .. Network.Workloads, .. Sorting.Workloads, .. Stencils.Workloads, .. Library.Workloads, .. Fractals.Workloads,
        .. Programs.Workloads,
    ];
}
