using System.Globalization;

namespace Kernels.Benchmarks;

/// <summary>The arguments of <c>-- peers</c>.</summary>
/// <param name="Only">The workloads to run; all, if null.</param>
/// <param name="Threads">The number of threads of both sides.</param>
/// <param name="Quick">Whether to sample less: for a first look.</param>
/// <param name="Json">Where the rows go; null for nowhere.</param>
internal sealed record PeerOptions(string[]? Only, int Threads, bool Quick, string? Json)
{
    public const string Usage = "peers [--only NAME[,NAME*]] [--threads N] [--quick] [--json FILE]";

    /// <summary>Rounds in which each contender runs once.</summary>
    public int Rounds => Quick ? 5 : 15;

    /// <summary>The shortest sample in seconds; calls that are shorter run in batches: the first calls of a turn find the caches as the other side left them.</summary>
    public double Sample => Quick ? 5e-3 : 20e-3;

    /// <summary>Whether an argument of <c>--only</c> means this workload; an asterisk at its end stands for any rest.</summary>
    public static bool Names(string only, string workload) =>
        only.EndsWith('*') ? workload.StartsWith(only[..^1], StringComparison.Ordinal) : workload == only;

    /// <summary>Reads the arguments; null where they are wrong.</summary>
    public static PeerOptions? Parse(ReadOnlySpan<string> arguments)
    {
        PeerOptions options = new(null, 1, false, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--quick":
                    options = options with { Quick = true };
                    continue;
                case "--only" when value is not null:
                    options = options with { Only = value.Split(',') };
                    break;
                case "--threads" when int.TryParse(value, CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    options = options with { Threads = threads };
                    break;
                case "--json" when value is not null:
                    options = options with { Json = value };
                    break;
                default:
                    return null;
            }
            i++;
        }
        return options;
    }
}
