using System.Numerics;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Powers to a few halves are computed otherwise than other powers; that may show in no element's accuracy, and in no neighbour's bits.</summary>
public class PowHalvesTests
{
    private static readonly double[] s_halves = [-3, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3];

    public static TheoryData<double> Halves => [.. s_halves];

    [Theory, MemberData(nameof(Halves))]
    public void A_double_power_to_a_few_halves_is_within_an_ulp(double y)
    {
        Random random = new(1);
        var x = Enumerable.Range(0, 4096).Select(_ => Math.ScaleB(1 + random.NextDouble(), random.Next(-9, 9))).ToArray();
        var power = VectorFunction.Apply("Pow", 256, x, Enumerable.Repeat(y, x.Length).ToArray());
        for (var i = 0; i < x.Length; i++)
        {
            var unit = Math.BitIncrement(power[i]) - power[i];
            var ulps = Math.Abs((double)((Exact(power[i]) - Exact(x[i], y)) * 1_000_000)) / (unit * 1_000_000);
            Assert.True(ulps <= 0.75, $"{x[i]:R} to the power {y} is {power[i]:R}, which is {ulps} ulp off.");
        }
    }

    [Theory, MemberData(nameof(Halves))]
    public void A_float_power_to_a_few_halves_is_within_an_ulp(double y)
    {
        Random random = new(2);
        var x = Enumerable.Range(0, 4096).Select(_ => MathF.ScaleB(1 + random.NextSingle(), random.Next(-9, 9))).ToArray();
        var power = VectorFunction.Apply("Pow", 256, x, Enumerable.Repeat((float)y, x.Length).ToArray());
        for (var i = 0; i < x.Length; i++)
        {
            var ulps = Math.Abs((power[i] - Math.Pow(x[i], y)) / (MathF.BitIncrement(power[i]) - power[i]));
            Assert.True(ulps <= 0.51, $"{x[i]:R} to the power {y} is {power[i]:R}, which is {ulps} ulp off.");
        }
    }

    [Fact]
    public void A_double_power_does_not_depend_on_its_neighbours() => Check<double>();

    [Fact]
    public void A_float_power_does_not_depend_on_its_neighbours() => Check<float>();

    private static void Check<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Ordinary values beside very large and very small ones, exponents of both kinds in one vector.
        Random random = new(3);
        T[] exponents = [.. s_halves.Select(T.CreateChecked), T.CreateChecked(2.5), T.CreateChecked(0.3), T.CreateChecked(-7), T.CreateChecked(5), T.CreateChecked(15), T.Zero, T.NaN, T.PositiveInfinity];
        T[] bases = [.. Enumerable.Range(-40, 80).Select(i => T.CreateChecked(i * 0.37)), .. VectorFunction.Samples<T>(60), T.CreateSaturating(double.MaxValue), T.Epsilon, T.CreateSaturating(1e-100), T.CreateSaturating(1e100)];
        var pairs = VectorFunction.Padded([.. bases.SelectMany(_ => exponents)]).Length;
        var (x, y) = (new T[pairs], new T[pairs]);
        for (var i = 0; i < pairs; i++) (x[i], y[i]) = (bases[random.Next(bases.Length)], exponents[random.Next(exponents.Length)]);
        foreach (var width in (int[])[128, 256, 512])
        {
            var mixed = VectorFunction.Apply("Pow", width, x, y);
            for (var i = 0; i < pairs; i++)
            {
                var alone = VectorFunction.Apply("Pow", 256, Enumerable.Repeat(x[i], 64).ToArray(), Enumerable.Repeat(y[i], 64).ToArray())[0];
                Assert.True(alone.Equals(mixed[i]), $"{x[i]} to the power {y[i]} is {alone} alone and {mixed[i]} among others.");
            }
        }
    }

    // A double between 2^-40 and 2^52, to 28 decimals.
    private static decimal Exact(double x)
    {
        var digits = 52 - Math.ILogB(x);
        return (decimal)(long)Math.ScaleB(x, digits) / (decimal)(BigInteger.One << digits);
    }

    private static decimal Exact(double x, double y)
    {
        var exact = Exact(x);
        var power = 1m;
        for (var k = 0; k < (int)Math.Abs(y); k++) power *= exact;
        if (!double.IsInteger(y)) power *= Root(exact);
        return y < 0 ? 1 / power : power;
    }

    private static decimal Root(decimal x)
    {
        var root = (decimal)Math.Sqrt((double)x);
        for (var k = 0; k < 3; k++) root = (root + x / root) / 2;
        return root;
    }
}
