namespace Kernels.Tests.Elementwise;

public class SelectionTests
{
    [Fact]
    public void Where_takes_arrays_and_scalars()
    {
        NDArray<bool> c = [true, false, true];
        NDArray<float> x = [1, 2, 3], y = [10, 20, 30];
        Assert.Equal([1, 20, 3], NDArray.Where(c, x, y).ToArray());
        Assert.Equal([1, 0, 3], NDArray.Where(c, x, 0).ToArray());
        Assert.Equal([0, 20, 0], NDArray.Where(c, 0, y).ToArray());
        Assert.Equal([1.5, 2.5, 1.5], NDArray.Where(c, 1.5, 2.5).ToArray());
        Assert.Equal([true, true, true], NDArray.Where(c, c, !c).ToArray());
    }

    [Fact]
    public void Where_broadcasts_all_three()
    {
        NDArray<bool> c = [[true], [false]];
        NDArray<byte> x = [1, 2, 3];
        Assert.Equal("[[1 2 3]\n [9 9 9]]", NDArray.Where(c, x, 9).ToString());
    }

    [Fact]
    public void Casts_are_those_of_CSharp()
    {
        Check.Unary(x => x.As<int>(), v => double.IsNaN(v) ? 0 : v >= int.MaxValue ? int.MaxValue : v <= int.MinValue ? int.MinValue : (int)v, Samples.Floats.Select(v => (double)v).ToArray());
        Check.Unary(x => x.As<double>(), v => (double)v, Samples.Floats);
        Check.Unary(x => x.As<float>(), v => (float)v, Samples.Doubles);
        Check.Unary(x => x.As<float>(), v => (float)v, Samples.Ints);
        Check.Unary(x => x.As<double>(), v => (double)v, Samples.Longs);
        Check.Unary(x => x.As<int>(), v => unchecked((int)v), Samples.Longs);
        Check.Unary(x => x.As<byte>(), v => unchecked((byte)v), Samples.Ints);
        Check.Unary(x => x.As<long>(), v => (long)v, Samples.Bytes);
        Check.Unary(x => x.As<float>(), v => (float)v, Samples.Bytes);
        Check.Unary(x => x.As<bool>(), v => v != 0, Samples.Floats);
        Check.Unary(x => x.As<bool>(), v => v != 0, Samples.Bytes);
        Check.Unary(x => x.As<int>(), v => v ? 1 : 0, Samples.Bools);
        Check.Unary(x => x.As<double>(), v => v ? 1.0 : 0, Samples.Bools);
    }
}
