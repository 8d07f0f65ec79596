using Kernels.EndToEnd.Tests.InPlace;

namespace Kernels.EndToEnd.Tests.Pieces;

/// <summary>Loops that read a concatenation where its pieces lie: bit for bit what the body gives.</summary>
public partial class OperandTests
{
    [Jit] public static NDArray<T> Rows<T>(NDArray<T> a, NDArray<T> b, NDArray<T> y) where T : System.Numerics.INumber<T> => Concatenate([a, b]) * y + y;

    [Jit] public static NDArray<T> Columns<T>(NDArray<T> a, NDArray<T> b, NDArray<T> y) where T : System.Numerics.INumber<T> => Concatenate([a, b], axis: -1) - y;

    [Jit] public static NDArray<bool> Less<T>(NDArray<T> a, NDArray<T> b) where T : System.Numerics.INumber<T> => Concatenate([a, b, a], axis: 1) < Concatenate([b, b, a], axis: 1);

    [Jit] public static NDArray<double> Stacked(NDArray<double> a, NDArray<double> b) => Stack([a, b, a]) * 2.0 + Stack([b, a, b]);

    [Jit] public static NDArray<double> StackedLast(NDArray<double> a, NDArray<double> b) => Exp(Stack([a, b], axis: -1));

    [Jit]
    public static NDArray<float> Differences(NDArray<float> a, NDArray<float> b)
    {
        var c = Concatenate([a, b]);
        return c[1..] - c[..^1];
    }

    [Jit] public static NDArray<float> Reshaped(NDArray<float> a, NDArray<float> b) => Concatenate([a, b]).Reshape(2, -1) * 2f;

    [Jit]
    public static (NDArray<float> First, NDArray<float> Second) Twice(NDArray<float> a, NDArray<float> b)
    {
        var c = Concatenate([a * 2f, b]);
        var first = c + 1f;
        var n = Sum(first);
        return (first, c * n);
    }

    [Jit]
    public static NDArray<float> Updated(NDArray<float> a, NDArray<float> b)
    {
        var x = a * 2f;
        var c = Concatenate([x[1..], b]);
        x = x.At[..].Set(c + 1f);
        return x;
    }

    [Jit]
    public static NDArray<float> UpdatedBetween(NDArray<float> a, NDArray<float> b)
    {
        var x = a * 2f;
        var c = Concatenate([x, b]);
        x = x.At[0].Set(7f);
        return c + x[0] + Sum(x);
    }

    [Jit]
    public static NDArray<float> Checked(NDArray<float> a, NDArray<float> b)
    {
        var c = Concatenate([a, b]);
        CheckNaN(a);
        var d = c * 3f;
        CheckNaN(d);
        return d + c;
    }

    [Jit]
    public static NDArray<float> InLoop(NDArray<float> x, NDArray<float> ends, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var c = Concatenate([ends, x, ends]);
            x = 0.25f * (c[..^2] + c[2..]) + 0.5f * x;
        }

