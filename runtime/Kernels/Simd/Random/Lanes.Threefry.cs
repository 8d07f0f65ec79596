using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using U32 = System.Runtime.Intrinsics.Vector256<uint>;
using U64 = System.Runtime.Intrinsics.Vector256<ulong>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

/// <summary>Threefry-2x32 of 20 rounds, after Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).</summary>
/// <remarks>Bounds: each method writes elements [0, n) of its target; n is a multiple of twice the lanes of 32 bits.</remarks>
[PerWidth]
public static unsafe partial class Lanes256
{
    /// <summary>Element i is the xor of the block's two words at counter + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Threefry32(uint key0, uint key1, ulong counter, uint* to, nint n)
    {
        for (nint i = 0; i < n; i += 2 * U32.Count)
        {
            Counters(counter + (ulong)i, out var a0, out var a1);
            Counters(counter + (ulong)(i + U32.Count), out var b0, out var b1);
            // Two at a time: one alone would wait for itself.
            Threefry(key0, key1, ref a0, ref a1, ref b0, ref b1);
            (a0 ^ a1).Store(to + i);
            (b0 ^ b1).Store(to + i + U32.Count);
        }
    }

    /// <summary>Element i is the block at counter + i, its first word the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Threefry64(uint key0, uint key1, ulong counter, ulong* to, nint n)
    {
        for (nint i = 0; i < n; i += 2 * U32.Count)
        {
            Counters(counter + (ulong)i, out var a0, out var a1);
            Counters(counter + (ulong)(i + U32.Count), out var b0, out var b1);
            Threefry(key0, key1, ref a0, ref a1, ref b0, ref b1);
            (V.WidenLower(a0) << 32 | V.WidenLower(a1)).Store(to + i);
            (V.WidenUpper(a0) << 32 | V.WidenUpper(a1)).Store(to + i + U64.Count);
            (V.WidenLower(b0) << 32 | V.WidenLower(b1)).Store(to + i + 2 * U64.Count);
            (V.WidenUpper(b0) << 32 | V.WidenUpper(b1)).Store(to + i + 3 * U64.Count);
        }
    }

    // The counters from one on, as an upper and a lower word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Counters(ulong counter, out U32 upper, out U32 lower)
    {
        var low = (uint)counter;
        var first = V.Create(low);
        lower = first + U32.Indices;
        // A lane below the first has wrapped.
        upper = V.Create((uint)(counter >> 32)) - V.LessThan(lower, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Threefry(uint key0, uint key1, ref U32 a0, ref U32 a1, ref U32 b0, ref U32 b1)
    {
        var key2 = key0 ^ key1 ^ 0x1BD11BDA;
        Inject(key0, key1, 0, ref a0, ref a1, ref b0, ref b1);
        Rounds(13, 15, 26, 6, ref a0, ref a1, ref b0, ref b1);
        Inject(key1, key2, 1, ref a0, ref a1, ref b0, ref b1);
        Rounds(17, 29, 16, 24, ref a0, ref a1, ref b0, ref b1);
        Inject(key2, key0, 2, ref a0, ref a1, ref b0, ref b1);
        Rounds(13, 15, 26, 6, ref a0, ref a1, ref b0, ref b1);
        Inject(key0, key1, 3, ref a0, ref a1, ref b0, ref b1);
        Rounds(17, 29, 16, 24, ref a0, ref a1, ref b0, ref b1);
        Inject(key1, key2, 4, ref a0, ref a1, ref b0, ref b1);
        Rounds(13, 15, 26, 6, ref a0, ref a1, ref b0, ref b1);
        Inject(key2, key0, 5, ref a0, ref a1, ref b0, ref b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Inject(uint first, uint second, uint number, ref U32 a0, ref U32 a1, ref U32 b0, ref U32 b1)
    {
        var (x, y) = (V.Create(first), V.Create(second + number));
        a0 += x;
        a1 += y;
        b0 += x;
        b1 += y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(int r0, int r1, int r2, int r3, ref U32 a0, ref U32 a1, ref U32 b0, ref U32 b1)
    {
        Round(r0, ref a0, ref a1);
        Round(r0, ref b0, ref b1);
        Round(r1, ref a0, ref a1);
        Round(r1, ref b0, ref b1);
        Round(r2, ref a0, ref a1);
        Round(r2, ref b0, ref b1);
        Round(r3, ref a0, ref a1);
        Round(r3, ref b0, ref b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(int rotation, ref U32 x0, ref U32 x1)
    {
        x0 += x1;
        x1 = (x1 << rotation | x1 >>> (32 - rotation)) ^ x0;
    }
}
