using static Kernels.NDArray;

namespace Kernels.Tests.Errors;

public class IndexErrorTests
{
    private static readonly NDArray<int> Vector = [1, 2, 3];
    private static readonly NDArray<int> Matrix = [[1, 2, 3], [4, 5, 6]];

    private static string Message(Func<NDArray<int>> index) => Assert.Throws<IndexOutOfRangeException>(index).Message;

    [Fact]
    public void An_index_out_of_range_names_index_axis_and_shape()
    {
        Assert.Equal("Index 5 is out of range for axis 0 of shape (3,).", Message(() => Vector[5]));
        Assert.Equal("Index 3 is out of range for axis 1 of shape (2, 3).", Message(() => Matrix[1, 3]));
        Assert.Equal("Index 2 is out of range for axis 0 of shape (2, 3).", Message(() => Matrix[2]));
        Assert.Equal("Index ^4 is out of range for axis 0 of shape (3,).", Message(() => Vector[^4]));
        Assert.Equal("Index ^0 is out of range for axis 0 of shape (3,).", Message(() => Vector[^0]));
    }

    [Fact]
    public void A_negative_index_says_how_to_count_from_the_end()
    {
        Assert.Equal("Index -1 is out of range for axis 0 of shape (3,). Count from the end with ^1, ^2, ...", Message(() => Vector[-1]));
        Assert.Equal("Index -1 is out of range for axis 1 of shape (2, 3). Count from the end with ^1, ^2, ...", Message(() => Matrix[0, -1]));
    }

    [Fact]
    public void A_range_out_of_range_throws_as_in_CSharp()
    {
        Assert.Equal("Range 1..7 is out of range for axis 0 of shape (3,).", Message(() => Vector[1..7]));
        Assert.Equal("Range 2..1 is out of range for axis 0 of shape (3,).", Message(() => Vector[2..1]));
        Assert.Equal("Range (0..9).By(2) is out of range for axis 1 of shape (2, 3).", Message(() => Matrix[.., (0..9).By(2)]));
    }

    [Fact]
    public void More_indices_than_axes_are_counted()
    {
        Assert.Equal("2 indices for an array of rank 1, shape (3,).", Message(() => Vector[0, 0]));
        Assert.Equal("1 index for an array of rank 0, shape ().", Message(() => Vector[0][0]));
        Assert.Equal("1 index for an array of rank 0, shape ().", Message(() => Vector[0][..]));
    }

    [Fact]
    public void Two_ellipses_are_refused() => Assert.Throws<ArgumentException>(() => Matrix[Ellipsis, Ellipsis]);

    [Fact]
    public void A_step_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => (..).By(0));

    [Fact]
    public void At_names_the_index_too() =>
        Assert.Equal("Index 5 is out of range for axis 0 of shape (3,).", Message(() => Vector.At[5].Set(1)));

    [Fact]
    public void A_value_that_does_not_fit_a_region_names_all_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Matrix.At[.., 1..].Set([1, 2, 3]));
        Assert.Equal("At[...].Set: a value of shape (3,) does not broadcast to the region of shape (2, 2) of an array of shape (2, 3).", error.Message);
    }
}
