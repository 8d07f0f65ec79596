using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Convolution;

/// <summary>Correlations on the CPU.</summary>
internal static unsafe class CorrelationDriver
{
    // Rows that one chunk computes.
    private const int ChunkRows = 16 * DirectCorrelation<float, Wide128<float>, Vector128<float>>.TileRows;

    // Below about so many multiplications one thread is done before a second has started.
    private const long WorthThreads = 500_000;

    // Outputs of a long vector are taken as lines of so many, so that a tile has lines to work on.
    private const int VectorLine = 1024;

    /// <summary>Each image's correlation with the kernel.</summary>
    /// <param name="images">Contiguous, on the CPU; the last two axes are those of an image.</param>
    /// <param name="kernel">In C order.</param>
    /// <param name="size">The kernel's extents.</param>
    /// <param name="result">The extents of a result.</param>
    /// <param name="origin">The element of the kernel that stands over the image's first for the result's first.</param>
    /// <param name="threads">How many threads may work; has no say in the result.</param>
    public static NDArray<T> Images<T>(NDArray<T> images, T[] kernel, (int Height, int Width) size, (int Rows, int Columns) result, (int Top, int Left) origin, int threads)
        where T : unmanaged, INumber<T>
    {
        int height = images.Shape[^2], width = images.Shape[^1];
        int[] dims = [.. images.Shape.AsSpan()[..^2], result.Rows, result.Columns];
        var count = 1;
        foreach (var d in images.Shape.AsSpan()[..^2]) count *= d;
        var array = NDArray.Uninitialized<T>(new Shape(dims), "Correlate2D", out var data);
        if (array.Size == 0) return array;
        fixed (T* pinned = images.HostData, k = kernel, to = data)
        {
            T* from = pinned + images.Offset, coefficients = k, target = to;
            var chunks = (result.Rows - 1) / ChunkRows + 1;
            var work = array.Size * size.Height * size.Width;
            Chunks.Run(count * chunks, work < WorthThreads ? 1 : threads, chunk =>
            {
                var image = chunk / chunks;
                var y = chunk % chunks * ChunkRows;
                var correlation = new Correlation<T>(from + (long)image * height * width, height, width, width, coefficients, size.Height, size.Width,
                    target + (long)image * result.Rows * result.Columns, result.Rows, result.Columns, origin.Top, origin.Left);
                Rows(correlation, y, Math.Min(y + ChunkRows, result.Rows));
            });
        }
        GC.KeepAlive(images);
        GC.KeepAlive(array);
        return array;
    }

    /// <summary>The correlation of vectors.</summary>
    /// <param name="x">Contiguous, on the CPU.</param>
    /// <param name="kernel">What it is correlated with.</param>
    /// <param name="length">The length of the result.</param>
    /// <param name="left">The element of the kernel that stands over the first of <paramref name="x"/> for the result's first.</param>
    /// <param name="threads">How many threads may work; has no say in the result.</param>
    public static NDArray<T> Vectors<T>(NDArray<T> x, T[] kernel, int length, int left, int threads) where T : unmanaged, INumber<T>
    {
        var line = Math.Min(length, VectorLine);
        var lines = (length - 1) / line + 1;
        var reach = line + kernel.Length - 1;
        // What the lines read, one after the other: they overlap by the kernel's length.
        var padded = BufferPool.Rent<T>((lines - 1) * line + reach);
        padded.AsSpan().Clear();
        x.HostSpan[..Math.Min(x.Shape[0], padded.Length - left)].CopyTo(padded.AsSpan(left));
        var storage = HostMemory.Allocate<T>(lines * line);
        fixed (T* from = padded, k = kernel, to = storage.Elements)
        {
            var correlation = new Correlation<T>(from, lines, reach, line, k, 1, kernel.Length, to, lines, line, 0, 0);
            var work = (long)length * kernel.Length;
            Chunks.Run((lines - 1) / ChunkRows + 1, work < WorthThreads ? 1 : threads, chunk => Rows(correlation, chunk * ChunkRows, Math.Min((chunk + 1) * ChunkRows, lines)));
        }
        BufferPool.Return(padded);
        GC.KeepAlive(x);
        return new NDArray<T>(storage, new Shape([length]));
    }

    private static void Rows<T>(in Correlation<T> correlation, int y0, int y1) where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated) DirectCorrelation<T, Wide512<T>, Vector512<T>>.Run(correlation, y0, y1);
        else if (Vector256.IsHardwareAccelerated) DirectCorrelation<T, Wide256<T>, Vector256<T>>.Run(correlation, y0, y1);
        else DirectCorrelation<T, Wide128<T>, Vector128<T>>.Run(correlation, y0, y1);
    }
}
