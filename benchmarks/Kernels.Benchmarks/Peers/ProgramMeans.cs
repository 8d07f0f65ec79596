using System.Globalization;

namespace Kernels.Benchmarks;

/// <summary>What the programs of NPBench come to: the geometric means of their ratios, against each peer.</summary>
internal static class ProgramMeans
{
    private static readonly (string Peer, double Target)[] s_targets = [("numpy", 5.0), ("numba", 1.5)];

    /// <summary>Whether a workload is one of these programs, which have a row against each peer.</summary>
    public static bool Has(string workload) => workload.StartsWith(Programs.Prefix, StringComparison.Ordinal);

    public static void Print(IEnumerable<PeerRow> rows)
    {
        var programs = rows.Where(r => Has(r.Workload)).ToList();
        if (programs.Count == 0) return;
        var written = Programs.Workloads.Length;
        Console.WriteLine();
        foreach (var (peer, target) in s_targets)
        {
            // What is missed has no ratio, and would flatter by its absence: the count tells.
            var ratios = programs.Where(r => r.Peer?.Split('+')[0] == peer).Select(r => r.Ratio).OfType<double>().ToList();
            var mean = ratios.Count == 0 ? double.NaN : Math.Exp(ratios.Average(Math.Log));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"NPBench against {peer}: geometric mean {mean:F2} of {ratios.Count} of {written} programs  {Row.Target(mean >= target, $">= {target:F1}")}"));
        }
    }
}
