using System.Numerics;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Powers to small whole exponents are products; that may show in no element's accuracy.</summary>
public class PowWholeTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(-4)]
    [InlineData(-15)]
    public void A_double_power_to_a_whole_number_is_within_an_ulp(int y)
    {
        Random random = new(1);
        var x = Enumerable.Range(0, 2048).Select(i => Math.ScaleB(1 + random.NextDouble(), random.Next(-50, 50)) * (i % 2 == 0 ? 1 : -1)).ToArray();
        foreach (var width in (int[])[128, 256, 512])
        {
            var power = VectorFunction.Apply("Pow", width, x, Enumerable.Repeat((double)y, x.Length).ToArray());
            for (var i = 0; i < x.Length; i++)
            {
                var error = Error(power[i], x[i], y);
                Assert.True(error <= 0.501, $"{x[i]:R} to the power {y} is {power[i]:R}, which is {error} ulp off.");
            }
        }
    }

    // Of numbers m 2^e all is exact: how far p is from x^y, in units of p's last place.
    private static double Error(double p, double x, int y)
    {
        var ((pm, pe), (xm, xe)) = (Parts(p), Parts(x));
        var n = Math.Abs(y);
        var (m, e) = (BigInteger.Pow(xm, n), xe * n);
        // p - x^n, or p x^n - 1 over x^n.
        var (left, leftE, right, rightE) = y > 0 ? (pm, pe, m, e) : (pm * m, pe + e, BigInteger.One, 0);
        var low = Math.Min(leftE, rightE);
        var difference = BigInteger.Abs((left << (leftE - low)) - (right << (rightE - low)));
        // In units of 2^pe, and 128 bits behind them.
        var (unit, unitE) = y > 0 ? (BigInteger.One, pe) : (BigInteger.Abs(m), pe + e);
        var shift = low - unitE + 128;
        var scaled = shift >= 0 ? (difference << shift) / unit : difference / (unit << -shift);
        return Math.Exp(BigInteger.Log(scaled + 1) - 128 * Math.Log(2));
    }

    private static (BigInteger M, int E) Parts(double x)
    {
        var e = Math.ILogB(x) - 52;
        return ((BigInteger)(long)Math.ScaleB(x, -e), e);
    }
}
