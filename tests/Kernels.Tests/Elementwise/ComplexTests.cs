using System.Numerics;

namespace Kernels.Tests.Elementwise;

public class ComplexTests
{
    // Ordinary numbers, and those with which a careless quotient overflows or is NaN.
    private static readonly Complex[] s_numbers =
        [new(1, 2), new(-3, 0.5), new(0, -1), new(1e300, 1e300), new(-2, -0.0), new(1e-300, 3e-300), new(0, 0), new(double.NaN, 1), new(5, -7), new(double.PositiveInfinity, 2), new(0.1, 0.7)];

    [Fact]
    public void Four_numbers_at_once_have_the_bits_of_each_alone()
    {
        var z = NDArray.Create<Complex>(s_numbers);
        Complex[] reversed = [.. s_numbers.Reverse()];
        var (w, x) = (NDArray.Create<Complex>(reversed), NDArray.Create<double>([.. s_numbers.Select(v => v.Real + 0.5)]));
        Same((a, b, c) => a + b, (a, b, c) => a - b, (a, b, c) => a * b, (a, b, c) => a / b, (a, b, c) => a + c, (a, b, c) => c - a, (a, b, c) => a - c, (a, b, c) => a * c, (a, b, c) => a / c,
            (a, b, c) => c / a, (a, b, c) => a * b[..1], (a, b, c) => a[..1] / b, (a, b, c) => c[..1] - b, (a, b, c) => NDArray.ToComplex(NDArray.Imag(a), NDArray.Real(b)));

        void Same(params Func<NDArray<Complex>, NDArray<Complex>, NDArray<double>, NDArray<Complex>>[] functions)
        {
            foreach (var function in functions)
            {
                // Fewer than four go one by one; the first stays, since it may stand for all.
                var together = function(z, w, x).ToArray();
                for (var i = 1; i < together.Length; i++)
                    Assert.Equal([together[0], together[i]], function(Two(z, i), Two(w, i), Two(x, i)).ToArray());
            }
        }

        static NDArray<T> Two<T>(NDArray<T> x, int i) => NDArray.Concatenate([x[..1], x[i..(i + 1)]]);
    }

    [Fact]
    public void Arithmetic_is_that_of_numbers()
    {
        var (z, w) = (NDArray.FromArray<Complex>([new(1, 2), new(3, 4), new(-1, 0.5), new(2, -3), new(0, 1)], [5]), new Complex(2, -1));
        Assert.Equal(z.ToArray().Select(v => v + w), (z + w).ToArray());
        Assert.Equal(z.ToArray().Select(v => v * w), (z * w).ToArray());
        Assert.All(z.ToArray().Zip((z / w).ToArray()), p => Assert.True((p.First / w - p.Second).Magnitude < 1e-15));
        Assert.All(z.ToArray().Zip((3.0 / z).ToArray()), p => Assert.True((3.0 / p.First - p.Second).Magnitude < 1e-15));
    }
}
