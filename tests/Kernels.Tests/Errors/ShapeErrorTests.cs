using static Kernels.NDArray;

namespace Kernels.Tests.Errors;

public class ShapeErrorTests
{
    private static readonly NDArray<int> X = [[1, 2, 3], [4, 5, 6]];

    private static string Message(Action action) => Assert.Throws<ShapeException>(action).Message;

    [Fact]
    public void Item_of_many_elements_names_the_shape()
    {
        Assert.Equal("Item() needs an array of one element; this one has shape (2, 3), 6 elements.", Message(() => X.Item()));
        Assert.Throws<ShapeException>(() => (int)X);
        Assert.Throws<ShapeException>(() => Zeros<int>(0).Item());
    }

    [Fact]
    public void A_condition_of_many_elements_asks_for_Any_or_All()
    {
        NDArray<bool> x = [true, false, true];
        Assert.Equal("An array of shape (3,) is not one condition: use Any(x) or All(x).", Message(() => { if (x) { } }));
    }

    [Fact]
    public void Reshape_names_both_shapes()
    {
        Assert.Equal("Reshape: an array of shape (2, 3), 6 elements, has no shape (4, 2).", Message(() => X.Reshape(4, 2)));
        Assert.Throws<ShapeException>(() => X.Reshape(-1, 4));
        Assert.Throws<ShapeException>(() => X.Reshape(-1, -1));
        Assert.Throws<ShapeException>(() => X.Reshape(-2, -3));
        Assert.Throws<ShapeException>(() => X.Reshape(0, -1));
        Assert.Throws<ShapeException>(() => X.Reshape(int.MaxValue, int.MaxValue, 4));
    }

    [Fact]
    public void Transpose_wants_a_permutation()
    {
        Assert.Equal("Transpose: axis 0 is given twice, for an array of shape (2, 3).", Message(() => X.Transpose(0, 0)));
        Assert.Equal("Transpose: 1 axes given for an array of shape (2, 3), which has 2.", Message(() => X.Transpose(1)));
        Assert.Equal("Transpose: axis 2 is out of range for an array of shape (2, 3).", Message(() => X.Transpose(0, 2)));
    }

    [Fact]
    public void Joining_names_the_array_that_does_not_fit()
    {
        Assert.Equal("Concatenate along axis 0: array 1 of shape (2, 2) does not fit array 0 of shape (2, 3).", Message(() => Concatenate([X, Zeros<int>(2, 2)])));
        Assert.Equal("Stack: array 1 of shape (2,) does not fit array 0 of shape (2, 3).", Message(() => Stack([X, Zeros<int>(2)])));
        Assert.Throws<ShapeException>(() => Concatenate<int>([]));
        Assert.Equal("Concatenate: axis 2 is out of range for an array of shape (2, 3).", Message(() => Concatenate([X, X], 2)));
    }

    [Fact]
    public void Axes_are_checked()
    {
        Assert.Equal("Squeeze: axis 0 of shape (2, 3) has extent 2, not 1.", Message(() => Squeeze(X, 0)));
        Assert.Equal("Flip: axis -3 is out of range for an array of shape (2, 3).", Message(() => Flip(X, -3)));
        Assert.Equal("Flip: axis -1 is given twice, for an array of shape (2, 3).", Message(() => Flip(X, [1, -1])));
        Assert.Equal("BroadcastTo: an array of shape (2, 3) does not broadcast to shape (3, 2).", Message(() => BroadcastTo(X, 3, 2)));
        Assert.Throws<ShapeException>(() => ExpandDims(X, 4));
        Assert.Throws<ShapeException>(() => MoveAxis(X, 0, 2));
        Assert.Throws<ShapeException>(() => SwapAxes(X, 0, 2));
    }

    [Fact]
    public void CopyTo_names_both_lengths() =>
        Assert.StartsWith("CopyTo: 6 elements of an array of shape (2, 3) do not fit into a span of 5.", Assert.Throws<ArgumentException>(() => X.CopyTo(new int[5])).Message, StringComparison.Ordinal);
}
