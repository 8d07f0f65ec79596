using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers;

/// <summary>Runs elementwise nests on the CPU.</summary>
/// <remarks>Bounds: <see cref="LoopNest.In{T}(NDArray{T})"/> checked each contiguous input against its buffer, <see cref="NestWalker"/> checks the others,
/// and an output has exactly the nest's size. Buffers are pinned while their addresses are used, by other threads too: see <see cref="ForkJoin"/>.
/// An element is computed the same way wherever the nest is split.</remarks>
internal static unsafe class ElementwiseDriver
{
    // From here on a body runs along the rows of the innermost axis; shorter rows are packed, several to a call.
    private const int LongRow = 256;

    // Longer rows may be split between threads.
    private const int LongestRow = 8192;

    // Shorter nests are not worth looking at the clock.
    private const int WorthMeasuring = 4096;

    // Chunks are whole multiples of this, more than any vector has lanes: only the last one may end within a vector.
    private const int ChunkUnit = 1024;

    /// <summary>Writes every element of the nest's outputs.</summary>
    public static void Run(ref LoopNest nest)
    {
        if (nest.Size == 0) return;
        var lanes = Hardware.VectorBytes / nest.Kernel.ElementSize;
        if (nest.OperandCount <= 4) Run4(ref nest, lanes);
        else Run16(ref nest, lanes);
    }

    [SkipLocalsInit]
    private static void Run4(ref LoopNest nest, int lanes)
    {
        fixed (byte* p0 = Bytes(ref nest, 0), p1 = Bytes(ref nest, 1), p2 = Bytes(ref nest, 2), p3 = Bytes(ref nest, 3))
        {
            var origins = stackalloc byte*[4];
            origins[0] = p0;
            origins[1] = p1;
            origins[2] = p2;
            origins[3] = p3;
            Pinned(ref nest, origins, lanes);
        }
    }

    [SkipLocalsInit]
    private static void Run16(ref LoopNest nest, int lanes)
    {
        fixed (byte* p0 = Bytes(ref nest, 0), p1 = Bytes(ref nest, 1), p2 = Bytes(ref nest, 2), p3 = Bytes(ref nest, 3),
               p4 = Bytes(ref nest, 4), p5 = Bytes(ref nest, 5), p6 = Bytes(ref nest, 6), p7 = Bytes(ref nest, 7),
               p8 = Bytes(ref nest, 8), p9 = Bytes(ref nest, 9), p10 = Bytes(ref nest, 10), p11 = Bytes(ref nest, 11),
               p12 = Bytes(ref nest, 12), p13 = Bytes(ref nest, 13), p14 = Bytes(ref nest, 14), p15 = Bytes(ref nest, 15))
        {
            var origins = stackalloc byte*[16];
            origins[0] = p0;
            origins[1] = p1;
            origins[2] = p2;
            origins[3] = p3;
            origins[4] = p4;
            origins[5] = p5;
            origins[6] = p6;
            origins[7] = p7;
            origins[8] = p8;
            origins[9] = p9;
            origins[10] = p10;
            origins[11] = p11;
            origins[12] = p12;
            origins[13] = p13;
            origins[14] = p14;
            origins[15] = p15;
            Pinned(ref nest, origins, lanes);
        }
    }

    /// <summary>The operand's array, to be pinned; null from the last operand on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte[]? Bytes(ref LoopNest nest, int k) =>
        // Whatever the element type, an array's elements start where a byte array's do, and only their address is taken.
        k < nest.OperandCount ? Unsafe.As<byte[]>(nest.HostData[k]) : null;

