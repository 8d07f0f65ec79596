using System.Text.Json;

namespace Kernels.Benchmarks;

/// <summary>One case of a workload, run here and in the peers by turns.</summary>
internal sealed class Duel(PeerOptions options, IReadOnlyList<PeerProcess> peers, MachineLimits limits)
{
    // An implementation that is slower than the best by so much at a first look cannot become the best.
    private const double Hopeless = 1.4;

    /// <summary>Libraries keep their worker threads spinning for some milliseconds after a call, on what would be our core.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(40);

    /// <summary>Gives one row, against the best implementation of all; or, if <paramref name="each"/>, one for each peer that has any.</summary>
    public List<PeerRow> Run(string workload, string @case, Workload? ours, bool each)
    {
        PeerRow row = new() { Workload = workload, Case = @case, Threads = options.Threads };
        List<string> notes = [];
        var folder = Directory.CreateTempSubdirectory("kernels-peers");
        try
        {
            List<Rival> rivals = [];
            foreach (var peer in peers)
            {
                foreach (var made in peer.Ask(new { @do = "open", workload, @case }).EnumerateArray())
                {
                    var label = made.GetProperty("label").GetString()!;
                    if (made.TryGetProperty("failed", out var reason)) notes.Add($"{label}: {reason}");
                    else rivals.Add(new(label, (reps, warm) => peer.Time(label, reps, warm)));
                }
            }

            // The first peer has the inputs for us, and judges our result.
            var inputs = peers[0].Ask(new { @do = "inputs", folder = folder.FullName });
            Rival? we = null;
            if (ours is null)
            {
                notes.Insert(0, "not written yet");
            }
            else
            {
                var call = ours.Prepare(new(inputs.GetProperty("values")));
                var verdict = peers[0].Ask(new { @do = "check", parts = ResultFile.Write(call(), folder) });
                if (verdict.ValueKind != JsonValueKind.Null) notes.Insert(0, $"OURS IS WRONG: {verdict}");
                else we = new("ours", (reps, warm) => Workload.Time(call, reps, warm));
            }

            // Our times are the same in all rows.
            var best = Compare(we, rivals, each);
            foreach (var peer in peers) peer.Ask(new { @do = "close" });
            return [.. best.DefaultIfEmpty().Select(rival => row with
            {
                OursMs = we?.Milliseconds,
                Peer = rival?.Label,
                PeerMs = rival?.Milliseconds,
                LimitShare = we is null ? null : Share(inputs, we.Median),
                Note = string.Join("; ", notes),
            })];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Samples us and the peers in turns; gives the implementation whose median is smallest, of all or of each peer.</summary>
    private List<Rival> Compare(Rival? we, List<Rival> rivals, bool each)
    {
        we?.WarmUp();
        foreach (var contender in (Rival?[])[we, .. rivals])
        {
            if (contender is null) continue;
            contender.Screen(options.Sample);
            Settle();
        }

        var groups = rivals.GroupBy(r => each ? r.Peer : "").Select(g => g.Where(r => r.Fastest <= g.Min(f => f.Fastest) * Hopeless).ToList()).ToList();
        rivals = [.. groups.SelectMany(g => g)];
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var rival in rivals)
            {
                we?.Measure();
                rival.Measure();
                Settle();
            }
        }
        return [.. groups.Select(g => g.MinBy(r => r.Median)!)];
    }

    private void Settle()
    {
        if (options.Threads > 1) Thread.Sleep(s_settle);
    }

    private double? Share(JsonElement inputs, double seconds)
    {
        var bytes = inputs.TryGetProperty("moved", out var moved) ? moved.GetDouble() : 0;
        var operations = inputs.TryGetProperty("flops", out var flops) ? flops.GetDouble() : 0;
        if (bytes == 0 && operations == 0) return null;
        return Math.Round(limits.Seconds(bytes, operations, inputs.GetProperty("double").GetBoolean()) / seconds, 3);
    }
}
