namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Loops that multiply a row or a column of a matrix a turn.</summary>
public partial class TurnProductTests
{
    [Jit]
    public static NDArray<double> Covariance(NDArray<double> data)
    {
        var m = data.Shape[1];
        data = data - Mean(data, axis: 0);
        var result = Zeros<double>(m, m);
        for (var i = 0; i < m; i++)
        {
            var row = MatMul(data[.., i], data[.., i..]) / (data.Shape[0] - 1.0);
            result = result.At[i.., i].Set(row);
            result = result.At[i, i..].Set(row);
        }

        return result;
    }

    [Jit]
    public static NDArray<float> Rows(NDArray<float> a, NDArray<float> b, int end)
    {
        var result = Zeros<float>(end, b.Shape[1]);
        for (var i = 0; i < end; i++) result = result.At[i].Set(MatMul(a[i], b) * 2f);
        return result;
    }

    [Jit]
    public static NDArray<int> Columns(NDArray<int> a, NDArray<int> b)
    {
        var sum = Zeros<int>(b.Shape[1]);
        for (var i = 0; i < a.Shape[1]; i++) sum = sum + MatMul(a[.., i], b) * i;
        return sum;
    }

    /// <summary>The matrix changes from turn to turn: no two turns can be computed at once.</summary>
    [Jit]
    public static NDArray<float> Changing(NDArray<float> a, NDArray<float> b)
    {
        for (var i = 0; i < a.Shape[0]; i++) b = b.At[i].Set(MatMul(a[i], b));
        return b;
    }

    [Fact]
    public void Covariances_of_columns()
    {
        Func<NDArray<double>, NDArray<double>> covariance = Covariance;
        foreach (var (n, m) in new[] { (2, 1), (5, 7), (60, 70), (90, 131), (300, 65) })
            Check.Close(covariance(Arrays.Moderate<double>(n, n, m)), CovarianceJit(Arrays.Moderate<double>(n, n, m)));
    }

    [Fact]
    public void Rows_and_columns_of_every_layout()
    {
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> rows = Rows;
        Func<NDArray<int>, NDArray<int>, NDArray<int>> columns = Columns;
        foreach (var count in new[] { 1, 7, 8, 9, 70 })
        {
            NDArray<float> a = Arrays.Moderate<float>(1, 70, 64), b = Arrays.Moderate<float>(2, 64, 80);
            Check.Close(rows(a, b, count), RowsJit(a, b, count));
            var turned = Arrays.Moderate<float>(3, 80, 64).T;
            Check.Close(rows(a[(..).By(-1)], turned, count), RowsJit(a[(..).By(-1)], turned, count));
            NDArray<int> x = Arrays.Moderate<int>(4, 64, count) * 3, y = Arrays.Moderate<int>(5, 64, 80) * 5;
            Check.Bits(columns(x, y), ColumnsJit(x, y));
        }
    }

    [Fact]
    public void Other_ranks_and_changing_matrices_are_multiplied_turn_by_turn()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> changing = Changing;
        NDArray<float> a = Arrays.Moderate<float>(1, 64, 64) / 16f, b = Arrays.Moderate<float>(2, 64, 80);
        Check.Close(changing(a, b), ChangingJit(a, b));
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> rows = Rows;
        NDArray<float> stack = Arrays.Moderate<float>(3, 5, 8, 64), wide = Arrays.Moderate<float>(4, 64, 8);
        Assert.Throws<ShapeException>(() => rows(stack, wide, 5));
        Assert.Throws<ShapeException>(() => RowsJit(stack, wide, 5));
    }

    [Fact]
    public void What_does_not_fit_is_an_error()
    {
        Assert.Throws<ShapeException>(() => RowsJit(Zeros<float>(70, 63), Zeros<float>(64, 80), 9));
        Assert.Throws<IndexOutOfRangeException>(() => RowsJit(Zeros<float>(70, 64), Zeros<float>(64, 80), 71));
    }
}
