namespace Kernels.Tests.Creation;

public class FactoryTests
{
    [Fact]
    public void Zeros_and_Ones_take_a_shape_in_either_spelling()
    {
        Assert.Equal([2, 3], NDArray.Zeros<float>(2, 3).Shape);
        Assert.Equal([2, 3], NDArray.Zeros<float>([2, 3]).Shape);
        Assert.Equal([], NDArray.Ones<int>().Shape);
        Assert.All(NDArray.Zeros<double>(5).ToArray(), v => Assert.Equal(0, v));
        Assert.All(NDArray.Ones<byte>(5).ToArray(), v => Assert.Equal(1, v));
        Assert.All(NDArray.Ones<bool>(5).ToArray(), Assert.True);
        Assert.Equal(0, NDArray.Zeros<long>(0, 4).Size);
    }

    [Fact]
    public void Full_and_the_like_functions_follow_their_model()
    {
        var x = NDArray.Full([2, 2], 1.5f);
        Assert.Equal([1.5f, 1.5f, 1.5f, 1.5f], x.ToArray());
        Assert.True(NDArray.ZerosLike(x).ArrayEqual(NDArray.Zeros<float>(2, 2)));
        Assert.True(NDArray.OnesLike(x).ArrayEqual(NDArray.Ones<float>(2, 2)));
        Assert.True(NDArray.FullLike(x, 1.5f).ArrayEqual(x));
    }

    [Theory]
    [InlineData(3, 3, 0, "[[1 0 0]\n [0 1 0]\n [0 0 1]]")]
    [InlineData(2, 3, 1, "[[0 1 0]\n [0 0 1]]")]
    [InlineData(3, 2, -1, "[[0 0]\n [1 0]\n [0 1]]")]
    [InlineData(2, 2, 9, "[[0 0]\n [0 0]]")]
    public void Eye_has_ones_on_one_diagonal(int rows, int columns, int diagonal, string text) =>
        Assert.Equal(text, NDArray.Eye<int>(rows, columns, diagonal).ToString());

    [Fact]
    public void Arange_infers_its_type()
    {
        Assert.Equal([0, 1, 2], NDArray.Arange(3).ToArray());
        Assert.Equal([2L, 3], NDArray.Arange(2L, 4).ToArray());
        Assert.Equal([0f, 0.5f], NDArray.Arange(0f, 1f, 0.5f).ToArray());
        Assert.Equal((byte[])[250, 253], NDArray.Arange<byte>(250, 255, 3).ToArray());
        Assert.Equal(256, NDArray.Arange<byte>(0, 255).Size + 1);
        Assert.Equal([long.MaxValue - 1], NDArray.Arange(long.MaxValue - 1, long.MaxValue).ToArray());
        Assert.Equal([int.MaxValue - 1, 0, -int.MaxValue + 1], NDArray.Arange(int.MaxValue - 1, int.MinValue, -int.MaxValue + 1).ToArray());
    }

    [Fact]
    public void Linspace_of_integers_is_double()
    {
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], NDArray.Linspace(0, 1, 5).ToArray());
        Assert.Equal([0f, 0.5f], NDArray.Linspace(0f, 1f, 2, endpoint: false).ToArray());
        Assert.Equal(50, NDArray.Linspace(0.0, 1.0).Size);
        Assert.Equal([3.0], NDArray.Linspace(3, 9, 1).ToArray());
    }

    [Fact]
    public void FromArray_copies_and_Wrap_does_not()
    {
        int[] source = [1, 2, 3, 4];
        NDArray<int> copy = NDArray.FromArray(source, [2, 2]), wrapped = NDArray.Wrap(source, [2, 2]), vector = NDArray.Wrap(source);
        Assert.Equal([4], vector.Shape);
        source[0] = 9;
        Assert.Equal([1, 2, 3, 4], copy.ToArray());
        Assert.Equal([9, 2, 3, 4], wrapped.ToArray());
        Assert.Equal([1, 2, 3, 4], NDArray.FromArray(new[,] { { 1, 2 }, { 3, 4 } }).ToArray());
    }
}
