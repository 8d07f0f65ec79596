namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>Functions of System.Math and the numeric types that the compiler makes of ops: mapped and as scalars of the host program, against themselves.</summary>
public partial class ScalarFunctionTests
{
    [Vmap] public static double Fused(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z) + Math.CopySign(x, y);

    [Vmap] public static float Fused32(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z) + MathF.CopySign(x, y);

    [Vmap] public static double Magnitudes(double x, double y, double z) => Math.MaxMagnitude(x, y) + 3 * Math.MinMagnitude(y, z);

    [Vmap] public static double Lerped(double x, double y, double z) => double.Lerp(x, y, z) + (double.IsInteger(x) ? 1 : 0) + (double.IsPositiveInfinity(y) ? 2 : 0);

    [Vmap] public static double Rounded(double x, double y, double z) => Math.Round(x, 2) + Math.Round(y, MidpointRounding.AwayFromZero) + Math.Round(z, MidpointRounding.ToZero);

    [Vmap] public static double Scaled(double x, int n) => Math.ScaleB(x, n);

    [Vmap] public static long Products(int x, int y) => Math.BigMul(x, y);

    [Jit] public static NDArray<double> OfTheHost(NDArray<double> y, double x, int n) => y + Math.CopySign(x, n) + Math.ScaleB(x, n) + Math.FusedMultiplyAdd(x, x, n) + Math.Clamp(x, 0, 1) + double.Hypot(x, n);

    [Jit] public static NDArray<double> OfArrays(NDArray<double> x, NDArray<double> y) => Copysign(x, y) + Fma(x, y, x) * Ldexp(y, x.As<int>() % 8) + Copysign(2.0, x) - Copysign(y, -1.0);

    private static readonly double[] Values = [0, -0.0, 0.5, -0.5, 1, 1.5, 2.5, -2.5, 3, -3, 1.005, 0.49999999999999994, 1e17, 1e-310, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static void Agree(Func<double, double, double, double> scalar, Func<NDArray<double>, NDArray<double>, NDArray<double>, NDArray<double>> mapped)
    {
        var all = Values.SelectMany(_ => Values, (x, y) => (x, y)).SelectMany(_ => (double[])[0.25, -0.0, 2.5, double.NaN], (p, z) => (p.x, p.y, z)).ToArray();
        var result = mapped(FromArray([.. all.Select(a => a.x)]), FromArray([.. all.Select(a => a.y)]), FromArray([.. all.Select(a => a.z)])).ToArray();
        for (var k = 0; k < all.Length; k++)
        {
            var expected = scalar(all[k].x, all[k].y, all[k].z);
            Assert.True(expected.Equals(result[k]), $"{all[k]}: {expected}, not {result[k]}");
        }
    }

    [Fact]
    public void Functions_of_doubles()
    {
        Agree(Fused, Fused);
        Agree(Magnitudes, Magnitudes);
        Agree(Lerped, Lerped);
        Agree(Rounded, Rounded);
    }

    [Fact]
    public void Functions_of_floats_and_integers()
    {
        NDArray<float> x = Arrays.Vector<float>(100, 1), y = Arrays.Vector<float>(100, 2), z = Arrays.Vector<float>(100, 3);
        var fused = Fused32(x, y, z);
        for (var k = 0; k < 100; k++) Assert.Equal(Fused32((float)x[k], (float)y[k], (float)z[k]), (float)fused[k]);
        foreach (var v in Values)
            foreach (var n in (int[])[0, 1, -1, 52, -60, 1000, -1000, 1023, -1022, 1100, -1040])
                Assert.Equal(Scaled(v, n), (double)Scaled(NDArray.Create(v), NDArray.Create(n))[0]);
        Assert.Equal(int.MaxValue * -3L, (long)Products(NDArray.Create(int.MaxValue), NDArray.Create(-3))[0]);
    }

    [Fact]
    public void Functions_of_the_host_and_of_arrays()
    {
        Func<NDArray<double>, double, int, NDArray<double>> host = OfTheHost;
        foreach (var v in Values) Check.Bits(host(Ones<double>(3), v, -3), OfTheHostJit(Ones<double>(3), v, -3), $"{v}");
        Check.Elementwise<double, double, double>(OfArrays, OfArraysJit);
    }
}
