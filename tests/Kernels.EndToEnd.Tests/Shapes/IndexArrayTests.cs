namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Indexing by arrays within kernels.</summary>
public partial class IndexArrayTests
{
    [Jit]
    public static NDArray<double> SparseProduct(NDArray<int> rows, NDArray<int> columns, NDArray<double> values, NDArray<double> x)
    {
        var y = Zeros<double>(rows.Shape[0] - 1);
        for (var i = 0; i < rows.Shape[0] - 1; i++)
        {
            var (first, end) = ((int)rows[i], (int)rows[i + 1]);
            y = y.At[i].Set(Sum(values[first..end] * x[columns[first..end]]));
        }

        return y;
    }

    [Jit]
    public static NDArray<float> Picked(NDArray<float> x, NDArray<int> i, NDArray<long> j) => x[i] * 2f + Take(x, j, axis: 0) - Take(x, i);

    [Jit]
    public static NDArray<float> Positive(NDArray<float> x) => Sqrt(x[x > 0f]);

    [Jit]
    public static NDArray<int> Counts(NDArray<int> x, int n, int turns)
    {
        var counts = Zeros<int>(n);
        for (var t = 0; t < turns; t++)
        {
            counts = counts.At[x].Add(1);
            counts = counts.At[counts > 3].Set(0);
        }

        return counts;
    }

    [Jit]
    public static NDArray<float> FromItself(NDArray<float> x, NDArray<int> i)
    {
        x = x + 0f;
        return x.At[i].Set(x[..i.Shape[0]]);
    }

    [Vmap(InAxes = [0, -1])]
    public static NDArray<float> PickedOfEach(NDArray<float> x, NDArray<int> i) => x[i] + 1f;

    [Fact]
    public void Kernels_equal_their_bodies()
    {
        Func<NDArray<int>, NDArray<int>, NDArray<double>, NDArray<double>, NDArray<double>> product = SparseProduct;
        NDArray<int> rows = [0, 2, 2, 5], columns = [0, 3, 1, 2, 3];
        NDArray<double> values = [1, 2, 3, 4, 5], x = [0.5, 1.5, 2.5, 3.5];
        Check.Close(product(rows, columns, values, x), SparseProductJit(rows, columns, values, x));
        Func<NDArray<float>, NDArray<int>, NDArray<long>, NDArray<float>> picked = Picked;
        var v = Arrays.Moderate<float>(1, 9);
        Check.Bits(picked(v, [8, 0, 8], [1, 2, 3]), PickedJit(v, [8, 0, 8], [1, 2, 3]));
        Assert.Throws<IndexOutOfRangeException>(() => PickedJit(v, [9], [0]));
        Func<NDArray<float>, NDArray<float>> positive = Positive;
        Check.Bits(positive(v), PositiveJit(v));
        Func<NDArray<int>, int, int, NDArray<int>> counts = Counts;
        Check.Bits(counts([0, 2, 2, 4], 5, 3), CountsJit([0, 2, 2, 4], 5, 3));
        Func<NDArray<float>, NDArray<int>, NDArray<float>> itself = FromItself;
        Check.Bits(itself(v, [1, 2, 3, 4]), FromItselfJit(v, [1, 2, 3, 4]));
    }

    [Fact]
    public void A_batch_is_each_example()
    {
        var x = Arrays.Moderate<float>(1, 3, 5);
        NDArray<int> i = [4, 0];
        var batch = PickedOfEachBatch(x, i);
        for (var k = 0; k < 3; k++) Check.Bits(PickedOfEach(x[k], i), batch[k]);
    }
}
