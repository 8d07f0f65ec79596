namespace Kernels.EndToEnd.Tests.Batch;

/// <summary><c>vmap(f)(stack(xs)) == stack(f(x))</c>.</summary>
public partial class BatchTests
{
    [Vmap] public static NDArray<float> Elementwise(NDArray<float> x) => Exp(x) * 2f - x;

    [Vmap] public static NDArray<float> SumAll(NDArray<float> x) => Sum(x * x);

    [Vmap] public static NDArray<float> SumFirst(NDArray<float> x) => Sum(x, axis: 0);

    [Vmap] public static NDArray<float> SumLast(NDArray<float> x) => Sum(x, axis: -1, keepDims: true) + Max(x, axis: 0, keepDims: true);

    [Vmap] public static NDArray<float> Statistics(NDArray<float> x) => Mean(x) + Var(x, axis: -1).Sum() - Std(x, axis: 0).Max() + Min(x);

    [Vmap] public static NDArray<long> Largest(NDArray<float> x) => ArgMax(x) + ArgMin(x, axis: 0).Sum() * 2L;

    [Vmap]
    public static NDArray<float> Softmax(NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }

    [Vmap(InAxes = [0, -1])] public static NDArray<float> MatVec(NDArray<float> x, NDArray<float> w) => MatMul(w, x);

    [Vmap] public static NDArray<float> Product(NDArray<float> x, NDArray<float> y) => MatMul(x, y);

    [Vmap(Shared = ["x"])] public static NDArray<float> ProductLeft(NDArray<float> x, NDArray<float> y) => MatMul(x, y);

    [Vmap(Shared = ["y"])] public static NDArray<float> ProductRight(NDArray<float> x, NDArray<float> y) => MatMul(x, y);

    [Vmap] public static NDArray<float> Inner(NDArray<float> x, NDArray<float> y) => Dot(x, y);

    [Vmap] public static NDArray<float> Transposed(NDArray<float> x) => x.T * 2f + Transpose(x);

    [Vmap] public static NDArray<float> Permuted(NDArray<float> x) => Transpose(x, 1, 0) + SwapAxes(x, 0, -1) - MoveAxis(x, 0, 1);

    [Vmap] public static NDArray<float> Reshaped(NDArray<float> x) => Reshape(x, [2, -1]) + Ravel(x)[0] + ExpandDims(x, 0).Sum() - Squeeze(x[..1], axis: 0).Sum();

    [Vmap(Shared = ["i"])] public static NDArray<float> Indexed(NDArray<float> x, int i) => x[i] * x[^1] + x[1..].Sum() + x[.., NewAxis].Max();

    [Vmap(Shared = ["i"])] public static NDArray<float> Updated(NDArray<float> x, int i) => x.At[i].Set(4f).At[..2].Add(x[^1]).At[0].Multiply(3f);

    [Vmap] public static NDArray<float> Outer(NDArray<float> x, NDArray<float> y) => x[.., NewAxis] * y;

    [Vmap] public static NDArray<float> Ranks(NDArray<float> x, NDArray<float> y) => x + y;

    [Vmap(InAxes = [0, -1])] public static NDArray<float> SharedOperand(NDArray<float> x, NDArray<float> table) => x * table - table.Sum();

    [Vmap(Shared = ["n", "relu"])]
    public static NDArray<float> Looped(NDArray<float> x, int n, bool relu)
    {
        var y = Zeros<float>(3);
        for (var i = 0; i < n; i++) y = y * 0.5f + x;
        return relu ? Maximum(y, 0f) : y;
    }

    [Vmap(InAxes = [1], OutAxes = [1])] public static NDArray<float> Axis1(NDArray<float> x) => x / Sum(x);

    [Vmap(InAxes = [0], OutAxes = [2])] public static NDArray<float> OutAxis2(NDArray<float> x) => x * 2f;

    [Vmap] public static (NDArray<float> Mean, NDArray<float> Centred) Centre(NDArray<float> x) => (x.Mean(), x - x.Mean());

    [Vmap] public static NDArray<float> Scaled(NDArray<float> x, float scale) => x * scale + 1f;

    [Vmap] public static NDArray<float> Joined(NDArray<float> x, NDArray<float> y) => Concatenate([x, y]) * 2f;

    [Vmap] public static NDArray<float> Stacked(NDArray<float> x, NDArray<float> y) => Stack([x, y], axis: 1);

    [Vmap] public static NDArray<float> Chosen(NDArray<float> x, NDArray<bool> c) => Where(c, x, -x) + Flip(x);

