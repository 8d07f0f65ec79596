namespace Kernels.Tests.Arrays;

/// <summary>Padding and rolling, against what NumPy gives.</summary>
public class BorderTests
{
    private static readonly NDArray<int> X = [1, 2, 3];

    private static void Same(NDArray<int> expected, NDArray<int> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    [Fact]
    public void A_border_of_a_value()
    {
        Same([0, 1, 2, 3, 0], NDArray.Pad(X, 1));
        Same([7, 1, 2, 3, 7, 7], NDArray.Pad(X, [(1, 2)], value: 7));
        Same([[9, 9, 9], [1, 2, 9], [3, 4, 9]], NDArray.Pad<int>([[1, 2], [3, 4]], [(1, 0), (0, 1)], value: 9));
        Same([[0, 1, 2, 0]], NDArray.Pad<int>([[1, 2]], 1, axis: -1));
        Same([0, 0], NDArray.Pad(X[..0], 1));
    }

    [Fact]
    public void A_border_of_the_array_itself()
    {
        Same([1, 1, 1, 2, 3, 3, 3], NDArray.Pad(X, 2, PadMode.Edge));
        Same([3, 2, 1, 2, 3, 2, 1], NDArray.Pad(X, 2, PadMode.Reflect));
        Same([2, 1, 1, 2, 3, 3, 2], NDArray.Pad(X, 2, PadMode.Symmetric));
        Same([2, 3, 1, 2, 3, 1, 2], NDArray.Pad(X, 2, PadMode.Wrap));
    }

    [Fact]
    public void A_border_longer_than_the_array()
    {
        Same([2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2], NDArray.Pad(X, [(5, 7)], PadMode.Reflect));
        Same([3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3], NDArray.Pad(X, [(4, 7)], PadMode.Symmetric));
        Same([3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1], NDArray.Pad(X, [(4, 4)], PadMode.Wrap));
        Same([1, 1, 1, 1, 1], NDArray.Pad(X[..1], 2, PadMode.Reflect));
    }

    [Fact]
    public void Rolled()
    {
        Same([3, 1, 2], NDArray.Roll(X, 1, axis: 0));
        Same([2, 3, 1], NDArray.Roll(X, -4, axis: 0));
        Same([[4, 3], [2, 1]], NDArray.Roll<int>([[1, 2], [3, 4]], 1, axis: [0, 1]));
        Same(X[..0], NDArray.Roll(X[..0], 1, axis: 0));
    }

    [Fact]
    public void The_result_has_a_buffer_of_its_own()
    {
        var x = NDArray.Arange<int>(5);
        NDArray<int> padded = NDArray.Pad(x, 0), rolled = NDArray.Roll(x, 5, axis: 0);
        x.Delete();
        Same([0, 1, 2, 3, 4], padded);
        Same([0, 1, 2, 3, 4], rolled);
    }

    [Fact]
    public void Errors_name_axis_and_shape()
    {
        Assert.Equal("Pad: 1 pairs of widths given for an array of shape (2, 3), which has 2 axes.",
            Assert.Throws<ShapeException>(() => NDArray.Pad(NDArray.Zeros<int>([2, 3]), [(1, 1)])).Message);
        Assert.Throws<ShapeException>(() => NDArray.Pad(X, -1));
        Assert.Throws<ShapeException>(() => NDArray.Pad(X[..0], 1, PadMode.Wrap));
        Assert.Throws<ShapeException>(() => NDArray.Roll(X, 1, axis: 1));
    }
}
