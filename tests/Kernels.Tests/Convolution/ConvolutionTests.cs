using System.Numerics;
using Kernels.Tests.Drivers;

namespace Kernels.Tests.Convolution;

public class ConvolutionTests
{
    // numpy.convolve([1, 2, 3], [0, 1, 0.5], mode), numpy.correlate(...), from NumPy's documentation; then other lengths.
    [Fact]
    public void Vectors_as_in_NumPy()
    {
        NDArray<double> a = [1, 2, 3], v = [0, 1, 0.5];
        Assert.Equal([0, 1, 2.5, 4, 1.5], NDArray.Convolve(a, v).ToArray());
        Assert.Equal([1, 2.5, 4], NDArray.Convolve(a, v, ConvolveMode.Same).ToArray());
        Assert.Equal([2.5], NDArray.Convolve(a, v, ConvolveMode.Valid).ToArray());
        Assert.Equal([3.5], NDArray.Correlate(a, v).ToArray());
        Assert.Equal([2, 3.5, 3], NDArray.Correlate(a, v, ConvolveMode.Same).ToArray());
        Assert.Equal([0.5, 2, 3.5, 3, 0], NDArray.Correlate(a, v, ConvolveMode.Full).ToArray());
        NDArray<int> x = [1, 2, 3, 4], k = [1, 10];
        Assert.Equal([10, 21, 32, 43, 4], NDArray.Correlate(x, k, ConvolveMode.Full).ToArray());
        Assert.Equal([10, 21, 32, 43], NDArray.Correlate(x, k, ConvolveMode.Same).ToArray());
        Assert.Equal([4, 43, 32, 21, 10], NDArray.Correlate(k, x, ConvolveMode.Full).ToArray());
        Assert.Equal([1, 12, 23, 34], NDArray.Convolve(k, x, ConvolveMode.Same).ToArray());
    }