    private static void Pinned(ref LoopNest nest, byte** origins, int lanes)
    {
        // A large result begins at a cache line of its buffer. Where some lie in regions of arrays, the walker knows where all begin.
        if (nest.Size >= WorthMeasuring && !nest.IsPlaced)
            for (var k = nest.InputCount; k < nest.OperandCount; k++) origins[k] += (long)nest.Array(k).Offset * nest.ElementSize(k);
        if (nest.Product is { } product) product.Run(ref nest, origins, nest.ProductOperand);
        else if (nest.Size >= WorthMeasuring) Large(ref nest, origins, lanes);
        else if (nest.IsDenseInPlace) InPlace(ref nest, origins, lanes);
        else if (nest.IsPlaced) PlacedDriver.Run(ref nest, origins, lanes, 0, nest.Size);
        else if (nest.IsStrided) General(ref nest, origins, lanes, 0, nest.Size);
        else if (nest.Size < lanes) Short(ref nest, origins);
        else Contiguous(ref nest, origins);
    }

    private static void Large(ref LoopNest nest, byte** origins, int lanes)
    {
        var threads = ForkJoin.Threads;
        var chunks = Split.Chunks(nest.ExpectedTime, threads, nest.Size / ChunkUnit);
        if (chunks == 1)
        {
            var start = Stopwatch.GetTimestamp();
            if (nest.IsPlaced) PlacedDriver.Run(ref nest, origins, lanes, 0, nest.Size);
            else if (nest.IsStrided) General(ref nest, origins, lanes, 0, nest.Size);
            else Contiguous(ref nest, origins);
            nest.Kernel.Learn(nest.Size, Stopwatch.GetTimestamp() - start);
            return;
        }
        var work = new Work { Nest = Unsafe.AsPointer(ref nest), Origins = origins, Lanes = lanes, Chunks = chunks };
        // Both are on the stack, where nothing moves, until the last chunk is done.
        ForkJoin.Run(&Chunk, &work, chunks, threads);
        nest.Kernel.Learn(nest.Size, work.Ticks);
    }

    private static void Chunk(void* context, int chunk)
    {
        ref var work = ref *(Work*)context;
        ref var nest = ref Unsafe.AsRef<LoopNest>(work.Nest);
        var start = Stopwatch.GetTimestamp();
        var (from, to) = Split.Part(nest.Size, work.Chunks, ChunkUnit, chunk);
        if (nest.IsPlaced) PlacedDriver.Run(ref nest, work.Origins, work.Lanes, from, to);
        else if (nest.IsStrided) General(ref nest, work.Origins, work.Lanes, from, to);
        else Contiguous(ref nest, work.Origins, from, to);
        Interlocked.Add(ref work.Ticks, Stopwatch.GetTimestamp() - start);
    }

    private struct Work
    {
        public void* Nest;
        public byte** Origins;
        public int Lanes;
        public int Chunks;
        public long Ticks;
    }

    [SkipLocalsInit]
    private static void Contiguous(ref LoopNest nest, byte** origins)
    {
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        ref var args = ref nest.Args;
        Place(ref nest, ref args, origins, splats, 0);
        if (nest.Size >= WorthMeasuring) Streaming.Run(ref nest, ref args, nest.Size);
        else nest.Kernel.Body(ref args, nest.Size);
    }

    /// <summary>Sets the operands' addresses, from an element on; of a constant one, that of a vector of copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place(ref LoopNest nest, ref LoopArgs args, byte** origins, byte* splats, long from)
    {
        var count = nest.OperandCount;
        for (var k = 0; k < count; k++)
        {
            var size = nest.ElementSize(k);
            var address = origins[k] + args.Addresses[k];
            if (args.Steps[k] == 0)
            {
                var splat = splats + k * Hardware.MaxVectorBytes;
                Pack.Splat(splat, address, size);
                address = splat;
            }
            else
            {
                address += from * size;
            }
            args.Addresses[k] = (long)address;
        }
    }

    /// <summary>Elements [from, to) of a nest of contiguous and constant operands, which other threads share.</summary>
    [SkipLocalsInit]
    internal static void Contiguous(ref LoopNest nest, byte** origins, long from, long to)
    {
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var args = nest.Args;
        Place(ref nest, ref args, origins, splats, from);
        Streaming.Run(ref nest, ref args, (nint)(to - from));
    }

