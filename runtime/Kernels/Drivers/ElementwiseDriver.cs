using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Runs elementwise nests on the CPU.</summary>
/// <remarks>Bounds: <see cref="LoopNest.In"/> checked each contiguous input against its buffer, <see cref="NestWalker"/> checks the others,
/// and an output has exactly the nest's size. Buffers are pinned while their addresses are used.</remarks>
internal static unsafe class ElementwiseDriver
{
    // From here on a body runs along the rows of the innermost axis; shorter rows are packed, several to a call.
    private const int LongRow = 256;

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
        if (nest.IsStrided) General(ref nest, origins, lanes);
        else if (nest.Size < lanes) Short(ref nest, origins);
        else Contiguous(ref nest, origins);
    }

    [SkipLocalsInit]
    private static void Contiguous(ref LoopNest nest, byte** origins)
    {
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        ref var args = ref nest.Args;
        var count = nest.OperandCount;
        for (var k = 0; k < count; k++)
        {
            var address = origins[k] + args.Addresses[k];
            if (args.Steps[k] == 0)
            {
                var splat = splats + k * Hardware.MaxVectorBytes;
                Pack.Splat(splat, address, nest.ElementSize(k));
                address = splat;
            }
            args.Addresses[k] = (long)address;
        }
        nest.Kernel.Body(ref args, nest.Size);
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

    [SkipLocalsInit]
    private static void General(ref LoopNest nest, byte** origins, int lanes)
    {
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.InputCount)];
        scratch = Align(scratch);
        var walker = new NestWalker(ref nest, origins, [], plan, splats, scratch);
        if (nest.Size < lanes)
        {
            ShortGeneral(ref nest, ref walker, origins, splats);
            return;
        }
        Range(ref nest, ref walker, origins, lanes, 0, nest.Size);
    }

    /// <summary>Runs elements [from, to) of the nest, at least a vector of them: the unit that threads may claim.</summary>
    private static void Range(ref LoopNest nest, ref NestWalker walker, byte** origins, int lanes, long from, long to)
    {
        ref var args = ref nest.Args;
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
                start = Math.Max(start + n - lanes, 0);
                n = lanes;
            }
            walker.Bind(ref args, start, (int)n);
            for (var k = nest.InputCount; k < nest.OperandCount; k++) args.Addresses[k] = (long)(origins[k] + start * nest.ElementSize(k));
            nest.Kernel.Body(ref args, (nint)n);
            start += n;
        }
    }

    private static void ShortGeneral(ref LoopNest nest, ref NestWalker walker, byte** origins, byte* splats)
    {
        ref var args = ref nest.Args;
        walker.BindShort(ref args, 0, nest.Size);
        for (var k = nest.InputCount; k < nest.OperandCount; k++) args.Addresses[k] = (long)(splats + k * Hardware.MaxVectorBytes);
        nest.Kernel.Body(ref args, Hardware.VectorBytes / nest.Kernel.ElementSize);
        for (var k = nest.InputCount; k < nest.OperandCount; k++)
            Unsafe.CopyBlockUnaligned(origins[k], splats + k * Hardware.MaxVectorBytes, (uint)(nest.Size * nest.ElementSize(k)));
    }

    internal static byte* Align(byte* p) => (byte*)((nint)(p + Hardware.MaxVectorBytes - 1) & -Hardware.MaxVectorBytes);
}