    // scipy.signal.correlate2d and convolve2d of a 2 x 3 image and a 2 x 2 kernel.
    [Fact]
    public void Images_as_in_SciPy()
    {
        NDArray<int> x = [[1, 2, 3], [4, 5, 6]], k = [[1, 10], [100, 1000]];
        Assert.True(NDArray.Correlate2D(x, k).ArrayEqual([[1000, 2100, 3200, 300], [4010, 5421, 6532, 603], [40, 54, 65, 6]]));
        Assert.True(NDArray.Correlate2D(x, k, ConvolveMode.Valid).ArrayEqual([[5421, 6532]]));
        Assert.True(NDArray.Correlate2D(x, k, ConvolveMode.Same).ArrayEqual([[5421, 6532, 603], [54, 65, 6]]));
        Assert.True(NDArray.Convolve2D(x, k).ArrayEqual([[1, 12, 23, 30], [104, 1245, 2356, 3060], [400, 4500, 5600, 6000]]));
        Assert.True(NDArray.Convolve2D(x, k, ConvolveMode.Same).ArrayEqual([[1, 12, 23], [104, 1245, 2356]]));
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 3, 3, 3)]
    [InlineData(9, 40, 5, 5)]
    [InlineData(70, 33, 2, 3)]
    [InlineData(6, 100, 1, 7)]
    [InlineData(131, 17, 7, 1)]
    [InlineData(20, 25, 6, 12)]
    [InlineData(2, 3, 5, 9)]
    public void Any_sizes_and_strides_give_the_sums_of_a_loop(int height, int width, int h, int w)
    {
        var random = new Random(height + width);
        Images(Views.Random(random, [height, width], i => (float)(i % 7 - 3)), Views.Random(random, [h, w], i => (float)(i % 5 - 2)));
        Images(Views.Random(random, [height, width], i => (double)(i % 7 - 3)), Views.Random(random, [h, w], i => (double)(i % 5 - 2)));
        Images(Views.Random(random, [height, width], i => i * 7919), Views.Random(random, [h, w], i => i - 3));
        Images(Views.Random(random, [height, width], i => (long)i << 33), Views.Random(random, [h, w], i => (long)i - 3));
        Images(Views.Random(random, [height, width], i => (byte)i), Views.Random(random, [h, w], i => (byte)(i * 3)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(3, 8)]
    [InlineData(1025, 4)]
    [InlineData(5000, 33)]
    public void Vectors_of_any_length_give_the_sums_of_a_loop(int n, int k)
    {
        var random = new Random(n + k);
        var (a, v) = (Views.Random(random, [n], i => (float)(i % 7 - 3)), Views.Random(random, [k], i => (float)(i % 5 - 2)));
        var (x, y) = (Views.Elements(a), Views.Elements(v));
        var full = new float[n + k - 1];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < k; j++) full[i + j] += x[i] * y[j];
        int least = Math.Min(n, k), most = Math.Max(n, k);
        Assert.Equal(full, NDArray.Convolve(a, v).ToArray());
        Assert.Equal(full[(least - 1)..most], NDArray.Convolve(a, v, ConvolveMode.Valid).ToArray());
        Assert.Equal(full[((least - 1) / 2)..((least - 1) / 2 + most)], NDArray.Convolve(a, v, ConvolveMode.Same).ToArray());
        Assert.Equal(full, NDArray.Correlate(a, NDArray.Flip(v, 0), ConvolveMode.Full).ToArray());
    }

    [Fact]
    public void Several_images_are_correlated_each_for_itself()
    {
        var random = new Random(4);
        var x = Views.Random(random, [2, 3, 11, 12], i => (float)(i % 7));
        var k = Views.Random(random, [3, 2], i => (float)(i % 5));
        var all = NDArray.Correlate2D(x, k, ConvolveMode.Same);
        Assert.Equal([2, 3, 11, 12], all.Shape.AsSpan().ToArray());
        for (var i = 0; i < 6; i++) Assert.True(all[i / 3, i % 3].ArrayEqual(NDArray.Correlate2D(x[i / 3, i % 3], k, ConvolveMode.Same)));
        Assert.Equal([4, 0, 7], NDArray.Correlate2D(NDArray.Zeros<int>(4, 0, 7), NDArray.Ones<int>(1, 1)).Shape.AsSpan().ToArray());
    }

    [Fact]
    public void Bad_operands_are_named()
    {
        var (x, k) = (NDArray.Zeros<float>(4, 5), NDArray.Zeros<float>(2, 6));
        var error = Assert.Throws<ShapeException>(() => NDArray.Correlate2D(x, k, ConvolveMode.Valid));
        Assert.Contains("(2, 6)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(4, 5)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => NDArray.Convolve2D(x, k[0]));
        Assert.Throws<ShapeException>(() => NDArray.Convolve2D(x, k[..0]));
        Assert.Throws<ShapeException>(() => NDArray.Convolve(x, k[0]));
        Assert.Throws<ShapeException>(() => NDArray.Correlate(x[0][..0], k[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Convolve2D(x, k, (ConvolveMode)3));
        Assert.Throws<ArgumentNullException>(() => NDArray.Convolve2D(x, null!));
    }

    private static void Images<T>(NDArray<T> x, NDArray<T> kernel) where T : struct, INumber<T>
    {
        int height = x.Shape[0], width = x.Shape[1], h = kernel.Shape[0], w = kernel.Shape[1];
        var (a, k) = (Views.Elements(x), Views.Elements(kernel));
        var full = new T[height + h - 1, width + w - 1];
        for (var y = 0; y < height; y++)
            for (var z = 0; z < width; z++)
                for (var i = 0; i < h; i++)
                    for (var j = 0; j < w; j++) full[y + i, z + j] += a[y * width + z] * k[i * w + j];
        var expected = NDArray.FromArray(full);
        Assert.True(NDArray.Convolve2D(x, kernel).ArrayEqual(expected));
        Assert.True(NDArray.Correlate2D(x, NDArray.Flip(kernel)).ArrayEqual(expected));
        Assert.True(NDArray.Convolve2D(x, kernel, ConvolveMode.Same).ArrayEqual(expected[((h - 1) / 2)..((h - 1) / 2 + height), ((w - 1) / 2)..((w - 1) / 2 + width)]));
        Assert.True(NDArray.Correlate2D(x, NDArray.Flip(kernel), ConvolveMode.Same).ArrayEqual(expected[(h / 2)..(h / 2 + height), (w / 2)..(w / 2 + width)]));
        if (h > height || w > width) return;
        Assert.True(NDArray.Convolve2D(x, kernel, ConvolveMode.Valid).ArrayEqual(expected[(h - 1)..height, (w - 1)..width]));
    }
}
