using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Drivers.RandomNumbers;

/// <summary>Words of Philox-4x32: word i is word i % 4 of the block at counter i / 4; two words make a number of 64 bits, the first its lower half.</summary>
/// <remarks>Bounds: writes words [0, n), n a multiple of 16: four blocks at a time.</remarks>
internal static unsafe class PhiloxBits
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill(RandomKey key, ulong counter, uint* to, int n)
    {
        if (!Avx2.IsSupported)
        {
            for (var i = 0; i < n; i += 4, counter++)
                (to[i], to[i + 1], to[i + 2], to[i + 3]) = Philox.Block(key.Word0, key.Word1, (uint)counter, (uint)(counter >> 32), 0, 0);
            return;
        }
        for (var i = 0; i < n; i += 16, counter += 4)
        {
            // A word in the lower half of each lane; what stands in the upper half means nothing.
            var x0 = Vector256.Create(counter) + Vector256<ulong>.Indices;
            var x1 = x0 >>> 32;
            var x2 = Vector256<ulong>.Zero;
            var x3 = Vector256<ulong>.Zero;
            var (key0, key1) = (key.Word0, key.Word1);
            for (var round = 0; round < 10; round++)
            {
                var p0 = Avx2.Multiply(x0.AsUInt32(), Vector256.Create(0xD2511F53u));
                var p1 = Avx2.Multiply(x2.AsUInt32(), Vector256.Create(0xCD9E8D57u));
                x0 = (p1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0);
                x2 = (p0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1);
                (x1, x3) = (p1, p0);
                key0 += 0x9E3779B9;
                key1 += 0xBB67AE85;
            }
            var low = Vector256.Create(0xfffffffful);
            var first = (x0 & low) | (x1 << 32);
            var second = (x2 & low) | (x3 << 32);
            // Lanes 0 and 2, 1 and 3 of both, then in order.
            var even = Avx2.UnpackLow(first, second);
            var odd = Avx2.UnpackHigh(first, second);
            Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(to + i);
            Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(to + i + 8);
        }
    }
}
