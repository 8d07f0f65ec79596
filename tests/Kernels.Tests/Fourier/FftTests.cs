using System.Numerics;
using Kernels.Drivers.Fourier;
using Kernels.Tests.Drivers;

namespace Kernels.Tests.Fourier;

public class FftTests
{
    // Powers of 2, mixed and odd factors, primes with and without a plan, and lengths that are taken in two steps.
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 25, 30, 47, 49, 53, 60, 64, 97, 100, 106, 128, 210, 256, 360, 512, 1000, 1009, 1024, 1155];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Any_length_and_number_of_rows_is_the_sum_of_the_definition(int n)
    {
        var random = new Random(n);
        foreach (var rows in (int[])[1, 3, 9])
        {
            var x = Samples(random, rows * n);
            Complex[] expected = [.. x.Chunk(n).SelectMany(row => Naive(row, -1))];
            var wide = NDArray.FromArray(x, [rows, n]);
            Close(expected, Fft.Forward(wide), 1e-15 * (n > 47 ? 40 : 10));
            var single = Singles(wide);
            Close([.. single.ToArray().Select(v => (Complex)v).Chunk(n).SelectMany(row => Naive(row, -1))], Fft.Forward(single), 4e-7 * (n > 47 ? 8 : 2));
            Close([.. x.Chunk(n).SelectMany(row => Naive(row, 1).Select(v => v / n))], Fft.Ifft(wide), 1e-15 * (n > 47 ? 40 : 10));
            Close(x, Fft.Ifft(Fft.Forward(wide)), 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Real_transforms_are_the_first_half_and_come_back(int n)
    {
        var random = new Random(n);
        foreach (var rows in (int[])[1, 2, 17])
        {
            var x = NDArray.FromArray([.. Samples(random, rows * n).Select(v => v.Real)], [rows, n]);
            var expected = Fft.Forward(x)[.., ..(n / 2 + 1)];
            var half = Fft.Rfft(x);
            Assert.Equal([rows, n / 2 + 1], half.Shape.AsSpan().ToArray());
            Close(expected.ToArray(), half, 1e-14);
            Assert.True(NDArray.AllClose(x, Fft.Irfft(half, n), 0, 1e-13));
            var single = Fft.Rfft(x.As<float>());
            Close(expected.ToArray(), single, 3e-6);
            Assert.True(NDArray.AllClose(x.As<float>(), Fft.Irfft(single, n), 0, 3e-6));
        }
    }

    [Theory]
    [InlineData(1 << 15)]
    [InlineData(3 * 5 * 7 * 11 * 13)]
    [InlineData(16411)]
    public void Long_sequences_agree_with_the_definition_at_some_frequencies(int n)
    {
        var random = new Random(n);
        var x = Samples(random, n);
        var wide = NDArray.FromArray(x, [n]);
        var (doubles, singles) = (Fft.Forward(wide).ToArray(), Fft.Forward(Singles(wide)).ToArray());
        var reals = Fft.Rfft(NDArray.FromArray([.. x.Select(v => v.Real)], [n])).ToArray();
        foreach (var k in (int[])[0, 1, 2, n / 3, n / 2, n - 1, random.Next(n)])
        {
            Complex sum = 0, real = 0;
            for (long j = 0; j < n; j++)
            {
                var (re, im) = FourierPlan<double>.Root(j * k, n);
                sum += x[j] * new Complex(re, im);
                real += x[j].Real * new Complex(re, im);
            }
            Assert.True((sum - doubles[k]).Magnitude < 1e-14 * Math.Sqrt(n) * 10, $"{k}: {doubles[k]}, not {sum}");
            Assert.True((sum - singles[k]).Magnitude < 1e-6 * Math.Sqrt(n) * 4, $"{k}: {singles[k]}, not {sum}");
            if (k <= n / 2) Assert.True((real - reals[k]).Magnitude < 1e-14 * Math.Sqrt(n) * 10, $"{k}: {reals[k]}, not {real}");
        }
    }

    [Fact]
    public unsafe void Threads_have_no_say()
    {
        foreach (var (rows, n) in new[] { (1, 1 << 14), (100, 300), (5, 16411) })
        {
            var x = Singles(NDArray.FromArray(Samples(new Random(1), rows * n), [rows * n])).ToArray();
            var (one, many) = (new Complex64[x.Length], new Complex64[x.Length]);
            fixed (Complex64* from = x, first = one, second = many)
            {
                FourierDriver<float>.Complex((float*)from, (float*)first, rows, n, false, 1f, 1);
                FourierDriver<float>.Complex((float*)from, (float*)second, rows, n, false, 1f, 4);
            }
            Assert.Equal(one, many);
        }
    }

    // numpy.fft.fft([1, 2, 3, 4]), and with n = 2 and n = 6.
    [Fact]
    public void Lengths_and_norms_as_in_NumPy()
    {
        NDArray<double> x = [1, 2, 3, 4];
        Close([10, new(-2, 2), -2, new(-2, -2)], Fft.Forward(x), 1e-15);
        Close([3, -1], Fft.Forward(x, n: 2), 1e-15);
        Close([10, new(-3.5, -4.330127018922193), new(2.5, 0.8660254037844386), -2, new(2.5, -0.8660254037844386), new(-3.5, 4.330127018922193)], Fft.Forward(x, n: 6), 1e-15);
        Close([5, new(-1, 1), -1, new(-1, -1)], Fft.Forward(x, norm: FftNorm.Ortho), 1e-15);
        Close([2.5, new(-0.5, 0.5), -0.5, new(-0.5, -0.5)], Fft.Forward(x, norm: FftNorm.Forward), 1e-15);
        Close([10, new(-2, -2), -2, new(-2, 2)], Fft.Ifft(NDArray.FromArray<Complex>([1, 2, 3, 4]), norm: FftNorm.Forward), 1e-15);
        Assert.True(NDArray.AllClose(Fft.Irfft(NDArray.FromArray<Complex>([10, new(-2, 2), -2])), x));
        Assert.True(NDArray.AllClose(Fft.Irfft(Fft.Rfft(x, norm: FftNorm.Ortho), norm: FftNorm.Ortho), x));
    }

    [Fact]
    public void Every_axis_of_every_layout()
    {
        var random = new Random(3);
        for (var round = 0; round < 30; round++)
        {
            var dims = Views.RandomDims(random);
            if (dims.Length == 0) continue;
            var axis = random.Next(-dims.Length, dims.Length);
            var x = Views.Random(random, dims, i => new Complex(i % 7, i % 5));
            var y = Fft.Forward(x, axis: axis);
            Assert.Equal(dims, y.Shape.AsSpan().ToArray());
            var n = dims[axis < 0 ? axis + dims.Length : axis];
            if (n > 400) continue;
            Complex[] expected = [.. Views.Elements(NDArray.MoveAxis(x, axis, -1)).Chunk(n).SelectMany(row => Naive(row, -1))];
            Close(expected, NDArray.MoveAxis(y, axis, -1), 1e-13);
        }
    }

    [Fact]
    public void Images_are_transformed_over_both_axes()
    {
        var x = NDArray.FromArray(Samples(new Random(2), 2 * 6 * 10), [2, 6, 10]);
        var expected = Fft.Forward(Fft.Forward(x, axis: 1), axis: 2);
        Close(expected.ToArray(), Fft.Fft2(x), 1e-14);
        Close(x.ToArray(), Fft.Ifft2(Fft.Fft2(x)), 1e-15);
        Close(x.ToArray(), Fft.Ifft2(Fft.Fft2(Singles(x))), 1e-6);
    }

    [Fact]
    public void Frequencies_and_shifts_as_in_NumPy()
    {
        Assert.Equal([0, 1.25, 2.5, 3.75, -5, -3.75, -2.5, -1.25], Fft.FftFreq(8, 0.1).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0, 0.2, 0.4, -0.4, -0.2], Fft.FftFreq(5).ToArray());
        Assert.Equal([0, 0.2, 0.4], Fft.RfftFreq(5).ToArray());
        Assert.Equal([3, 4, 0, 1, 2], Fft.FftShift(NDArray.Arange(5)).ToArray());
        Assert.Equal([2, 3, 4, 0, 1], Fft.IfftShift(NDArray.Arange(5)).ToArray());
        NDArray<int> m = [[0, 1, 2], [3, 4, 5]];
        Assert.True(Fft.FftShift(m).ArrayEqual([[5, 3, 4], [2, 0, 1]]));
        Assert.True(Fft.FftShift(m, 0).ArrayEqual([[3, 4, 5], [0, 1, 2]]));
        Assert.True(Fft.IfftShift(Fft.FftShift(m)).ArrayEqual(m));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var x = NDArray.Zeros<float>(2, 3);
        Assert.Contains("axis 2", Assert.Throws<ShapeException>(() => Fft.Rfft(x, axis: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("(0)", Assert.Throws<ShapeException>(() => Fft.Rfft(x, n: 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Fft.Irfft(Fft.Rfft(x)[.., ..1]));
        Assert.Throws<ShapeException>(() => Fft.Rfft(NDArray.Zeros<float>(2, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fft.Rfft(x, norm: (FftNorm)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fft.FftFreq(0));
        Assert.Throws<ArgumentNullException>(() => Fft.Ifft((NDArray<Complex>)null!));
        Assert.Equal([0, 3], Fft.Forward(NDArray.Zeros<float>(0, 3)).Shape.AsSpan().ToArray());
    }

    private static Complex[] Samples(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];

    private static NDArray<Complex64> Singles(NDArray<Complex> x) => NDArray.FromArray([.. x.ToArray().Select(v => (Complex64)v)], x.Shape);

    private static Complex[] Naive(Complex[] x, int sign)
    {
        long n = x.Length;
        var roots = Enumerable.Range(0, x.Length).Select(k => Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * k / n)).ToArray();
        return [.. Enumerable.Range(0, x.Length).Select(k => x.Select((v, j) => v * roots[(long)j * k % n]).Aggregate(Complex.Zero, (a, b) => a + b))];
    }

    private static void Close(Complex[] expected, NDArray<Complex> actual, double tolerance)
    {
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        var scale = expected.Length == 0 ? 0 : Math.Max(1, expected.Max(v => v.Magnitude));
        for (var i = 0; i < values.Length; i++) Assert.True((values[i] - expected[i]).Magnitude <= tolerance * scale, $"at {i}: {values[i]}, not {expected[i]}");
    }

    private static void Close(Complex[] expected, NDArray<Complex64> actual, double tolerance) =>
        Close(expected, NDArray.FromArray([.. actual.ToArray().Select(v => (Complex)v)]), tolerance);
}
