namespace Kernels.EndToEnd.Tests.Shapes;

public partial class ViewTests
{
    [Jit] public static NDArray<float> Differences(NDArray<float> x) => x[1..] - x[..^1];

    [Jit]
    public static NDArray<float> Laplace(NDArray<float> u) =>
        u[1..^1, 2..] + u[1..^1, ..^2] + u[2.., 1..^1] + u[..^2, 1..^1] - 4f * u[1..^1, 1..^1];

    [Jit] public static NDArray<float> At(NDArray<float> x, int i, int n) => x[i] * x[^1] + x[i..n].Sum() + x[^2..][0];

    [Jit] public static NDArray<float> Column(NDArray<float> m, int j) => m[.., j] * 2f + m[j, ..] - m[.., ^1];

    [Jit] public static NDArray<float> Even(NDArray<float> x) => x[(..).By(2)] + Flip(x)[(..).By(2)] * x[(..).By(-1)][(..).By(2)];

    [Jit] public static NDArray<float> NewAxes(NDArray<float> x) => x[.., NewAxis] * x[NewAxis, ..] + x[NewAxis][0];

    [Jit] public static NDArray<float> Dots(NDArray<float> x) => x[Ellipsis, 0] + x[.., .., 1];

    [Jit] public static NDArray<float> Symmetric(NDArray<float> m) => (m + m.T) / 2f - Transpose(m, 1, 0) + m.Transpose();

    [Jit] public static NDArray<float> Reshaped(NDArray<float> x, int rows) => x.Reshape(rows, -1) + Reshape(x, [rows, x.Shape[0] / rows]) + Ravel(x)[0];

    [Jit] public static NDArray<float> Axes(NDArray<float> x) => SwapAxes(x, 0, 1).MoveAxis() + MoveAxis(ExpandDims(x, 0), 0, -1).Squeeze();

    [Jit] public static NDArray<float> Joined(NDArray<float> x, NDArray<float> y) => Concatenate([x * 2f, y, x + y]) - Stack([x, y, x], axis: 0).Ravel();

    [Jit] public static NDArray<float> Spread(NDArray<float> x) => BroadcastTo(x, 3, 4) * 2f + Ones<float>(3, 1);

    [Jit]
    public static NDArray<float> Updated(NDArray<float> x, int i)
    {
        x = x.At[0].Set(4f);
        x = x.At[i].Add(x[0]);
        x = x.At[1..3].Multiply(2f).At[^1].Set(x[1] * 3f);
        return x.At[..2].Max(0f).At[^2..].Min(9f) + 1f;
    }

    [Jit] public static NDArray<float> UpdatedRows(NDArray<float> m, NDArray<float> row) => m.At[1].Set(row * 2f).At[.., 0].Add(row[..m.Shape[0]]);

    [Jit] public static NDArray<float> Extents(NDArray<float> m) => m * m.Shape[0] + m.Shape[^1] - m.Rank * m.Size + m.Shape.Rank;

    [Jit]
    public static NDArray<int> Created(NDArray<int> x, int n) =>
        Arange(n) + x + Zeros<int>(n) + Full([n], 3) * Ones<int>(n) - ZerosLike(x) + Eye<int>(n)[0] + FullLike(x, 2) * OnesLike(x);

    [Jit] public static NDArray<double> Line(NDArray<double> x) => Linspace(0.0, 1.0, 5) * x;

    [Fact]
    public void Slices_of_vectors()
    {
        Func<NDArray<float>, NDArray<float>> differences = Differences, even = Even, axes = NewAxes;
        foreach (var n in new[] { 2, 8, 9, 17, 100, 4097 })
        {
            var x = Arrays.Vector<float>(n, 1);
            Check.Bits(differences(x), DifferencesJit(x));
            Check.Bits(even(x), EvenJit(x));
            if (n < 200) Check.Bits(axes(x), NewAxesJit(x));
        }
    }

