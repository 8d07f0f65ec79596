using static Kernels.NDArray;

namespace Kernels.Tests.Folding;

/// <summary>Maxima and minima where the CPU's own instruction would get them wrong: NaN, and zeros of either sign.</summary>
public class ExtremumTests
{
    private static readonly int[] s_lengths = [1, 3, 8, 9, 16, 31, 32, 40, 63, 64, 100, 257, 2048, 5000];

    [Fact]
    public void A_NaN_anywhere_wins()
    {
        foreach (var n in s_lengths)
        {
            foreach (var at in new[] { 0, n / 2, n - 1 })
            {
                var x = Ramp(n);
                x[at] = at % 2 == 0 ? float.NaN : -float.NaN;
                Assert.True(float.IsNaN(Max(FromArray(x)).Item()) && float.IsNaN(Min(FromArray(x)).Item()), $"NaN at {at} of {n}");
            }
        }
    }

    [Fact]
    public void Zeros_have_an_order()
    {
        foreach (var n in s_lengths)
        {
            foreach (var at in new[] { 0, n / 2, n - 1 })
            {
                var x = new double[n];
                Array.Fill(x, -0.0);
                x[at] = 0.0;
                Assert.False(double.IsNegative(Max(FromArray(x)).Item()), $"Max, 0 at {at} of {n}");
                Array.Fill(x, 0.0);
                x[at] = -0.0;
                Assert.True(double.IsNegative(Min(FromArray(x)).Item()), $"Min, -0 at {at} of {n}");
            }
        }
    }

    [Fact]
    public void Rows_of_all_lengths()
    {
        foreach (var n in s_lengths)
        {
            var x = FromArray([.. Ramp(n), .. Ramp(n).Select(v => -v - 3f), .. Enumerable.Repeat(float.NegativeInfinity, n)], [3, n]);
            Assert.Equal([Ramp(n).Max(), -Ramp(n).Min() - 3f, float.NegativeInfinity], Max(x, axis: 1).ToArray());
            Assert.Equal([Ramp(n).Min(), -Ramp(n).Max() - 3f, float.NegativeInfinity], Min(x, axis: 1).ToArray());
        }
    }

    // Neither first nor last is the largest.
    private static float[] Ramp(int n) => [.. Enumerable.Range(0, n).Select(i => (i * 37 % (n + 1)) + 0.5f)];
}
