using Kernels.CompilerServices;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>How a product is cut; an element's order of summation follows from <see cref="DepthOf"/> alone.</summary>
internal static class ProductPlan
{
    // Long, so that a tile takes much longer than beginning and ending it; a panel of B, of 24 KB with vectors of 32 bytes and of 72 KB with
    // those of 64, stays in L1 or streams from L2.
    private const int Depth = 384;

    // Packed panels of B that exist at a time; one is read once for each block of rows, so they may lie in L3 or in memory.
    private const long SlabBytes = 16 << 20;

    /// <summary>The most columns of a slab.</summary>
    public const int SlabColumns = 2048;

    // The block of A stays in L2: 288 KB of float. Fewer rows would read each panel of B too often.
    private const int BlockRows = 192;

    // A thread takes several blocks of rows, unless they became so short.
    private const int BlocksPerThread = 4;
    private const int LeastRows = 60;

    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 1_500_000;

    // From so many multiplications on the panels are worth a buffer of large pages, which has this many bytes at least.
    private const long WorthLargePages = 1 << 20;

    /// <summary>The threads that a product of so many multiplications is worth.</summary>
    public static int ThreadsFor(long size, int threads) => size < WorthThreads ? 1 : threads;

    /// <summary>The bytes of the buffer, given those that are needed.</summary>
    public static long BufferBytes(long size, long needed) => size < WorthLargePages ? needed : Math.Max(needed, LargePages.MinBytes);

    /// <summary>The depth of a block: all have the same, from two thirds to one and a half of what was meant.</summary>
    public static int DepthOf(int k) => RoundUp(Divide(k, Math.Max(1, (k + Depth / 2) / Depth)), 4);

    /// <summary>The blocks of depth in a slab of so many columns.</summary>
    public static int DepthsOf(int k, int columns, int elementSize)
    {
        var depth = DepthOf(k);
        return (int)Math.Clamp(SlabBytes / ((long)columns * depth * elementSize), 1, Divide(k, depth));
    }

    /// <summary>The rows of a block: the same number of blocks for each thread.</summary>
    public static int RowsOf(int m, int threads, int tileRows)
    {
        var down = threads * Math.Max(Divide(m, threads * BlockRows), threads == 1 ? 1 : Math.Min(BlocksPerThread, m / (threads * LeastRows)));
        return RoundUp(Divide(m, down), tileRows);
    }

    /// <summary>Whether a symmetric product of so many columns is computed below its diagonal: of fewer, the tiles that the diagonal goes through are most of it.</summary>
    public static bool HasHalf(int n, int elementSize) => (long)n * elementSize >= 9 * Hardware.MaxVectorBytes;

    /// <summary>Whether one slab holds all of B, and there are rows enough for all threads.</summary>
    public static bool Feeds(in MatMulSpec spec, int elementSize, int threads)
    {
        threads = ThreadsFor((long)spec.M * spec.N * spec.K, threads);
        return spec.N <= SlabColumns && (long)spec.N * spec.K * elementSize <= SlabBytes && (threads == 1 || spec.M >= threads * LeastRows);
    }

    public static int RoundUp(int n, int unit) => (n + unit - 1) / unit * unit;

    public static int Divide(int n, int by) => (n + by - 1) / by;
}