    /// <summary>Elements [from, to) of a nest, whole rows of at least a vector, which other threads share and of which one input lies elsewhere.</summary>
    /// <param name="nest">The nest; its outputs are contiguous.</param>
    /// <param name="origins">The addresses of the operands' buffers.</param>
    /// <param name="operand">The input.</param>
    /// <param name="elements">Its elements [from, to).</param>
    /// <param name="from">The first element.</param>
    /// <param name="to">The end.</param>
    [SkipLocalsInit]
    internal static void Part(ref LoopNest nest, byte** origins, int operand, byte* elements, long from, long to)
    {
        var own = stackalloc byte*[LoopArgs.MaxOperands];
        for (var k = 0; k < nest.OperandCount; k++) own[k] = origins[k];
        // Where its element 0 would be: only [from, to) is touched.
        own[operand] = elements - from * nest.ElementSize(operand);
        if (!nest.IsStrided)
        {
            Contiguous(ref nest, own, from, to);
            return;
        }
        var rank = nest.Shape.Rank;
        var strides = stackalloc long[rank];
        long stride = nest.ElementSize(operand);
        for (var axis = rank - 1; axis >= 0; stride *= nest.Shape.Dims[axis--]) strides[axis] = stride;
        var copies = stackalloc InputCopy[LoopArgs.MaxOperands];
        for (var k = 0; k < nest.InputCount; k++) copies[k] = default;
        copies[operand] = new InputCopy { Origin = own[operand], Strides = strides };
        General(ref nest, own, Hardware.VectorBytes / nest.Kernel.ElementSize, from, to, copies);
    }

    /// <summary>Fewer elements than a vector has lanes: padded copies, one call of the body for a whole vector.</summary>
    [SkipLocalsInit]
    private static void Short(ref LoopNest nest, byte** origins)
    {
        var copies = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        ref var args = ref nest.Args;
        var n = nest.Size;
        for (var k = 0; k < nest.OperandCount; k++)
        {
            var copy = copies + k * Hardware.MaxVectorBytes;
            if (k < nest.InputCount)
            {
                var size = nest.ElementSize(k);
                var source = origins[k] + args.Addresses[k];
                if (args.Steps[k] == 0) Pack.Splat(copy, source, size);
                else Pack.Padded(copy, source, n, size);
            }
            args.Addresses[k] = (long)copy;
        }
        nest.Kernel.Body(ref args, Hardware.VectorBytes / nest.Kernel.ElementSize);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
            Unsafe.CopyBlockUnaligned(origins[k], copies + k * Hardware.MaxVectorBytes, (uint)(n * nest.ElementSize(k)));
    }

    /// <summary>A result lies where an input does, so that no element may be computed twice: whole vectors, and padded copies of the rest.</summary>
    [SkipLocalsInit]
    private static void InPlace(ref LoopNest nest, byte** origins, int lanes)
    {
        var copies = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var targets = stackalloc byte*[LoopArgs.MaxOperands];
        ref var args = ref nest.Args;
        var whole = nest.Size / lanes * lanes;
        for (var k = nest.InputCount; k < nest.OperandCount; k++) args.Addresses[k] = (long)nest.Array(k).Offset * nest.ElementSize(k);
        Place(ref nest, ref args, origins, copies, 0);
        if (whole > 0) nest.Kernel.Body(ref args, whole);
        var rest = nest.Size - whole;
        if (rest == 0) return;
        for (var k = 0; k < nest.OperandCount; k++)
        {
            if (args.Steps[k] == 0) continue;
            var copy = copies + k * Hardware.MaxVectorBytes;
            targets[k] = (byte*)args.Addresses[k] + whole * nest.ElementSize(k);
            if (k < nest.InputCount) Pack.Padded(copy, targets[k], rest, nest.ElementSize(k));
            args.Addresses[k] = (long)copy;
        }
        nest.Kernel.Body(ref args, lanes);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
            Unsafe.CopyBlockUnaligned(targets[k], copies + k * Hardware.MaxVectorBytes, (uint)(rest * nest.ElementSize(k)));
    }

