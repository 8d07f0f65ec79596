using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

public class ShapeGuardTests
{
    [Theory]
    [InlineData(new int[0], new int[0], new int[0])]
    [InlineData(new[] { 3 }, new int[0], new[] { 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    [InlineData(new[] { 4, 1, 5 }, new[] { 3, 1 }, new[] { 4, 3, 5 })]
    public void Shapes_broadcast_from_the_last_axis(int[] left, int[] right, int[] expected)
    {
        Assert.Equal(new Shape(expected), ShapeGuard.Broadcast(new Shape(left), new Shape(right), "x + y", ""));
        Assert.Equal(new Shape(expected), ShapeGuard.Broadcast(new Shape(right), new Shape(left), "x + y", ""));
    }

    [Fact]
    public void An_error_names_expression_shapes_axis_and_line()
    {
        var error = Assert.Throws<ShapeException>(() => ShapeGuard.Broadcast([2, 3], [4], "x + y", "Model.cs:12"));
        Assert.Equal("x + y: shapes (2, 3) and (4,) do not broadcast (axis 1: 3 and 4). (Model.cs:12)", error.Message);
        error = Assert.Throws<ShapeException>(() => ShapeGuard.Broadcast([5, 1, 3], [2, 7, 3], "Add", ""));
        Assert.Equal("Add: shapes (5, 1, 3) and (2, 7, 3) do not broadcast (axis 0: 5 and 2).", error.Message);
    }
}
