namespace Kernels.EndToEnd.Tests.Shapes;

/// <summary>Loops that take a matrix product's rows as they are done: bit for bit what the body gives, whatever the operands and the threads.</summary>
[Collection(nameof(Reductions.FoldThreadTests))]
public partial class EpilogueTests
{
    [Jit]
    public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w, NDArray<float> b)
    {
        var h = MatMul(x, w) + b;
        return 0.5f * h * (1f + Tanh(0.79788456f * (h + 0.044715f * h * h * h)));
    }

    [Jit]
    public static (NDArray<double> Sum, NDArray<double> Square) Two(NDArray<double> x, NDArray<double> w, NDArray<double> b)
    {
        var h = MatMul(x, w);
        return (h + b, h * h - b);
    }

    [Jit] public static NDArray<float> Residual(NDArray<float> x, NDArray<float> w, NDArray<float> v) => MatMul(x, w) + MatMul(x, v) * x;

    [Jit] public static NDArray<bool> Mask(NDArray<float> x, NDArray<float> w, float limit) => MatMul(x, w) > limit;

    [Jit]
    public static NDArray<float> Written(NDArray<float> x, NDArray<float> w)
    {
        var a = x * 2f;
        var h = MatMul(a, w);
        a = a.At[0].Set(7f);
        return h + a;
    }

    [Jit] public static NDArray<float> Inside(NDArray<float> x, NDArray<float> w) => (x + 1f).At[1..].Set(MatMul(x[1..], w) * 3f);

    [Jit] public static NDArray<float> Gram(NDArray<float> x, float by) => MatMul(x.T, x) * by;

    private static NDArray<float> M(int seed, params int[] shape) => Arrays.Moderate<float>(seed, shape);

    // Above and below the sizes from which rows are taken as they are done, with ragged edges, at several depths.
    public static TheoryData<int, int, int> Sizes => new() { { 2, 64, 700 }, { 61, 65, 9 }, { 130, 200, 270 }, { 400, 96, 300 }, { 3, 2100, 40 }, { 7, 5, 6 }, { 1, 300, 50 }, { 70, 70, 0 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_bias_and_an_activation(int m, int n, int k)
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> body = Dense;
        NDArray<float> x = M(1, m, k), w = M(2, k, n), transposed = M(2, n, k).T;
        foreach (var b in new[] { M(3, n), M(3, 1), M(3, m, 1), M(3, m, n), M(3, n, m).T, M(3, 2, 1, n), M(3, 2 * n)[(..).By(2)] })
        {
            Check.Bits(body(x, w, b), DenseJit(x, w, b));
            Check.Bits(body(x, transposed, b), DenseJit(x, transposed, b));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Several_results(int m, int n, int k)
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>, (NDArray<double> Sum, NDArray<double> Square)> body = Two;
        NDArray<double> x = Arrays.Moderate<double>(1, m, k), w = Arrays.Moderate<double>(2, k, n), b = Arrays.Moderate<double>(3, n);
        var (expected, actual) = (body(x, w, b), TwoJit(x, w, b));
        Check.Bits(expected.Sum, actual.Sum);
        Check.Bits(expected.Square, actual.Square);
    }

    [Fact]
    public void No_array_of_the_product_exists()
    {
        NDArray<float> x = M(1, 130, 270), w = M(2, 270, 200), b = M(3, 200);
        var before = CompilerServices.KernelCounters.BuffersRented;
        DenseJit(x, w, b);
        Assert.Equal(1, CompilerServices.KernelCounters.BuffersRented - before);
    }

    // A matrix times its transpose: beside the result, an array of the product where half of that is computed.
    [Theory]
    [InlineData(300, 200, 2)]
    [InlineData(300, 120, 1)]
    [InlineData(40, 200, 1)]
    public void A_symmetric_product(int k, int n, int buffers)
    {
        Func<NDArray<float>, float, NDArray<float>> body = Gram;
        var x = M(1, k, n);
        var before = CompilerServices.KernelCounters.BuffersRented;
        var actual = GramJit(x, 0.3f);
        Assert.Equal(buffers, CompilerServices.KernelCounters.BuffersRented - before);
        Check.Bits(body(x, 0.3f), actual);
    }

    [Fact]
    public void Two_products_in_one_loop_and_results_of_another_dtype()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> residual = Residual;
        Check.Bits(residual(M(1, 150, 150), M(2, 150, 150), M(3, 150, 150)), ResidualJit(M(1, 150, 150), M(2, 150, 150), M(3, 150, 150)));
        Func<NDArray<float>, NDArray<float>, float, NDArray<bool>> mask = Mask;
        Check.Bits(mask(M(1, 90, 80), M(2, 80, 77), 0.5f), MaskJit(M(1, 90, 80), M(2, 80, 77), 0.5f));
    }

    [Fact]
    public void What_is_written_in_place_meanwhile_is_read_before()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> written = Written, inside = Inside;
        Check.Bits(written(M(1, 80, 80), M(2, 80, 80)), WrittenJit(M(1, 80, 80), M(2, 80, 80)));
        Check.Bits(inside(M(1, 80, 80), M(2, 80, 80)), InsideJit(M(1, 80, 80), M(2, 80, 80)));
    }

    [Fact]
    public void Threads_have_no_say()
    {
        NDArray<float> x = M(1, 500, 300), w = M(2, 300, 333), b = M(3, 333);
        var before = Kernel.MaxThreads;
        try
        {
            Kernel.MaxThreads = 1;
            var one = DenseJit(x, w, b);
            foreach (var threads in new[] { 2, 3 })
            {
                Kernel.MaxThreads = threads;
                Check.Bits(one, DenseJit(x, w, b));
            }
        }
        finally
        {
            Kernel.MaxThreads = before;
        }
    }

    [Fact]
    public void Empty_products_give_the_loop_of_zeros()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> body = Dense;
        Check.Bits(body(M(1, 0, 4), M(2, 4, 70), M(3, 70)), DenseJit(M(1, 0, 4), M(2, 4, 70), M(3, 70)));
        Check.Bits(body(M(1, 4, 0), M(2, 0, 70), M(3, 70)), DenseJit(M(1, 4, 0), M(2, 0, 70), M(3, 70)));
    }
}
