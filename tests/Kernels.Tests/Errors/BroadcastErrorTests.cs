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

    [Fact]
    public void A_matrix_product_that_does_not_fit_names_both_shapes_and_what_is_amiss()
    {
        var message = Assert.Throws<ShapeException>(() => NDArray.MatMul(NDArray.Zeros<float>(3, 4), NDArray.Zeros<float>(5, 6))).Message;
        Assert.Contains("MatMul", message, StringComparison.Ordinal);
        Assert.Contains("shapes (3, 4) and (5, 6) do not fit: 4 columns against 5 rows", message, StringComparison.Ordinal);
    }
}