    /// <summary>Elements [from, to) of a nest of any strides: all of them, or at least a vector, of a nest that other threads share.</summary>
    [SkipLocalsInit]
    private static void General(ref LoopNest nest, byte** origins, int lanes, long from, long to, InputCopy* copies = null)
    {
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        scratch = Align(scratch);
        var walker = new NestWalker(ref nest, origins, [], plan, splats, scratch, copies: copies);
        var args = nest.Args;
        if (nest.Size < lanes)
        {
            ShortGeneral(ref nest, ref walker, ref args, origins, splats);
            return;
        }
        Range(ref nest, ref walker, ref args, origins, lanes, from, to);
    }

    /// <summary>Elements [from, to), at least a vector, of a nest of any strides whose walk over the inputs is planned.</summary>
    [SkipLocalsInit]
    internal static void Strided(ref LoopNest nest, ref NestWalker walker, byte** origins, int lanes, long from, long to)
    {
        var args = nest.Args;
        Range(ref nest, ref walker, ref args, origins, lanes, from, to);
    }

    private static void Range(ref LoopNest nest, ref NestWalker walker, ref LoopArgs args, byte** origins, int lanes, long from, long to)
    {
        if (RunRows(ref nest, ref walker, ref args, origins, lanes, from, to)) return;
        var inner = walker.Inner;
        var rows = walker.RowsAreDirect && inner >= LongRow;
        // Blocks of whole rows let a periodic input be packed once for all of them.
        long block = walker.Block;
        if (!rows && inner < block) block -= block % inner;
        for (var start = from; start < to;)
        {
            var n = Math.Min(rows ? inner - start % inner : block, to - start);
            if (n < lanes)
            {
                // Step back instead of padding: elements are computed again, to the same values.
                start = Math.Max(start + n - lanes, from);
                n = lanes;
            }
            walker.Bind(ref args, start, (int)n);
            for (var k = nest.InputCount; k < nest.OperandCount; k++) args.Addresses[k] = (long)(origins[k] + start * nest.ElementSize(k));
            nest.Kernel.Body(ref args, (nint)n);
            start += n;
        }
    }

    /// <summary>Runs the rows that begin in [from, to), if that is the fastest way; each chunk of a nest that threads share decides alike.</summary>
    internal static bool RunRows(ref LoopNest nest, ref NestWalker walker, ref LoopArgs args, byte** origins, int lanes, long from, long to)
    {
        // Of long rows a chunk may begin none or too many; beside those the cost of a range does not matter either.
        if (walker.Inner > LongestRow && to - from < nest.Size) return false;
        if (!walker.PrefersRows(lanes)) return false;
        walker.RunRows(ref nest, ref args, origins, from, to);
        return true;
    }

    private static void ShortGeneral(ref LoopNest nest, ref NestWalker walker, ref LoopArgs args, byte** origins, byte* splats)
    {
        walker.BindShort(ref args, 0, nest.Size);
        for (var k = nest.InputCount; k < nest.OperandCount; k++) args.Addresses[k] = (long)(splats + k * Hardware.MaxVectorBytes);
        nest.Kernel.Body(ref args, Hardware.VectorBytes / nest.Kernel.ElementSize);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
            Unsafe.CopyBlockUnaligned(origins[k], splats + k * Hardware.MaxVectorBytes, (uint)(nest.Size * nest.ElementSize(k)));
    }

    internal static byte* Align(byte* p) => (byte*)((nint)(p + Hardware.MaxVectorBytes - 1) & -Hardware.MaxVectorBytes);
}
