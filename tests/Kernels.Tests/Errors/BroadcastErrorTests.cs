namespace Kernels.Tests.Errors;

public class BroadcastErrorTests
{
    [Fact]
    public void Operands_that_do_not_broadcast_name_both_shapes()
    {
        NDArray<float> x = NDArray.Zeros<float>(2, 3), y = NDArray.Zeros<float>(4);
        var message = Assert.Throws<ShapeException>(() => x + y).Message;
        Assert.Contains("(2, 3) and (4,) do not broadcast", message, StringComparison.Ordinal);
        Assert.Contains("axis 1: 3 and 4", message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => NDArray.Where(x > 0, y, x));
    }
}
