namespace Kernels.Tests.Formatting;

public class PrintingTests
{
    [Fact]
    public void A_vector_of_integers_prints_as_in_the_article()
    {
        NDArray<int> a = [1, 2, 3];
        Assert.Equal("[4 2 3]", a.At[0].Set(4).ToString());
    }

    [Fact]
    public void Whole_numbers_end_in_a_point()
    {
        NDArray<float> x = [1, 2.5f, -3];
        Assert.Equal("[ 1.   2.5 -3. ]", x.ToString());
    }

    [Fact]
    public void A_scalar_prints_by_itself()
    {
        Assert.Equal("3", ((NDArray<int>)3).ToString());
        Assert.Equal("3.0", ((NDArray<double>)3).ToString());
        Assert.Equal("True", ((NDArray<bool>)true).ToString());
    }

    [Fact]
    public void A_view_prints_its_own_elements()
    {
        NDArray<int> m = [[1, 2, 3], [4, 5, 6]];
        Assert.Equal("[[1 4]\n [2 5]\n [3 6]]", m.T.ToString());
        Assert.Equal("[6 5 4]", m[1, (..).By(-1)].ToString());
        Assert.Equal("[[7 7]\n [7 7]]", NDArray.BroadcastTo<int>(7, 2, 2).ToString());
    }

    [Fact]
    public void Options_set_precision_and_limits()
    {
        NDArray<double> x = [1.23456789, 2];
        Assert.Equal("[1.23 2.  ]", x.ToString(new PrintOptions { Precision = 2 }));
        Assert.Equal("[0 1 ... 8 9]", NDArray.Arange(10).ToString(new PrintOptions { Threshold = 5, EdgeItems = 2 }));
        Assert.Equal("[0 1 2\n 3 4]", NDArray.Arange(5).ToString(new PrintOptions { LineWidth = 8 }));
    }

    [Fact]
    public void Options_without_edge_items_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(10).ToString(new PrintOptions { EdgeItems = 0 }));
}
