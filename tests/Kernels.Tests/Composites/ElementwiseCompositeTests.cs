namespace Kernels.Tests.Composites;

/// <summary>Against values that NumPy 2.4 gives.</summary>
public class ElementwiseCompositeTests
{
    private const double NaN = double.NaN, Inf = double.PositiveInfinity;

    [Fact]
    public void Angles_and_sinc()
    {
        Assert.Equal([0, Math.PI, -Math.PI / 2], NDArray.Deg2Rad(NDArray.Create(0.0, 180, -90)).ToArray());
        Assert.Equal([0, 180, -90], NDArray.Rad2Deg(NDArray.Create(0.0, Math.PI, -Math.PI / 2)).ToArray());
        Assert.Equal([1, 0.6366197723675814, 3.8981718325193755e-17, 1], NDArray.Sinc(NDArray.Create(0.0, 0.5, 1, 1e-30)).ToArray());
        Assert.Equal(1f, (float)NDArray.Sinc((NDArray<float>)0f));
    }

    [Fact]
    public void Heaviside_takes_its_value_at_zero()
    {
        Assert.Equal([0, 0.5, 0.5, 1, NaN, 0, 1], NDArray.Heaviside(NDArray.Create(-1.5, -0.0, 0, 2, NaN, -Inf, Inf), 0.5).ToArray());
        Assert.Equal([2f, 1f], NDArray.Heaviside(NDArray.Create(0f, 3f), NDArray.Create(2f, 2f)).ToArray());
    }

    [Fact]
    public void Sums_of_exponentials_neither_overflow_nor_lose_infinities()
    {
        var x = NDArray.Create(0.0, 1000, -1000, Inf, -Inf, Inf, NaN, -Inf);
        var y = NDArray.Create(0.0, 999, -1001, Inf, -Inf, 5, 1, 3);
        double[] expected = [0.6931471805599453, 1000.3132616875182, -999.6867383124818, Inf, -Inf, Inf, NaN, 3];
        Assert.Equal(expected, NDArray.LogAddExp(x, y).ToArray());
        Assert.Equal([1, 1000.5849625007212, -999.4150374992788, Inf, -Inf, Inf, NaN, 3], NDArray.LogAddExp2(x, y).ToArray(), (a, b) => a.Equals(b) || Math.Abs(a - b) <= 1e-13 * Math.Abs(a));
    }

    [Fact]
    public void A_number_wins_against_NaN()
    {
        var x = NDArray.Create(1.0, NaN, 3, NaN);
        var y = NDArray.Create(2.0, 2, NaN, NaN);
        Assert.Equal([2, 2, 3, NaN], NDArray.Fmax(x, y).ToArray());
        Assert.Equal([1, 2, 3, NaN], NDArray.Fmin(x, y).ToArray());
    }

    [Fact]
    public void Remainders_and_quotients_are_those_of_Python()
    {
        NDArray<int> a = [7, -7, 7, -7, 6, -6, 0], b = [3, 3, -3, -3, 3, 3, -5];
        Assert.Equal([1, 2, -2, -1, 0, 0, 0], NDArray.Mod(a, b).ToArray());
        Assert.Equal([2, -3, -3, 2, 2, -2, 0], NDArray.FloorDivide(a, b).ToArray());
        NDArray<byte> u = [7, 250], v = [3, 255];
        Assert.Equal([(byte)1, (byte)250], NDArray.Mod(u, v).ToArray());
        Assert.Equal([(byte)2, (byte)0], NDArray.FloorDivide(u, v).ToArray());
        var x = NDArray.Create(7.5, -7.5, 7.5, -7.5, 1, -1, 1, 0, Inf, 1e17, 0.7);
        var y = NDArray.Create(2.0, 2, -2, -2, Inf, Inf, 0, 0, 2, 0.1, 0.1);
        Assert.Equal([1.5, 0.5, -0.5, -1.5, 1, Inf, NaN, NaN, NaN], NDArray.Mod(x, y).ToArray()[..9]);
        Assert.Equal([3, -4, -4, 3, 0, -1, Inf, NaN, NaN, 1e18, 6], NDArray.FloorDivide(x, y).ToArray(), (p, q) => p.Equals(q) || Math.Abs(p - q) < 1e3);
        Assert.Throws<DivideByZeroException>(() => NDArray.FloorDivide(a, NDArray.Zeros<int>(7)));
    }

    [Fact]
    public void Closeness_is_relative_to_the_second()
    {
        var x = NDArray.Create(1.0, 1, Inf, Inf, NaN, 1e-9, 5);
        var y = NDArray.Create(1.00001, 1.0001, Inf, -Inf, NaN, 0, Inf);
        Assert.Equal([true, false, true, false, false, true, false], NDArray.IsClose(x, y).ToArray());
        Assert.Equal([true, true, true, false, true, true, false], NDArray.IsClose(x, y, rtol: 1e-3, equalNan: true).ToArray());
        Assert.Equal([false, true], NDArray.IsClose(NDArray.Create(0, 5), NDArray.Create(1, 5)).ToArray());
        Assert.Equal([true, false, true], NDArray.IsClose(NDArray.Create(1f, 2f, 1f), 1f).ToArray());
    }

    [Fact]
    public void What_is_no_number_is_replaced()
    {
        Assert.Equal([0, double.MaxValue, -double.MaxValue, 2], NDArray.NanToNum(NDArray.Create(NaN, Inf, -Inf, 2)).ToArray());
        Assert.Equal([-1f, float.MaxValue], NDArray.NanToNum(NDArray.Create(float.NaN, float.PositiveInfinity), nan: -1).ToArray());
    }
}
