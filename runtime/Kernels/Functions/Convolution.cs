using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.Convolution;
using Kernels.Drivers.Threads;

namespace Kernels;

/// <summary>Which part of a convolution or correlation is returned, as in NumPy and SciPy.</summary>
public enum ConvolveMode
{
    /// <summary>Wherever the operands overlap: of extents n and k, n + k - 1.</summary>
    Full,

    /// <summary>The middle part, as large as the first operand; of vectors, as the longer one.</summary>
    Same,

    /// <summary>Where they overlap completely: n - k + 1.</summary>
    Valid,
}

public static partial class NDArray
{
    /// <summary>The convolution of two vectors, as NumPy's <c>convolve</c>: the sums over j of a[n - j] v[j].</summary>
    /// <param name="a">A vector.</param>
    /// <param name="v">Another; the order does not matter.</param>
    /// <param name="mode">Which part is returned.</param>
    /// <exception cref="ShapeException">An operand is no vector, or empty.</exception>
    /// <remarks>Sums run over the shorter vector in order, by fused multiply-add where the CPU has it; integers wrap.</remarks>
    [Op("convolve")]
    public static NDArray<T> Convolve<T>(NDArray<T> a, NDArray<T> v, ConvolveMode mode = ConvolveMode.Full) where T : INumber<T>
    {
        CheckVectors(a, v, nameof(Convolve));
        if (a.Size < v.Size) (a, v) = (v, a);
        return CorrelateVectors(a, [.. v.ToArray().AsEnumerable().Reverse()], mode);
    }

    /// <summary>The cross-correlation of two vectors, as NumPy's <c>correlate</c>: the sums over n of a[n + k] v[n].</summary>
    /// <param name="a">A vector.</param>
    /// <param name="v">Another; exchanged, they give the result in reverse order.</param>
    /// <param name="mode">Which part is returned.</param>
    /// <exception cref="ShapeException">An operand is no vector, or empty.</exception>
    /// <remarks>Sums run over the shorter vector in order, by fused multiply-add where the CPU has it; integers wrap.</remarks>
    [Op("correlate")]
    public static NDArray<T> Correlate<T>(NDArray<T> a, NDArray<T> v, ConvolveMode mode = ConvolveMode.Valid) where T : INumber<T>
    {
        CheckVectors(a, v, nameof(Correlate));
        return a.Size < v.Size ? Flip(CorrelateVectors(v, a.ToArray(), mode)) : CorrelateVectors(a, v.ToArray(), mode);
    }

    /// <summary>The convolution of images with a kernel, zero outside the image, as SciPy's <c>signal.convolve2d</c>.</summary>
    /// <param name="x">Shape (..., H, W): an image, or several.</param>
    /// <param name="kernel">Shape (h, w).</param>
    /// <param name="mode">Which part is returned.</param>
    /// <returns>Shape (..., H', W').</returns>
    /// <exception cref="ShapeException">The ranks are others, the kernel is empty, or larger than the image in mode <see cref="ConvolveMode.Valid"/>.</exception>
    /// <remarks>Sums run over the kernel in order, by fused multiply-add where the CPU has it; integers wrap.</remarks>
    [Op("convolve2d")]
    public static NDArray<T> Convolve2D<T>(NDArray<T> x, NDArray<T> kernel, ConvolveMode mode = ConvolveMode.Full) where T : INumber<T>
    {
        CheckImages(x, kernel, mode, nameof(Convolve2D));
        int h = kernel.Shape[0], w = kernel.Shape[1];
        return CorrelateImages(x, [.. kernel.ToArray().AsEnumerable().Reverse()], (h, w), mode, (h / 2, w / 2));
    }

    /// <summary>The cross-correlation of images with a kernel, zero outside the image, as SciPy's <c>signal.correlate2d</c>; what neural networks call convolution.</summary>
    /// <param name="x">Shape (..., H, W): an image, or several.</param>
    /// <param name="kernel">Shape (h, w).</param>
    /// <param name="mode">Which part is returned.</param>
    /// <returns>Shape (..., H', W').</returns>
    /// <exception cref="ShapeException">The ranks are others, the kernel is empty, or larger than the image in mode <see cref="ConvolveMode.Valid"/>.</exception>
    /// <remarks>Sums run over the kernel in order, by fused multiply-add where the CPU has it; integers wrap.</remarks>
    [Op("correlate2d")]
    public static NDArray<T> Correlate2D<T>(NDArray<T> x, NDArray<T> kernel, ConvolveMode mode = ConvolveMode.Full) where T : INumber<T>
    {
        CheckImages(x, kernel, mode, nameof(Correlate2D));
        int h = kernel.Shape[0], w = kernel.Shape[1];
        return CorrelateImages(x, kernel.ToArray(), (h, w), mode, ((h - 1) / 2, (w - 1) / 2));
    }

