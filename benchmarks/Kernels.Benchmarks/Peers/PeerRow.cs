using System.Text.Json.Serialization;

namespace Kernels.Benchmarks;

/// <summary>A line of the comparison, and an object of its JSON.</summary>
internal sealed record PeerRow
{
    public required string Workload { get; init; }

    public required string Case { get; init; }

    public required int Threads { get; init; }

    /// <summary>The median of our times in milliseconds; null where the workload can't be run.</summary>
    [JsonPropertyName("ours_ms")]
    public double? OursMs { get; init; }

    /// <summary>The peer's implementation whose median is smallest.</summary>
    public string? Peer { get; init; }

    [JsonPropertyName("peer_ms")]
    public double? PeerMs { get; init; }

    /// <summary>The peer's time by ours.</summary>
    public double? Ratio => OursMs is { } ours && PeerMs is { } peer ? Math.Round(peer / ours, 3) : null;

    /// <summary>The least time that this machine needs to move the bytes or to carry out the operations, by ours.</summary>
    [JsonPropertyName("limit_share")]
    public double? LimitShare { get; init; }

    /// <summary>What else there is to say: what was wrong, which peers failed.</summary>
    [JsonIgnore]
    public string Note { get; init; } = "";
}