    [Vmap] public static NDArray<float> Constant(NDArray<float> x) => Zeros<float>(2) + 1f;

    [Vmap] public static NDArray<float> Extents(NDArray<float> x) => x * x.Shape[0] + x.Rank - x.Size;

    [Vmap] public static NDArray<float> FlipSecondLast(NDArray<float> x) => Flip(x, axis: -2) * 2f;

    [Vmap] public static NDArray<float> StackLast(NDArray<float> x) => Stack([x, x * 2f], axis: -2);

    [Jit] public static NDArray<float> UsesBatch(NDArray<float> xs) => SoftmaxBatch(xs) * 2f;

    [Jit] public static NDArray<float> UsesScalarVmap(NDArray<float> x, NDArray<float> y) => Sum(Leaky(x, y) * 2f, axis: -1);

    [Vmap] public static float Leaky(float x, float slope) => x > 0 ? x : x * slope;

    private static NDArray<float> Stack1(NDArray<float> xs, Func<NDArray<float>, NDArray<float>> f) => Stack([.. Enumerable.Range(0, xs.Shape[0]).Select(i => f(xs[i]))]);

    private static void Same(Func<NDArray<float>, NDArray<float>> f, Func<NDArray<float>, NDArray<float>> batch, params int[] ranks)
    {
        foreach (var rank in ranks)
        {
            int[] shape = [6, .. new[] { 4, 3, 5 }[..rank]];
            var xs = Arrays.Moderate<float>(rank, shape);
            Check.Close(Stack1(xs, f), batch(xs), $"{xs.Shape}");
            Check.Close(Stack1(xs[1..], f), batch(xs[1..]), "sliced");
            var reversed = xs[(..).By(-2)];
            Check.Close(Stack1(reversed, f), batch(reversed), "reversed");
            Check.Close(Stack1(xs[..1], f), batch(xs[..1]), "one");
        }
    }

    private static void Same2(Func<NDArray<float>, NDArray<float>, NDArray<float>> f, Func<NDArray<float>, NDArray<float>, NDArray<float>> batch, int[] x, int[] y)
    {
        NDArray<float> xs = Arrays.Moderate<float>(1, [6, .. x]), ys = Arrays.Moderate<float>(2, [6, .. y]);
        Check.Close(Stack([.. Enumerable.Range(0, 6).Select(i => f(xs[i], ys[i]))]), batch(xs, ys), $"{xs.Shape} {ys.Shape}");
    }

    [Fact] public void Elementwise_chains() => Same(Elementwise, ElementwiseBatch, 0, 1, 2, 3);

    [Fact]
    public void Reductions()
    {
        Same(SumAll, SumAllBatch, 0, 1, 2, 3);
        Same(SumFirst, SumFirstBatch, 1, 2, 3);
        Same(SumLast, SumLastBatch, 1, 2, 3);
        Same(Statistics, StatisticsBatch, 1, 2, 3);
        Same(x => Largest(x).As<float>(), x => LargestBatch(x).As<float>(), 1, 2, 3);
        Same(Softmax, SoftmaxBatch, 1, 2, 3);
    }

    [Fact]
    public void Products()
    {
        var w = Arrays.Moderate<float>(9, 7, 4);
        Same(x => MatVec(x, w), x => MatVecBatch(x, w), 1, 2);
        Same2(Product, ProductBatch, [3, 4], [4, 5]);
        Same2(Product, ProductBatch, [4], [4, 5]);
        Same2(Product, ProductBatch, [3, 4], [4]);
        Same2(Product, ProductBatch, [4], [4]);
        Same2(Product, ProductBatch, [2, 3, 4], [4, 5]);
        Same2(Inner, InnerBatch, [4], [4]);
        Same2(Inner, InnerBatch, [3, 4], [4, 5]);
        var left = Arrays.Moderate<float>(3, 2, 4);
        Same(y => ProductLeft(left, y), y => ProductLeftBatch(left, y), 1, 2);
        Same(y => ProductLeft(left[0], y), y => ProductLeftBatch(left[0], y), 1, 2);
        var right = Arrays.Moderate<float>(3, 4, 2);
        Same(x => ProductRight(x, right), x => ProductRightBatch(x, right), 1);
        Same(x => ProductRight(x.T, right), x => ProductRightBatch(SwapAxes(x, 1, 2), right), 2);
        Same(x => ProductRight(x, right[.., 0]), x => ProductRightBatch(x, right[.., 0]), 1);
    }

