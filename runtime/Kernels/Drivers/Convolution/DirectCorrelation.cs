using System.Numerics;
using System.Runtime.CompilerServices;
using Kernels.Drivers.MatrixProduct;

namespace Kernels.Drivers.Convolution;

/// <summary>Images, a kernel, and the correlations: element [y, x] of a result is the sum of kernel[i, j] image[y + i - Top, x + j - Left], zero outside.</summary>
/// <remarks>The result is contiguous; a row of an image starts <see cref="Stride"/> elements after the one before it.</remarks>
internal readonly unsafe struct Correlation<T>(T* image, int height, int width, int stride, T* kernel, int kernelHeight, int kernelWidth, T* result, int rows, int columns, int top, int left)
    where T : unmanaged
{
    public readonly T* Image = image;
    public readonly T* Kernel = kernel;
    public readonly T* Result = result;
    public readonly int Height = height;
    public readonly int Width = width;
    public readonly int Stride = stride;
    public readonly int KernelHeight = kernelHeight;
    public readonly int KernelWidth = kernelWidth;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int Top = top;
    public readonly int Left = left;
}

/// <summary>Correlation by its sum, in tiles of 4 rows and 2 vectors that stay in registers while the kernel passes over them.</summary>
/// <remarks>
/// <para>An element is the sum over i, then j, in order, by multiply-adds: neither the tile nor the width has a say in it.</para>
/// <para>Bounds: a tile reads, for each of the 4 + KernelHeight - 1 addresses in `lines`, elements [0, 2 vectors + KernelWidth - 1). An address is that of
/// an image's line where all of these lie within it, else that of a copy of so many elements with zeros where the image ends. A tile that sticks out of
/// the result is stored aside and copied in part.</para>
/// </remarks>
internal static unsafe class DirectCorrelation<T, TWide, TVector>
    where T : unmanaged, INumber<T>
    where TWide : struct, IWide<T, TVector>
{
    public const int TileRows = 4;

    private static int TileColumns => 2 * TWide.Count;

    /// <summary>Computes rows [y0, y1) of the result.</summary>
    public static void Run(in Correlation<T> c, int y0, int y1)
    {
        int lineCount = TileRows + c.KernelHeight - 1, reach = TileColumns + c.KernelWidth - 1;
        // Copies of lines for the edges, a line of zeros, and a tile aside.
        var scratch = BufferPool.Rent<T>((lineCount + 1) * reach + TileRows * TileColumns);
        var addresses = BufferPool.Rent<nint>(lineCount);
        fixed (T* copies = scratch)
        fixed (nint* pinned = addresses)
        {
            var lines = (T**)pinned;
            T* zeros = copies + lineCount * reach, aside = zeros + reach;
            new Span<T>(zeros, reach).Clear();
            for (var y = y0; y < y1; y += TileRows)
            {
                for (var x = 0; x < c.Columns; x += TileColumns)
                {
                    var from = x - c.Left;
                    var inside = from >= 0 && from + reach <= c.Width;
                    for (var t = 0; t < lineCount; t++)
                    {
                        var line = y + t - c.Top;
                        if ((uint)line >= (uint)c.Height) lines[t] = zeros;
                        else if (inside) lines[t] = c.Image + (long)line * c.Stride + from;
                        else lines[t] = Copy(c, line, from, copies + t * reach, reach);
                    }
                    int rows = Math.Min(TileRows, y1 - y), columns = Math.Min(TileColumns, c.Columns - x);
                    var target = c.Result + (long)y * c.Columns + x;
                    if (rows == TileRows && columns == TileColumns)
                    {
                        Tile(lines, c.Kernel, c.KernelHeight, c.KernelWidth, target, c.Columns);
                        continue;
                    }
                    Tile(lines, c.Kernel, c.KernelHeight, c.KernelWidth, aside, TileColumns);
                    for (var r = 0; r < rows; r++) new Span<T>(aside + r * TileColumns, columns).CopyTo(new Span<T>(target + (long)r * c.Columns, columns));
                }
            }
        }
        BufferPool.Return(addresses);
        BufferPool.Return(scratch);
    }

    // Elements [from, from + reach) of a line of the image, zero where it has none.
    private static T* Copy(in Correlation<T> c, int line, int from, T* copy, int reach)
    {
        new Span<T>(copy, reach).Clear();
        int start = Math.Max(from, 0), end = Math.Min(from + reach, c.Width);
        if (end > start) new Span<T>(c.Image + (long)line * c.Stride + start, end - start).CopyTo(new Span<T>(copy + (start - from), end - start));
        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(T** lines, T* kernel, int kernelHeight, nint kernelWidth, T* result, long stride)
    {
        var w = TWide.Count;
        TVector a0, a1, b0, b1, c0, c1, d0, d1;
        a0 = a1 = b0 = b1 = c0 = c1 = d0 = d1 = TWide.Splat(T.Zero);
        for (nint t = 0; t < kernelHeight + TileRows - 1; t++)
        {
            var line = lines[t];
            // Line t meets row t - r of the kernel in row r of the tile, if there is such a row.
            bool a = t < kernelHeight, b = t >= 1 && t - 1 < kernelHeight, c = t >= 2 && t - 2 < kernelHeight, d = t >= 3;
            var k = kernel + t * kernelWidth;
            for (nint j = 0; j < kernelWidth; j++)
            {
                var x0 = TWide.Load(line + j);
                var x1 = TWide.Load(line + j + w);
                if (a)
                {
                    var f = TWide.Splat(k[j]);
                    a0 = TWide.MultiplyAdd(f, x0, a0);
                    a1 = TWide.MultiplyAdd(f, x1, a1);
                }
                if (b)
                {
                    var f = TWide.Splat(k[j - kernelWidth]);
                    b0 = TWide.MultiplyAdd(f, x0, b0);
                    b1 = TWide.MultiplyAdd(f, x1, b1);
                }
                if (c)
                {
                    var f = TWide.Splat(k[j - 2 * kernelWidth]);
                    c0 = TWide.MultiplyAdd(f, x0, c0);
                    c1 = TWide.MultiplyAdd(f, x1, c1);
                }
                if (d)
                {
                    var f = TWide.Splat(k[j - 3 * kernelWidth]);
                    d0 = TWide.MultiplyAdd(f, x0, d0);
                    d1 = TWide.MultiplyAdd(f, x1, d1);
                }
            }
        }
        TWide.Store(a0, result);
        TWide.Store(a1, result + w);
        TWide.Store(b0, result + stride);
        TWide.Store(b1, result + stride + w);
        TWide.Store(c0, result + 2 * stride);
        TWide.Store(c1, result + 2 * stride + w);
        TWide.Store(d0, result + 3 * stride);
        TWide.Store(d1, result + 3 * stride + w);
    }
}
