namespace Kernels.Tests.Arrays;

public class ComparingTests
{
    [Fact]
    public void ArrayEqual_compares_shapes_and_elements()
    {
        NDArray<int> a = [[1, 2], [3, 4]], b = [[1, 3], [2, 4]];
        Assert.True(a.ArrayEqual(b.T));
        Assert.False(a.ArrayEqual(b));
        Assert.False(a.ArrayEqual(a.Reshape(4)));
        Assert.False(NDArray.Zeros<int>(0, 2).ArrayEqual(NDArray.Zeros<int>(2, 0)));
    }

    [Fact]
    public void NaN_equals_nothing_unless_asked_for()
    {
        NDArray<double> x = [1, double.NaN];
        NDArray<float> zero = [0f], minus = [-0f];
        Assert.False(x.ArrayEqual(x));
        Assert.True(x.ArrayEqual(x, equalNan: true));
        Assert.True(zero.ArrayEqual(minus));
        Assert.False(x.AllClose(x));
        Assert.True(x.AllClose(x, equalNan: true));
    }

    [Fact]
    public void AllClose_measures_against_the_second_array()
    {
        NDArray<double> x = [1, 2], y = [1.1, 2.2];
        Assert.False(x.AllClose(y));
        Assert.True(x.AllClose(y, rtol: 0.0911));
        Assert.False(y.AllClose(x, rtol: 0.0911));
        Assert.True(x.AllClose(y, rtol: 0, atol: 0.21));
    }

    [Fact]
    public void AllClose_broadcasts_and_knows_infinities()
    {
        NDArray<float> x = [[1, 1], [1, 1]];
        Assert.True(x.AllClose(1));
        Assert.True(x.AllClose([1, 1]));
        NDArray<double> inf = [double.PositiveInfinity], minus = [double.NegativeInfinity];
        Assert.True(inf.AllClose(inf));
        Assert.False(inf.AllClose(minus, atol: double.PositiveInfinity));
        Assert.Throws<ShapeException>(() => x.AllClose([1, 1, 1]));
    }

    [Fact]
    public void AllClose_does_not_wrap_on_integers()
    {
        NDArray<byte> x = [0], y = [255];
        NDArray<int> least = [int.MinValue], most = [int.MaxValue];
        Assert.False(x.AllClose(y, rtol: 0, atol: 1));
        Assert.False(least.AllClose(most, rtol: 0, atol: 1));
    }
}
