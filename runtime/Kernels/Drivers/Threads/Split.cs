namespace Kernels.Drivers.Threads;

/// <summary>Decides into how many chunks work is split, by an estimate of the time it takes one thread.</summary>
internal static class Split
{
    // Waking a sleeping helper and joining it takes up to 20 us.
    private const double WorthThreads = 50_000;

    // A chunk is long beside the claiming of it, and short beside the whole, so that threads end together.
    private const double Chunk = 10_000;
    private const int ChunksPerThread = 8;

    /// <summary>The nanoseconds that a byte takes which a loop reads or writes: about 25 GB/s.</summary>
    public const double ByteTime = 0.04;

    /// <summary>The number of chunks: 1 if the work is not worth a second thread.</summary>
    /// <param name="nanoseconds">What one thread takes.</param>
    /// <param name="threads">Threads that may be used.</param>
    /// <param name="most">The most chunks that the work can be split into.</param>
    public static int Chunks(double nanoseconds, int threads, long most)
    {
        if (threads <= 1 || nanoseconds < WorthThreads) return 1;
        var chunks = Math.Min((long)(nanoseconds / Chunk), (long)threads * ChunksPerThread);
        return (int)Math.Max(1, Math.Min(chunks, most));
    }

    /// <summary>What a chunk of <paramref name="size"/> elements has: whole units, the last chunk what is left too.</summary>
    public static (long From, long To) Part(long size, int chunks, int unit, int chunk)
    {
        var length = size / chunks / unit * unit;
        var from = chunk * length;
        return (from, chunk == chunks - 1 ? size : from + length);
    }
}
