using System.Runtime.Intrinsics;
using Kernels.Simd;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Quotients by way of a reciprocal are those of a division, to the bit.</summary>
public class QuotientsTests
{
    private static readonly float[] s_floats = [0f, -0f, 1f, -1f, float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1.1754944e-38f];

    private static readonly double[] s_doubles = [0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 2.2250738585072014e-308];

    [Fact]
    public void Floats_of_all_sizes()
    {
        Random random = new(1);
        for (var k = 0; k < 40_000; k++)
        {
            // All bits; and those that do not leave the way without a division.
            var range = k % 2 == 0 ? 150 : 30;
            var divisor = k % 100 == 0 ? s_floats[k / 100 % s_floats.Length] : Float(random, range);
            var x = Enumerable.Range(0, Vector512<float>.Count).Select(i => k % 50 == 1 && i == k % 16 ? s_floats[k / 50 % s_floats.Length] : Float(random, range)).ToArray();
            Same(x, divisor);
        }
    }

    [Fact]
    public void Doubles_of_all_sizes()
    {
        Random random = new(2);
        for (var k = 0; k < 40_000; k++)
        {
            var range = k % 2 == 0 ? 1080 : 150;
            var divisor = k % 100 == 0 ? s_doubles[k / 100 % s_doubles.Length] : Double(random, range);
            var x = Enumerable.Range(0, Vector512<double>.Count).Select(i => k % 50 == 1 && i == k % 8 ? s_doubles[k / 50 % s_doubles.Length] : Double(random, range)).ToArray();
            Same(x, divisor);
        }
    }

    [Fact]
    public void Floats_that_are_nearly_half_way_between_two_quotients()
    {
        // x is what the divisor makes of a number that lies half way between two floats, and its neighbours.
        Random random = new(3);
        for (var k = 0; k < 20_000; k++)
        {
            var divisor = Float(random, 20);
            var x = new float[Vector512<float>.Count];
            for (var i = 0; i < x.Length; i++)
            {
                var quotient = Float(random, 20);
                var half = (quotient + (double)MathF.BitIncrement(quotient)) / 2;
                x[i] = (float)(half * divisor);
                if (i % 3 == 1) x[i] = MathF.BitIncrement(x[i]);
                if (i % 3 == 2) x[i] = MathF.BitDecrement(x[i]);
            }
            Same(x, divisor);
        }
    }

    [Fact]
    public void At_the_ends_of_what_needs_no_division()
    {
        foreach (var exponent in new[] { -31, -30, 30, 31 })
        {
            foreach (var quotient in new[] { -62, -61, -60, -59, 58, 59, 60, 61 })
            {
                foreach (var (a, b) in new[] { (1f, 1f), (1.9999999f, 1f), (1f, 1.9999999f), (1.3f, 1.7f), (-1.9999999f, 1.9999999f) })
                    Same([.. Enumerable.Repeat(MathF.ScaleB(a, exponent + quotient), 16)], MathF.ScaleB(b, exponent));
            }
        }
        foreach (var exponent in new[] { -301, -300, 300, 301 })
        {
            foreach (var quotient in new[] { -402, -401, -400, 398, 399, 400 })
            {
                foreach (var (a, b) in new[] { (1.0, 1.0), (1.9999999999999998, 1.0), (1.0, 1.9999999999999998), (-1.3, 1.7) })
                    Same([.. Enumerable.Repeat(Math.ScaleB(a, exponent + quotient), 8)], Math.ScaleB(b, exponent));
            }
        }
    }

    private static float Float(Random random, int range) => MathF.ScaleB((1 + random.NextSingle()) * (random.Next(2) * 2 - 1), random.Next(-range, range));

    private static double Double(Random random, int range) => Math.ScaleB((1 + random.NextDouble()) * (random.Next(2) * 2 - 1), random.Next(-range, range));

    private static void Same(float[] x, float divisor)
    {
        var (v, by) = (Vector512.Create(x), Vector512.Create(divisor));
        var quotients = Quotients.Of(v, by, Quotients.Reciprocal(by));
        for (var i = 0; i < x.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(x[i] / divisor) != BitConverter.SingleToInt32Bits(quotients[i])) Assert.Fail($"{x[i]:R} / {divisor:R} is {x[i] / divisor:R}, not {quotients[i]:R}.");
        }
    }

    private static void Same(double[] x, double divisor)
    {
        var (v, by) = (Vector512.Create(x), Vector512.Create(divisor));
        var quotients = Quotients.Of(v, by, Quotients.Reciprocal(by));
        for (var i = 0; i < x.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(x[i] / divisor) != BitConverter.DoubleToInt64Bits(quotients[i])) Assert.Fail($"{x[i]:R} / {divisor:R} is {x[i] / divisor:R}, not {quotients[i]:R}.");
        }
    }
}
