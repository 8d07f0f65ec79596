using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Results too large for the caches are written past them: a store that goes through them first reads what it overwrites, a third more traffic
/// for a loop over two operands.</summary>
/// <remarks>Bounds: the body gets elements of the range that it would get without, at least a vector each time, and streams whole lines only. A line takes
/// <see cref="Hardware.MaxVectorBytes"/> bytes, so what is computed aside fits as many for each result.</remarks>
internal static unsafe class Streaming
{
    // Smaller results lie in the core's own cache when they are read.
    private const long LeastBytes = 3 << 20;

    /// <summary>Whether a nest's results are worth it: those of a loop that waits for memory, where two are read for each that is written. With fewer, the
    /// reads that are saved cost less than stores that each go to memory by themselves; and results in regions of arrays are written again soon.</summary>
    public static bool IsWorth(ref LoopNest nest)
    {
        if (nest.IsPlaced) return false;
        int read = 0, written = 0;
        for (var k = 0; k < nest.OperandCount; k++)
        {
            if (k >= nest.InputCount) written += nest.ElementSize(k);
            else if (nest.Args.Steps[k] != 0) read += nest.ElementSize(k);
        }
        return (long)written * nest.Size >= LeastBytes && read >= 2 * written && nest.Kernel.IsMemoryBound(read + written);
    }

    /// <summary>Runs the body over <paramref name="n"/> elements, at least a vector, whose addresses are set; they are the same afterwards.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="args">The body's arguments.</param>
    /// <param name="n">The number of elements.</param>
    /// <param name="lanes">The lanes of the body's vectors.</param>
    public static void Run(ref LoopNest nest, ref LoopArgs args, nint n, int lanes)
    {
        var line = Hardware.MaxVectorBytes / nest.Kernel.ElementSize;
        var lead = Lead(ref nest, ref args);
        if (lead < 0 || n < 4 * line)
        {
            nest.Kernel.Body(ref args, n);
            return;
        }
        // A line is either streamed or not: one that is both is written to memory and read again in between.
        var rest = (int)((n - lead) % line);
        if (lead > 0) Aside(ref nest, ref args, 0, lead, lanes);
        if (rest > 0) Aside(ref nest, ref args, n - rest, rest, lanes);
        Move(ref nest, ref args, lead);
        args.Streams = true;
        nest.Kernel.Body(ref args, n - lead - rest);
        args.Streams = false;
        Move(ref nest, ref args, -lead);
    }

    /// <summary>Elements that fill no line: computed elsewhere, a vector at least, and copied.</summary>
    [SkipLocalsInit]
    private static void Aside(ref LoopNest nest, ref LoopArgs args, nint start, int count, int lanes)
    {
        var scratch = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var targets = stackalloc byte*[LoopArgs.MaxOperands];
        // The vector ends with the elements where it can: none behind them may be there.
        var n = Math.Max(count, lanes);
        var from = start == 0 ? 0 : start + count - n;
        Move(ref nest, ref args, from);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
        {
            targets[k] = (byte*)args.Addresses[k];
            args.Addresses[k] = (long)(scratch + k * Hardware.MaxVectorBytes);
        }
        nest.Kernel.Body(ref args, n);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
        {
            var skipped = (int)(start - from) * nest.ElementSize(k);
            Unsafe.CopyBlockUnaligned(targets[k] + skipped, scratch + k * Hardware.MaxVectorBytes + skipped, (uint)(count * nest.ElementSize(k)));
            args.Addresses[k] = (long)targets[k];
        }
        Move(ref nest, ref args, -from);
    }

    /// <summary>Makes what was streamed visible to others before they learn of it.</summary>
    public static void Fence()
    {
        if (Sse.IsSupported) Sse.StoreFence();
        else Interlocked.MemoryBarrier();
    }

    /// <summary>The elements before all results begin a line; negative if they never do together, or are of several sizes.</summary>
    private static int Lead(ref LoopNest nest, ref LoopArgs args)
    {
        var lead = -1;
        var size = nest.Kernel.ElementSize;
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
        {
            var bytes = (int)(-args.Addresses[k] & (Hardware.MaxVectorBytes - 1));
            if (nest.ElementSize(k) != size || bytes % size != 0 || (lead >= 0 && lead != bytes / size)) return -1;
            lead = bytes / size;
        }
        return lead;
    }

    private static void Move(ref LoopNest nest, ref LoopArgs args, nint elements)
    {
        for (var k = 0; k < nest.OperandCount; k++)
            if (args.Steps[k] != 0) args.Addresses[k] += elements * nest.ElementSize(k);
    }
}