    [Fact]
    public void Slices_of_matrices()
    {
        var m = Arrays.Moderate<float>(1, 12, 12);
        Func<NDArray<float>, NDArray<float>> laplace = Laplace, symmetric = Symmetric;
        foreach (var x in new[] { m, m.T, m[..5], m[(..).By(-1)] }) Check.Bits(laplace(x), LaplaceJit(x));
        Check.Bits(symmetric(m), SymmetricJit(m));
        Func<NDArray<float>, int, NDArray<float>> column = Column;
        Check.Bits(column(m, 3), ColumnJit(m, 3));
    }

    [Fact]
    public void Indices_of_the_run_time()
    {
        var x = Arrays.Moderate<float>(1, 12);
        Func<NDArray<float>, int, int, NDArray<float>> at = At;
        Check.Close(at(x, 2, 7), AtJit(x, 2, 7));
        var error = Assert.ThrowsAny<Exception>(() => AtJit(x, 12, 12));
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ellipses()
    {
        var x = Arrays.Moderate<float>(1, 5, 5, 5);
        Func<NDArray<float>, NDArray<float>> dots = Dots;
        Check.Bits(dots(x), DotsJit(x));
    }

    [Fact]
    public void Reshapes()
    {
        var x = Arrays.Moderate<float>(1, 12);
        Func<NDArray<float>, int, NDArray<float>> reshaped = Reshaped;
        Check.Bits(reshaped(x, 3), ReshapedJit(x, 3));
    }

    [Fact]
    public void Axes_move()
    {
        var x = Arrays.Moderate<float>(1, 4, 4);
        Func<NDArray<float>, NDArray<float>> axes = Axes;
        Check.Bits(axes(x), AxesJit(x));
    }

    [Fact]
    public void Arrays_join()
    {
        NDArray<float> x = [1, 2, 3], y = [4, 5, 6];
        Func<NDArray<float>, NDArray<float>, NDArray<float>> joined = Joined;
        Check.Bits(joined(x, y), JoinedJit(x, y));
    }

    [Fact]
    public void Arrays_spread()
    {
        NDArray<float> x = [1, 2, 3, 4];
        Func<NDArray<float>, NDArray<float>> spread = Spread;
        Check.Bits(spread(x), SpreadJit(x));
    }

    [Fact]
    public void Updates_leave_the_argument_as_it_is()
    {
        NDArray<float> x = [1, 2, 3, 4, 5, 6];
        Func<NDArray<float>, int, NDArray<float>> updated = Updated;
        Check.Bits(updated(x, 2), UpdatedJit(x, 2));
        Check.Bits([1, 2, 3, 4, 5, 6], x);
        var m = Arrays.Moderate<float>(1, 3, 5);
        Func<NDArray<float>, NDArray<float>, NDArray<float>> rows = UpdatedRows;
        Check.Bits(rows(m, m[0]), UpdatedRowsJit(m, m[0]));
    }

    [Fact]
    public void Extents_are_numbers()
    {
        var m = Arrays.Moderate<float>(1, 3, 5);
        Func<NDArray<float>, NDArray<float>> extents = Extents;
        Check.Bits(extents(m), ExtentsJit(m));
    }

    [Fact]
    public void Arrays_are_created()
    {
        Func<NDArray<int>, int, NDArray<int>> created = Created;
        Check.Bits(created(Arrays.Vector<int>(6, 1), 6), CreatedJit(Arrays.Vector<int>(6, 1), 6));
        Func<NDArray<double>, NDArray<double>> line = Line;
        Check.Bits(line(Arrays.Vector<double>(5, 1)), LineJit(Arrays.Vector<double>(5, 1)));
    }
}

internal static class ViewHelpers
{
    public static NDArray<float> MoveAxis(this NDArray<float> x) => NDArray.MoveAxis(x, 0, 1);

    public static NDArray<float> Squeeze(this NDArray<float> x) => NDArray.Squeeze(x);
}
