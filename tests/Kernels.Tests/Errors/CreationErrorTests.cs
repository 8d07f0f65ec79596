namespace Kernels.Tests.Errors;

public class CreationErrorTests
{
    [Fact]
    public void A_ragged_literal_names_the_position_and_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => { NDArray<int> a = [[1, 2], [3]]; });
        Assert.Equal("The elements of a collection expression must have one shape: [1] has shape (1,), [0] has shape (2,).", error.Message);
    }

    [Fact]
    public void A_ragged_jagged_array_does_too() =>
        Assert.Contains("[1] has shape (1,)", Assert.Throws<ShapeException>(() => NDArray.Create([[1, 2], [3]])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_element_type_that_is_not_supported_is_named()
    {
        var error = Assert.Throws<NotSupportedException>(() => NDArray.Zeros<decimal>(2));
        Assert.Equal("NDArray<System.Decimal> is not supported: the element type is float, double, int, long, byte, bool, Complex or Complex64.", error.Message);
        Assert.Throws<NotSupportedException>(() => { NDArray<string> s = ["a"]; });
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_shape_with_too_many_elements_is_refused_before_memory_is_taken(int rows, int columns)
    {
        var error = Assert.Throws<ShapeException>(() => NDArray.Zeros<byte>(rows, columns));
        Assert.Contains($"Zeros: an array of shape ({rows}, {columns}) has too many elements", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => NDArray.BroadcastTo<byte>(1, rows, columns));
    }

    [Fact]
    public void Extents_are_not_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Zeros<int>(2, -1));

    [Fact]
    public void A_count_that_does_not_fill_the_shape_is_named()
    {
        var error = Assert.Throws<ShapeException>(() => NDArray.FromArray([1, 2, 3], [2, 2]));
        Assert.Equal("FromArray: 3 elements do not fill an array of shape (2, 2).", error.Message);
        Assert.Throws<ShapeException>(() => NDArray.Wrap([1, 2, 3], [2, 2]));
    }

    [Fact]
    public void A_range_that_never_ends_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(0, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(0, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(0.0, 1.0, 1e-300));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Arange(long.MinValue, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Linspace(0, 1, -1));
    }
}
