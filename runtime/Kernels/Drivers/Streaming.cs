using System.Runtime.Intrinsics.X86;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Results too large for the caches are written past them: a store that goes through them first reads what it overwrites, a third more traffic
/// for a loop over two operands.</summary>
internal static unsafe class Streaming
{
    // Smaller results stay in the last cache, also beside what others have there, and are written there at twice the speed of memory.
    private const long LeastBytes = 24 << 20;

    // Over a mesh that isn't so. Measured with the next loops reading what was written: two operands in and one out take 15 % less from 2 MB on, one in
    // and one out 20 % more at 4 MB, the same at 16 and 25 % less at 40.
    private const long LeastBytesOfMesh = 2 << 20;
    private const long LeastBytesOfMeshCopies = 16 << 20;

    // The first and the last vector of a row share their lines with others: not worth it in shorter ones.
    private const int LeastRowBytes = 1024;

    /// <summary>Runs the body over <paramref name="n"/> elements whose addresses are set.</summary>
    public static void Run(ref LoopNest nest, ref LoopArgs args, nint n)
    {
        args.Streams = IsWorth(ref nest, ref args, n);
        args.Aligns = Aligns(ref nest, n);
        nest.Kernel.Body(ref args, n);
        if (args.Streams) Fence();
        args.Streams = false;
        args.Aligns = false;
    }

    /// <summary>Whether a row's stores begin at lines: in rows that end within lines, vectors of 64 bytes take two each, and a loop that waits for memory a
    /// sixth more time. The elements of the first vector are computed twice, so none may be a result's own input.</summary>
    public static bool Aligns(ref LoopNest nest, long row) => !nest.ReadsOutputs && row * nest.Kernel.ElementSize >= LeastRowBytes;

    /// <summary>Whether the results of a nest are worth it: those of a loop that waits for memory, where two are read for each that is written. With fewer, what is saved
    /// costs less than stores that each go to memory by themselves, unless the last cache is slow; and results in regions of arrays are written again soon, those of a chain read.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="args">The body's arguments, with the addresses of a row.</param>
    /// <param name="row">The elements in a row.</param>
    public static bool IsWorth(ref LoopNest nest, ref LoopArgs args, long row)
    {
        var size = nest.Kernel.ElementSize;
        if (nest.IsPlaced || nest.ReadsOutputs || nest.IsChained || row * size < LeastRowBytes) return false;
        int read = 0, written = 0;
        for (var k = 0; k < nest.OperandCount; k++)
        {
            if (k < nest.InputCount)
            {
                if (args.Steps[k] != 0) read += nest.ElementSize(k);
                continue;
            }
            // All results reach a line with the same element, or the body could not stream both.
            if (nest.ElementSize(k) != size || ((args.Addresses[k] ^ args.Addresses[nest.InputCount]) & (Hardware.MaxVectorBytes - 1)) != 0) return false;
            written += size;
        }
        return (long)written * nest.Size >= Least(read, written) && nest.Kernel.IsMemoryBound(read + written);
    }

    private static long Least(int read, int written) =>
        read >= 2 * written ? Hardware.HasMeshCache ? LeastBytesOfMesh : LeastBytes
        : read >= written && Hardware.HasMeshCache ? LeastBytesOfMeshCopies
        : long.MaxValue;

    /// <summary>Makes what was streamed visible to others before they learn of it.</summary>
    public static void Fence()
    {
        if (Sse.IsSupported) Sse.StoreFence();
        else Interlocked.MemoryBarrier();
    }
}