        return x;
    }

    [Jit]
    public static NDArray<float> InBranch(NDArray<float> a, NDArray<float> b, bool flag)
    {
        var c = Concatenate([a, b]);
        if (flag) return c * 2f;
        return Concatenate([b, a]) * 3f;
    }

    [Jit] public static NDArray<float> Given([Donate] NDArray<float> a, NDArray<float> b) => Concatenate([a[..10], b[10..]]) + a;

    [Jit] public static NDArray<float> GivenWhole([Donate] NDArray<float> a, NDArray<float> b) => Concatenate([a[..^1], b]) * a;

    [Jit] public static NDArray<float> GivenShifted([Donate] NDArray<float> a) => Concatenate([a[5..], a[..5]]) * a;

    [Vmap] public static NDArray<float> Example(NDArray<float> a, NDArray<float> b) => Concatenate([a, b], axis: -1) * 2f + 1f;

    private static IEnumerable<(NDArray<T> A, NDArray<T> B)> Pairs<T>() where T : unmanaged
    {
        NDArray<T> Of(int seed, params int[] shape) => Arrays.Vector<T>(shape.Aggregate(1, (a, b) => a * b), seed).Reshape(shape);
        foreach (var (rows, columns) in ((int, int)[])[(3, 5), (40, 70), (70, 131), (2, 3000), (1, 4096), (3000, 2)])
        {
            yield return (Of(1, rows, columns), Of(2, rows, columns));
            yield return (Of(1, columns, rows).T, Of(2, rows, columns));
            yield return (Of(1, rows, columns * 2)[.., (..).By(2)], Of(2, rows, columns)[.., (..).By(-1)]);
            yield return (BroadcastTo(Of(1, columns), rows, columns), BroadcastTo(Of(2, rows, 1), rows, columns));
            var one = Of(3, rows, columns);
            yield return (one, one);
            yield return (one, Flip(one));
        }
    }

    private static void Both<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        Func<NDArray<T>, NDArray<T>, NDArray<T>, NDArray<T>> rows = Rows, columns = Columns;
        Func<NDArray<T>, NDArray<T>, NDArray<bool>> less = Less;
        foreach (var (a, b) in Pairs<T>())
        {
            foreach (var y in (NDArray<T>[])[a[..1], a[.., ..1][..1], Concatenate([b, a])]) Check.Bits(rows(a, b, y), RowsJit(a, b, y), $"{a.Shape} {y.Shape}");
            foreach (var y in (NDArray<T>[])[a[.., ..1], a[..1, ..1], Concatenate([b, a], axis: 1)]) Check.Bits(columns(a, b, y), ColumnsJit(a, b, y), $"{a.Shape} {y.Shape}");
            Check.Bits(less(a, b), LessJit(a, b), $"{a.Shape}");
            Check.Bits(rows(a[..0], b, b), RowsJit(a[..0], b, b), "an empty piece");
            Check.Bits(rows(a[..0], b[..0], b[..0]), RowsJit(a[..0], b[..0], b[..0]), "empty pieces");
            Check.Bits(columns(a[.., ..1], b, a[.., ..1]), ColumnsJit(a[.., ..1], b, a[.., ..1]), "one column");
        }
    }

    [Fact]
    public void Of_every_dtype_along_every_axis()
    {
        Both<float>();
        Both<double>();
        Both<int>();
        Both<long>();
        Both<byte>();
    }

    [Fact]
    public void A_stack_is_pieces_too()
    {
        Func<NDArray<double>, NDArray<double>, NDArray<double>> stacked = Stacked, last = StackedLast;
        foreach (var (a, b) in Pairs<double>())
        {
            Check.Bits(stacked(a, b), StackedJit(a, b), $"{a.Shape}");
            Check.Bits(last(a, b), StackedLastJit(a, b), $"{a.Shape}");
        }
    }

    [Fact]
    public void Parts_are_in_pieces_and_other_views_are_not()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> differences = Differences, reshaped = Reshaped;
        foreach (var (a, b) in Pairs<float>())
        {
            Check.Bits(differences(a, b), DifferencesJit(a, b), $"{a.Shape}");
            Check.Bits(reshaped(a, b), ReshapedJit(a, b), $"{a.Shape}");
        }
    }

    [Fact]
    public void Several_loops_read_it()
    {
        Func<NDArray<float>, NDArray<float>, (NDArray<float> First, NDArray<float> Second)> twice = Twice;
        foreach (var (a, b) in Pairs<float>())
        {
            var (expected, actual) = (twice(a, b), TwiceJit(a, b));
            Check.Bits(expected.First, actual.First);
            Check.Close(expected.Second.Reshape(-1)[..0], actual.Second.Reshape(-1)[..0]);
        }
    }

    [Fact]
    public void What_is_written_in_place_is_read_before()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> updated = Updated, between = UpdatedBetween, given = Given, whole = GivenWhole;
        Func<NDArray<float>, NDArray<float>> shifted = GivenShifted;
        foreach (var n in new[] { 20, 5000, 30000 })
        {
            NDArray<float> a = Arrays.Moderate<float>(1, n), b = Arrays.Moderate<float>(2, n);
            Check.Bits(updated(a, b[..1]), UpdatedJit(a, b[..1]), $"{n}");
            Check.Close(between(a, b), UpdatedBetweenJit(a, b), $"{n}");
            Check.Bits(given(a, b), GivenJit(InPlaceCopy(a), b), $"{n}");
            Check.Bits(whole(a, b[..1]), GivenWholeJit(InPlaceCopy(a), b[..1]), $"{n}");
            Check.Bits(shifted(a), GivenShiftedJit(InPlaceCopy(a)), $"{n}");
        }
    }

    private static NDArray<float> InPlaceCopy(NDArray<float> x) => x * 1f;

    [Fact]
    public void Control_flow_and_checks_between()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> check = Checked;
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> loop = InLoop;
        Func<NDArray<float>, NDArray<float>, bool, NDArray<float>> branch = InBranch;
        foreach (var n in new[] { 20, 5000, 30000 })
        {
            NDArray<float> a = Arrays.Moderate<float>(1, n), b = Arrays.Moderate<float>(2, n);
            Check.Bits(check(a, b), CheckedJit(a, b), $"{n}");
            Check.Bits(loop(a, b[..1], 5), InLoopJit(a, b[..1], 5), $"{n}");
            Check.Bits(branch(a, b, true), InBranchJit(a, b, true), $"{n}");
            Check.Bits(branch(a, b, false), InBranchJit(a, b, false), $"{n}");
        }
    }

    [Fact]
    public void Mapped_over_a_batch()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> example = Example;
        NDArray<float> a = Arrays.Moderate<float>(1, 7, 30, 40), b = Arrays.Moderate<float>(2, 7, 30, 50);
        var batch = ExampleBatch(a, b);
        for (var i = 0; i < 7; i++) Check.Bits(example(a[i], b[i]), batch[i]);
    }

    [Fact]
    public void Errors_are_those_of_the_body()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>, NDArray<float>> rows = Rows;
        NDArray<float> a = Arrays.Moderate<float>(1, 3, 4), b = Arrays.Moderate<float>(2, 3, 5);
        Assert.Equal(Assert.Throws<ShapeException>(() => rows(a, b, a)).Message, Assert.Throws<ShapeException>(() => RowsJit(a, b, a)).Message);
        var e = Assert.Throws<ShapeException>(() => RowsJit(a, a, b));
        Assert.Contains("(6, 4)", e.Message, StringComparison.Ordinal);
        Assert.Contains("OperandTests.cs", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_array_of_it_exists()
    {
        NDArray<float> a = Arrays.Moderate<float>(1, 300, 200), b = Arrays.Moderate<float>(2, 300, 200), c = Concatenate([b, a]);
        Assert.Equal(1, Counting.Buffers(() => RowsJit(a, b, c)));
        Assert.Equal(1, Counting.Buffers(() => DifferencesJit(a, b)));
        Assert.EndsWith("1 loop, 0 row nests, 0 reductions, 0 temporaries", Kernel.Explain(Differences).TrimEnd(), StringComparison.Ordinal);
    }
}
