using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Sorting;

/// <summary>Sorts the rows of contiguous arrays on the CPU.</summary>
internal static unsafe class SortDriver
{
    // Below so many elements in all, one thread is done before a second has started.
    private const long WorthThreads = 1 << 14;

    /// <summary>Each row's elements in ascending order.</summary>
    /// <param name="x">Contiguous, on the CPU, with an axis at least.</param>
    /// <param name="threads">How many threads may work; has no say in the result.</param>
    public static NDArray<T> Sort<T>(NDArray<T> x, int threads) => default(T) switch
    {
        float => Run<T, uint, uint, T, uint, ValueRadix<uint, FloatKey>>(x, threads),
        double => Run<T, ulong, ulong, T, ulong, ValueRadix<ulong, DoubleKey>>(x, threads),
        int => Run<T, uint, uint, T, uint, ValueRadix<uint, SignedKey<uint>>>(x, threads),
        long => Run<T, ulong, ulong, T, ulong, ValueRadix<ulong, SignedKey<ulong>>>(x, threads),
        byte or bool => Run<T, byte, byte, T, byte, ValueRadix<byte, UnsignedKey<byte>>>(x, threads),
        _ => throw new NotSupportedException($"Sort: elements of type {typeof(T).Name} have no order."),
    };

    /// <summary>The positions of each row's elements in ascending order; of equal ones the first comes first.</summary>
    /// <param name="x">Contiguous, on the CPU, with an axis at least.</param>
    /// <param name="threads">How many threads may work; has no say in the result.</param>
    public static NDArray<long> ArgSort<T>(NDArray<T> x, int threads) => default(T) switch
    {
        float => Run<T, uint, ulong, long, long, PositionRadix<uint, FloatKey>>(x, threads),
        double => Run<T, ulong, KeyedPosition, long, long, WidePositionRadix<DoubleKey>>(x, threads),
        int => Run<T, uint, ulong, long, long, PositionRadix<uint, SignedKey<uint>>>(x, threads),
        long => Run<T, ulong, KeyedPosition, long, long, WidePositionRadix<SignedKey<ulong>>>(x, threads),
        byte or bool => Run<T, byte, ulong, long, long, PositionRadix<byte, UnsignedKey<byte>>>(x, threads),
        _ => throw new NotSupportedException($"ArgSort: elements of type {typeof(T).Name} have no order."),
    };

    // TElement and TResult are what the arrays hold, TSource and TRaw the bits that the sort reads and writes, of the same sizes.
    private static NDArray<TResult> Run<TElement, TSource, TItem, TResult, TRaw, TRadix>(NDArray<TElement> x, int threads)
        where TSource : unmanaged
        where TItem : unmanaged, IComparable<TItem>
        where TRaw : unmanaged
        where TRadix : struct, IRadix<TSource, TItem, TRaw>
    {
        var size = checked((int)x.Size);
        var storage = HostMemory.Allocate<TResult>(size);
        if (size > 0)
        {
            var n = x.Shape[^1];
            var rows = size / n;
            if (size < WorthThreads) threads = 1;
            // The pins are held to the end of all chunks.
            fixed (byte* from = System.Runtime.CompilerServices.Unsafe.As<byte[]>(x.HostData), to = System.Runtime.CompilerServices.Unsafe.As<byte[]>(storage.Data))
            {
                var source = (TSource*)from + x.Offset;
                var result = (TRaw*)to + storage.Start;
                if (rows < threads)
                {
                    for (var row = 0; row < rows; row++)
                        RadixSort<TSource, TItem, TRaw, TRadix>.Run(source + (long)row * n, result + (long)row * n, n, threads);
                }
                else
                {
                    // Some more blocks than threads, so that none waits long for the last.
                    var blocks = threads == 1 ? 1 : Math.Min(rows, 4 * threads);
                    Chunks.Run(blocks, threads, block =>
                    {
                        int row = (int)((long)rows * block / blocks), end = (int)((long)rows * (block + 1) / blocks);
                        for (; row < end; row++)
                            RadixSort<TSource, TItem, TRaw, TRadix>.Run(source + (long)row * n, result + (long)row * n, n, 1);
                    });
                }
            }
        }
        GC.KeepAlive(x);
        return new NDArray<TResult>(storage, x.Shape);
    }
}
