using System.Runtime.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Copies views of any strides into contiguous buffers on the CPU.</summary>
internal static unsafe class CopyDriver
{
    // Nanoseconds an element that lies apart from the next takes besides its bytes: it comes with a line of which it is a part.
    private const double StridedTime = 1;

    // Whole lines of any element.
    private const int ChunkUnit = 1024;

    /// <summary>Copies <paramref name="source"/> in C order to index <paramref name="start"/> of the target and on.</summary>
    public static void Run<T>(NDArray<T> source, HostStorage<T> target, int start)
    {
        var size = checked((int)source.Size);
        var to = target.Elements.Slice(start, size);
        if (size == 0) return;
        if (source.IsContiguous)
        {
            MemoryCopy.Run(((HostStorage<T>)source.Storage).Data.AsSpan(source.Offset, size), to);
            GC.KeepAlive(source);
            return;
        }
        var rank = source.Rank;
        long low = source.Offset, high = source.Offset;
        var plan = new long[2 * rank];
        for (var i = 0; i < rank; i++)
        {
            long stride = source.StridesOrNull![i];
            plan[i] = source.Shape[i];
            plan[rank + i] = stride * Unsafe.SizeOf<T>();
            if (stride < 0) low += stride * (source.Shape[i] - 1);
            else high += stride * (source.Shape[i] - 1);
        }
        // Below, every address is the source's first element plus strides times indices: the reach checked here bounds them all.
        if (low < 0 || high >= source.Storage.Length)
            throw new InvalidOperationException($"A view of shape {source.Shape} reaches outside of its buffer of {source.Storage.Length} elements.");
        fixed (byte* from = Unsafe.As<byte[]>(source.HostData), into = Unsafe.As<byte[]>(target.HostData))
        fixed (long* dims = plan)
        {
            var work = new Work
            {
                Source = from + (long)source.Offset * Unsafe.SizeOf<T>(),
                Target = into + (long)(target.Start + start) * Unsafe.SizeOf<T>(),
                Dims = dims,
                Rank = rank,
                Size = size,
                ElementSize = Unsafe.SizeOf<T>(),
            };
            var threads = ForkJoin.Threads;
            work.Chunks = Split.Chunks(size * (StridedTime + (2 * work.ElementSize * Split.ByteTime)), threads, size / ChunkUnit);
            // It lies on this stack, where nothing moves, until the last chunk is done.
            ForkJoin.Run(&Chunk, &work, work.Chunks, threads);
        }
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private static void Chunk(void* context, int chunk)
    {
        ref var work = ref *(Work*)context;
        var (from, to) = Split.Part(work.Size, work.Chunks, ChunkUnit, chunk);
        var index = stackalloc long[work.Rank];
        Pack.Gather(work.Target + (from * work.ElementSize), work.Source, work.Dims, work.Dims + work.Rank, index, work.Rank, from, (int)(to - from), work.ElementSize);
    }

    // The extents at Dims, the source's strides in bytes behind them.
    private struct Work
    {
        public byte* Source;
        public byte* Target;
        public long* Dims;
        public int Rank;
        public int Size;
        public int ElementSize;
        public int Chunks;
    }
}
