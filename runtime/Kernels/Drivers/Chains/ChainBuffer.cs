namespace Kernels.Drivers.Chains;

/// <summary>How the nests of a batch touched one buffer: from this follows how far behind them, and ahead of them, one may run that touches it next.</summary>
/// <remarks>Nest i runs row r at time r + s[i]: its lag. It touches row b of the buffer at b - first + s[i] at the latest. Of what must come before a
/// nest's row only the latest counts, so a maximum is kept. Chunks of rows start v[i] rows after their bound, their lead, by the same argument in the other direction.</remarks>
internal struct ChainBuffer(ChainAccess first)
{
    // Below all others, and far from overflow.
    private const long Never = long.MinValue / 4;

    private long _readLag = Never;
    private long _writeLag = Never;
    private long _readLead = Never;
    private long _writeLead = Never;
    private bool _hasOtherReads;

    /// <summary>What touched it first.</summary>
    public ChainAccess First { get; } = first;

    public readonly object Buffer => First.Buffer;

    /// <summary>The pitch of all that touch it, unless it is only read.</summary>
    public readonly long Pitch => First.Pitch;

    private readonly bool IsWritten => _writeLag != Never;

    /// <summary>Raises a nest's lag and lead so that it comes after what it waits for.</summary>
    /// <returns>False if rows alone can't say it.</returns>
    public readonly bool Follow(in ChainAccess access, bool writes, ref long lag, ref long lead)
    {
        if (!writes && !IsWritten) return true;
        if (access.Pitch != Pitch || _hasOtherReads) return false;
        var (afterLag, afterLead) = writes ? (Math.Max(_readLag, _writeLag), Math.Max(_readLead, _writeLead)) : (_writeLag, _writeLead);
        lag = Math.Max(lag, access.First + access.More + afterLag);
        lead = Math.Max(lead, afterLead - access.First);
        return true;
    }

    /// <summary>Takes note of a nest that was added.</summary>
    public void Touch(in ChainAccess access, bool writes, long lag, long lead)
    {
        if (access.Pitch != Pitch || Pitch == 0) _hasOtherReads = true;
        (lag, lead) = (lag - access.First, lead + access.First + access.More);
        if (writes) (_writeLag, _writeLead) = (Math.Max(_writeLag, lag), Math.Max(_writeLead, lead));
        else (_readLag, _readLead) = (Math.Max(_readLag, lag), Math.Max(_readLead, lead));
    }
}