    [Fact]
    public void Shapes()
    {
        Same(Transposed, TransposedBatch, 0, 1, 2, 3);
        Same(x => Permuted(x[..3]), x => PermutedBatch(x[.., ..3]), 2);
        Same(x => Reshaped(x), x => ReshapedBatch(x), 1);
        Same(x => Indexed(x, 2), x => IndexedBatch(x, 2), 1);
        Same(x => Updated(x, 2), x => UpdatedBatch(x, 2), 1, 2);
        Same2(Outer, OuterBatch, [4], [3]);
        Same2(Joined, JoinedBatch, [4], [4]);
        Same2(Stacked, StackedBatch, [4, 2], [4, 2]);
    }

    [Fact]
    public void Examples_of_different_ranks()
    {
        Same2(Ranks, RanksBatch, [4], []);
        Same2(Ranks, RanksBatch, [], [3, 4]);
        Same2(Ranks, RanksBatch, [3, 4], [4]);
        Same2(Ranks, RanksBatch, [4], [3, 1]);
        NDArray<float> table = [[1, 2, 3], [4, 5, 6]];
        Same(x => SharedOperand(x[..3], table), x => SharedOperandBatch(x[.., ..3], table), 1);
        Same(x => SharedOperand(x, table), x => SharedOperandBatch(x, table), 0);
    }

    [Fact]
    public void Control_flow_on_shared_values()
    {
        foreach (var n in new[] { 0, 1, 4 })
        {
            Same(x => Looped(x[..3], n, true), x => LoopedBatch(x[.., ..3], n, true), 1);
            Same(x => Looped(x[..3], n, false), x => LoopedBatch(x[.., ..3], n, false), 1);
        }
    }

    [Fact]
    public void Axes_in_and_out()
    {
        var xs = Arrays.Moderate<float>(1, 4, 6) + 10f;
        Check.Close(Stack1(xs.T, Axis1).T, Axis1Batch(xs));
        var ys = Arrays.Moderate<float>(1, 4, 5, 6);
        Check.Close(MoveAxis(Stack1(ys, OutAxis2), 0, 2), OutAxis2Batch(ys));
    }

    [Fact]
    public void Tuples_scalars_and_constants()
    {
        var xs = Arrays.Moderate<float>(1, 6, 4);
        var (mean, centred) = CentreBatch(xs);
        Check.Close(xs.Mean(axis: 1), mean);
        Check.Close(xs - xs.Mean(axis: 1, keepDims: true), centred);
        Check.Close(xs * Arange(6f).Reshape(6, 1) + 1f, ScaledBatch(xs, Arange(6f)));
        Check.Close(Ones<float>(6, 2), ConstantBatch(xs));
        Same(Extents, ExtentsBatch, 1, 2, 3);
        var c = Arrays.Vector<bool>(24, 1).Reshape(6, 4);
        Check.Close(Where(c, xs, -xs) + Flip(xs, 1), ChosenBatch(xs, c));
    }

    [Fact]
    public void Kernels_call_what_is_generated()
    {
        var xs = Arrays.Moderate<float>(1, 6, 4);
        Check.Close(SoftmaxBatch(xs) * 2f, UsesBatchJit(xs));
        Check.Close(Sum(Where(xs > 0f, xs, xs * 0.1f) * 2f, axis: -1), UsesScalarVmapJit(xs, 0.1f));
    }

    [Fact]
    public void An_axis_from_the_end_never_reaches_the_batch()
    {
        // Examples of rank 0 have no last axis, as their eager bodies say.
        var xs = Arange(4f);
        Assert.Throws<ShapeException>(() => SumLast(xs[0]));
        Assert.Contains("example of rank 0", Assert.Throws<ShapeException>(() => SumLastBatch(xs)).Message, StringComparison.Ordinal);
        Assert.Contains("axis -2", Assert.Throws<ShapeException>(() => FlipSecondLastBatch(Zeros<float>(2, 3))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => StackLastBatch(xs));
        Check.Close(Stack1(Ones<float>(2, 3), StackLast), StackLastBatch(Ones<float>(2, 3)));
        Check.Close(Stack1(Ones<float>(2, 3, 4), FlipSecondLast), FlipSecondLastBatch(Ones<float>(2, 3, 4)));
    }

    [Fact]
    public void Batches_of_different_sizes_are_an_error() =>
        Assert.ThrowsAny<Exception>(() => RanksBatch(Zeros<float>(3, 2), Zeros<float>(4, 2)));
}
