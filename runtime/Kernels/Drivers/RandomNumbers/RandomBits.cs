using System.Runtime.Intrinsics;
using Kernels.Drivers.Threads;
using Kernels.Simd;

namespace Kernels.Drivers.RandomNumbers;

/// <summary>What is made of a block of random bits, in place.</summary>
internal unsafe interface IDistribution<T> where T : unmanaged
{
    /// <param name="block">Holds random bits; <paramref name="n"/> is a multiple of any vector's lanes.</param>
    /// <param name="n">The elements.</param>
    void Shape(T* block, int n);
}

/// <summary>Fills arrays with random numbers that are functions of key and position, so that threads have no say in them.</summary>
/// <remarks>Bounds: a chunk writes [start, end) of the result, disjoint from the others' within [0, n). Blocks are filled in scratch of
/// <see cref="Block"/> elements, a multiple of twice the lanes of all widths, and copied as far as they belong to the chunk.</remarks>
internal static unsafe class RandomBits
{
    // Stays in L1.
    private const int Block = 1024;

    // Below so many elements a chunk is not worth a thread.
    private const int Chunk = 32 * Block;

    public static NDArray<T> Fill<T, TDistribution>(RandomKey key, Shape shape, string operation, TDistribution distribution, int threads)
        where T : unmanaged
        where TDistribution : struct, IDistribution<T>
    {
        var result = NDArray.Uninitialized<T>(shape, operation, out var data);
        var n = (int)shape.Size;
        if (n == 0) return result;
        fixed (T* pinned = data)
        {
            var to = pinned;
            Chunks.Run((n - 1) / Chunk + 1, threads, chunk =>
            {
                var scratch = stackalloc T[Block + 64 / sizeof(T)];
                var block = (T*)(((nuint)scratch + 63) & ~(nuint)63);
                for (int start = chunk * Chunk, end = Math.Min(n - start, Chunk) + start; start < end; start += Block)
                {
                    var count = Math.Min(Block, end - start);
                    // Twice the lanes of the widest vector.
                    var padded = (count + 31) & ~31;
                    Bits(key, (ulong)start, block, padded);
                    distribution.Shape(block, padded);
                    new Span<T>(block, count).CopyTo(new Span<T>(to + start, count));
                }
            });
        }
        GC.KeepAlive(result);
        return result;
    }

    // Elements of 1, 4 or 8 bytes from element `start` on.
    private static void Bits<T>(RandomKey key, ulong start, T* to, int n) where T : unmanaged
    {
        if (sizeof(T) == 8) Bits64(key, start, (ulong*)to, n);
        else if (sizeof(T) == 4) Bits32(key, start, (uint*)to, n);
        else
        {
            // As in JAX, bytes are the low ones of words.
            var words = stackalloc uint[n];
            Bits32(key, start, words, n);
            for (var i = 0; i < n; i++) ((byte*)to)[i] = (byte)words[i];
        }
    }

    private static void Bits32(RandomKey key, ulong start, uint* to, int n)
    {
        if (key.Algorithm == RandomAlgorithm.Philox) PhiloxBits.Fill(key, start / 4, to, n);
        else if (Vector512.IsHardwareAccelerated) Lanes512.Threefry32(key.Word0, key.Word1, start, to, n);
        else if (Vector256.IsHardwareAccelerated) Lanes256.Threefry32(key.Word0, key.Word1, start, to, n);
        else Lanes128.Threefry32(key.Word0, key.Word1, start, to, n);
    }

    private static void Bits64(RandomKey key, ulong start, ulong* to, int n)
    {
        if (key.Algorithm == RandomAlgorithm.Philox) PhiloxBits.Fill(key, start / 2, (uint*)to, 2 * n);
        else if (Vector512.IsHardwareAccelerated) Lanes512.Threefry64(key.Word0, key.Word1, start, to, n);
        else if (Vector256.IsHardwareAccelerated) Lanes256.Threefry64(key.Word0, key.Word1, start, to, n);
        else Lanes128.Threefry64(key.Word0, key.Word1, start, to, n);
    }
}
