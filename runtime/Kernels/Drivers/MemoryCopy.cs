using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Copies elements that lie one after the other, many on all threads: two read more from memory than one, and share the page faults of new memory.</summary>
internal static unsafe class MemoryCopy
{
    // Whole pages, each the business of one thread.
    private const int ChunkUnit = 4096;

    /// <summary>Copies all of <paramref name="source"/> to the start of <paramref name="target"/>; neither holds references.</summary>
    /// <exception cref="ArgumentException">The target is shorter.</exception>
    public static void Run<T>(ReadOnlySpan<T> source, Span<T> target)
    {
        var bytes = (long)source.Length * Unsafe.SizeOf<T>();
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(2 * bytes * Split.ByteTime, threads, bytes / ChunkUnit);
        // Which checks the length too.
        if (chunks == 1 || target.Length < source.Length)
        {
            source.CopyTo(target);
            return;
        }
        fixed (byte* from = &Unsafe.As<T, byte>(ref Unsafe.AsRef(in source[0])), to = &Unsafe.As<T, byte>(ref target[0]))
        {
            var work = new Work { Source = from, Target = to, Bytes = bytes, Chunks = chunks };
            // It lies on this stack, where nothing moves, until the last chunk is done.
            ForkJoin.Run(&Chunk, &work, chunks, threads);
        }
    }

    private static void Chunk(void* context, int chunk)
    {
        ref var work = ref *(Work*)context;
        var (from, to) = Split.Part(work.Bytes, work.Chunks, ChunkUnit, chunk);
        Buffer.MemoryCopy(work.Source + from, work.Target + from, to - from, to - from);
    }

    private struct Work
    {
        public byte* Source;
        public byte* Target;
        public long Bytes;
        public int Chunks;
    }
}