    private static void CheckVectors<T>(NDArray<T> a, NDArray<T> v, string operation)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(v);
        if (!ReferenceEquals(a.Device, v.Device)) throw Device.Mixed(operation, a.Device, v.Device);
        if (a.Rank != 1 || v.Rank != 1 || a.Size == 0 || v.Size == 0)
            throw new ShapeException($"{operation}: the operands are of shapes {a.Shape} and {v.Shape}; both must be vectors that are not empty.");
    }

    private static void CheckImages<T>(NDArray<T> x, NDArray<T> kernel, ConvolveMode mode, string operation)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(kernel);
        if (!ReferenceEquals(x.Device, kernel.Device)) throw Device.Mixed(operation, x.Device, kernel.Device);
        if (x.Rank < 2 || kernel.Rank != 2 || kernel.Size == 0)
            throw new ShapeException($"{operation}: images of shape {x.Shape} and a kernel of shape {kernel.Shape}; it takes (..., H, W) and (h, w), which is not empty.");
        if (mode == ConvolveMode.Valid && (kernel.Shape[0] > x.Shape[^2] || kernel.Shape[1] > x.Shape[^1]))
            throw new ShapeException($"{operation}: a kernel of shape {kernel.Shape} is larger than images of shape {x.Shape}, so that they never overlap completely.");
    }

    // The kernel is not longer than the vector.
    private static NDArray<T> CorrelateVectors<T>(NDArray<T> x, T[] kernel, ConvolveMode mode)
    {
        int n = x.Shape[0], k = kernel.Length;
        var (length, left) = mode switch
        {
            ConvolveMode.Full => (checked(n + k - 1), k - 1),
            ConvolveMode.Same => (n, k / 2),
            ConvolveMode.Valid => (n - k + 1, 0),
            _ => throw NoMode(mode),
        };
        KernelCounters.Launched();
        var host = x.OnHost().Contiguous();
        var threads = Chunks.MaxThreads;
        object result = (host, kernel) switch
        {
            (NDArray<float> v, float[] f) => CorrelationDriver.Vectors(v, f, length, left, threads),
            (NDArray<double> v, double[] f) => CorrelationDriver.Vectors(v, f, length, left, threads),
            (NDArray<int> v, int[] f) => CorrelationDriver.Vectors(v, f, length, left, threads),
            (NDArray<long> v, long[] f) => CorrelationDriver.Vectors(v, f, length, left, threads),
            (NDArray<byte> v, byte[] f) => CorrelationDriver.Vectors(v, f, length, left, threads),
            _ => throw new NotSupportedException($"Convolution of {typeof(T).Name} is not supported."),
        };
        return ((NDArray<T>)result).To(x.Device);
    }

    private static NDArray<T> CorrelateImages<T>(NDArray<T> x, T[] kernel, (int Height, int Width) size, ConvolveMode mode, (int Top, int Left) middle)
    {
        int height = x.Shape[^2], width = x.Shape[^1];
        var (result, origin) = mode switch
        {
            // Of nothing, nothing.
            ConvolveMode.Full => ((Full(height, size.Height), Full(width, size.Width)), (size.Height - 1, size.Width - 1)),
            ConvolveMode.Same => ((height, width), middle),
            ConvolveMode.Valid => ((height - size.Height + 1, width - size.Width + 1), (0, 0)),
            _ => throw NoMode(mode),
        };
        KernelCounters.Launched();
        var host = x.OnHost().Contiguous();
        var threads = Chunks.MaxThreads;
        object images = (host, kernel) switch
        {
            (NDArray<float> v, float[] f) => CorrelationDriver.Images(v, f, size, result, origin, threads),
            (NDArray<double> v, double[] f) => CorrelationDriver.Images(v, f, size, result, origin, threads),
            (NDArray<int> v, int[] f) => CorrelationDriver.Images(v, f, size, result, origin, threads),
            (NDArray<long> v, long[] f) => CorrelationDriver.Images(v, f, size, result, origin, threads),
            (NDArray<byte> v, byte[] f) => CorrelationDriver.Images(v, f, size, result, origin, threads),
            _ => throw new NotSupportedException($"Convolution of {typeof(T).Name} is not supported."),
        };
        return ((NDArray<T>)images).To(x.Device);

        static int Full(int n, int k) => n == 0 ? 0 : checked(n + k - 1);
    }

    private static ArgumentOutOfRangeException NoMode(ConvolveMode mode) => new(nameof(mode), mode, "The mode is Full, Same or Valid.");
}
