using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kernels.Benchmarks;

/// <summary>Every workload here and in every installed peer, pair by pair.</summary>
internal static class PeersBenchmark
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (PeerOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine($"usage: -- {PeerOptions.Usage}");
            return 2;
        }

        Kernel.MaxThreads = options.Threads;
        var peers = PeerProcess.StartAll(options.Threads);
        try
        {
            foreach (var name in PeerProcess.Names.Except(peers.Select(p => p.Name))) Console.WriteLine($"{name} is not installed.");
            if (peers.FirstOrDefault()?.Name != PeerProcess.Names[0])
            {
                Console.Error.WriteLine("NumPy makes the inputs and judges the results: without it nothing can be compared. apt-get install python3-numpy python3-scipy");
                return 1;
            }
            return Run(options, peers);
        }
        finally
        {
            foreach (var peer in peers) peer.Dispose();
        }
    }

    private static int Run(PeerOptions options, List<PeerProcess> peers)
    {
        var table = peers[0].Ask(new { @do = "table" }).EnumerateArray()
            .Select(w => (Name: w.GetProperty("workload").GetString()!, Cases: w.GetProperty("cases").EnumerateArray().Select(c => c.GetString()!).ToList())).ToList();
        foreach (var name in options.Only ?? [])
        {
            if (table.Any(w => PeerOptions.Names(name, w.Name))) continue;
            Console.Error.WriteLine($"There is no workload {name}: {string.Join(", ", table.Select(w => w.Name))}.");
            return 2;
        }

        MachineLimits limits = new(options.Threads);
        Console.WriteLine(string.Join(", ", peers.Select(p => $"{p.Name} {p.Version}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Threads} thread(s): a copy moves {limits.Bandwidth(8_000_000) / 1e9:F1} GB/s in 8 MB, {limits.Bandwidth(80_000_000) / 1e9:F1} in 80 MB; {limits.Single / 1e9:F0} GFLOP/s in float, {limits.Double / 1e9:F0} in double"));
        Console.WriteLine();
        Console.WriteLine($"{"workload",-22}{"case",13}{"ours ms",12}{"peer ms",12}  {"best peer",-16}{"ratio",7}{"limit",7}");

        Duel duel = new(options, peers, limits);
        // Rows of other workloads stay in the file, so that a table can be measured in parts.
        List<PeerRow> rows = options.Json is { } old && File.Exists(old) ? JsonSerializer.Deserialize<List<PeerRow>>(File.ReadAllText(old), s_json)! : [];
        foreach (var (name, cases) in table)
        {
            if (options.Only is { } only && !only.Any(o => PeerOptions.Names(o, name))) continue;
            var ours = Workloads.All.FirstOrDefault(w => w.Name == name);
            foreach (var @case in cases)
            {
                var measured = duel.Run(name, @case, ours, each: ProgramMeans.Has(name));
                rows.RemoveAll(r => (r.Workload, r.Case, r.Threads) == (name, @case, options.Threads));
                rows.AddRange(measured);
                rows = [.. rows.OrderBy(r => r.Threads).ThenBy(r => table.FindIndex(w => w.Name == r.Workload)).ThenBy(r => table.First(w => w.Name == r.Workload).Cases.IndexOf(r.Case))];
                foreach (var row in measured) Print(row);
                // After each, so that a run cut short leaves what it had.
                if (options.Json is { } file) File.WriteAllText(file, JsonSerializer.Serialize(rows, s_json) + "\n");
            }
        }
        ProgramMeans.Print(rows.Where(r => r.Threads == options.Threads));
        return 0;
    }

    private static void Print(PeerRow row)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row.Workload,-22}{row.Case,13}{Number(row.OursMs),12}{Number(row.PeerMs),12}  {row.Peer ?? "-",-16}{(row.Ratio is { } r ? r.ToString("F2", CultureInfo.InvariantCulture) : "missed"),7}{row.LimitShare,7:P0}  {row.Note}").TrimEnd());

        static string Number(double? milliseconds) => milliseconds is { } ms ? ms.ToString(ms < 0.01 ? "F6" : "F3", CultureInfo.InvariantCulture) : "-";
    }
}
