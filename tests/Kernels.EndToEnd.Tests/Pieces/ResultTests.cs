using Kernels.EndToEnd.Tests.InPlace;

namespace Kernels.EndToEnd.Tests.Pieces;

/// <summary>Loops that write straight into a concatenation and the like: bit for bit what the body gives.</summary>
public partial class ResultTests
{
    [Jit] public static NDArray<T> Rows<T>(NDArray<T> a, NDArray<T> b) where T : System.Numerics.INumber<T> => Concatenate([a + a, b * b]);

    [Jit] public static NDArray<T> Columns<T>(NDArray<T> a, NDArray<T> b) where T : System.Numerics.INumber<T> => Concatenate([a + a, a, b * b, b], axis: -1);

    [Jit] public static NDArray<float> Stacked(NDArray<float> a, NDArray<float> b) => Stack([a + b, a - b, a], axis: 1);

    [Jit] public static NDArray<float> Last(NDArray<float> a, NDArray<float> b) => Stack([a + b, a - b], axis: -1);

    [Jit] public static NDArray<float> Padded(NDArray<float> a, NDArray<float> b, float value) => Pad(a * b, 2, value: value);

    [Jit] public static NDArray<float> Mirrored(NDArray<float> a, NDArray<float> b) => Pad(a * b, [(3, 1), (2, 2)], PadMode.Reflect);

    [Jit]
    public static NDArray<float> Same(NDArray<float> a)
    {
        var b = a + 1f;
        return Concatenate([b, b]);
    }

    [Jit]
    public static (NDArray<float> Joined, NDArray<float> Kept) Kept(NDArray<float> a, NDArray<float> b)
    {
        var c = a + 1f;
        return (Concatenate([c, b * 2f]), c);
    }

    [Jit] public static NDArray<float> Twice(NDArray<float> a, NDArray<float> b) => Concatenate([Concatenate([a + 1f, b + 2f]), a * b]);

    [Jit]
    public static NDArray<float> Written(NDArray<float> a, NDArray<float> b)
    {
        var x = a * 2f;
        var y = x + b;
        x = x.At[0].Set(7f);
        return Concatenate([x, y, x * 2f]);
    }

    [Jit]
    public static NDArray<float> Shown(NDArray<float> a, NDArray<float> b)
    {
        var x = a * 2f;
        CheckNaN(b);
        var y = x + b;
        CheckNaN(y);
        return Concatenate([x, y * 2f]);
    }

    [Jit]
    public static NDArray<float> InLoop(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (i % 2 == 0) x = Concatenate([x[1..] * 0.5f, x[..1] + 1f]);
            else x = Pad(x[1..^1] + x[2..], 1);
        }

        return x;
    }

    [Jit] public static NDArray<float> Given([Donate] NDArray<float> a, NDArray<float> b) => Concatenate([a * 2f, b, a[..1] + 1f]);

    [Jit] public static NDArray<float> Dense(NDArray<float> x, NDArray<float> w) => Concatenate([MatMul(x, w) + 1f, x * 2f], axis: 1);

    [Vmap] public static NDArray<float> Example(NDArray<float> a, NDArray<float> b) => Concatenate([a * 2f, b + 1f], axis: -1);

    private static IEnumerable<(NDArray<T> A, NDArray<T> B)> Pairs<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var (rows, columns) in ((int, int)[])[(3, 5), (40, 70), (70, 131), (2, 3000), (3000, 2), (300, 400)])
        {
            yield return (Arrays.Moderate<T>(1, rows, columns), Arrays.Moderate<T>(2, rows, columns));
            yield return (Arrays.Moderate<T>(1, columns, rows).T, Arrays.Moderate<T>(2, rows, 2 * columns)[.., (..).By(-2)]);
            yield return (BroadcastTo(Arrays.Moderate<T>(1, columns), rows, columns), Arrays.Moderate<T>(2, rows, columns));
        }
    }

    private static void Both<T>() where T : unmanaged, System.Numerics.INumber<T>
    {
        Func<NDArray<T>, NDArray<T>, NDArray<T>> rows = Rows, columns = Columns;
        foreach (var (a, b) in Pairs<T>())
        {
            Check.Bits(rows(a, b), RowsJit(a, b), $"{a.Shape}");
            Check.Bits(columns(a, b), ColumnsJit(a, b), $"{a.Shape}");
            Check.Bits(columns(a[.., ..0], b), ColumnsJit(a[.., ..0], b), $"{a.Shape}, an empty part");
            Check.Bits(rows(a[..0], b[..0]), RowsJit(a[..0], b[..0]), $"{a.Shape}, empty parts");
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
    public void Stacks_and_borders()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> stacked = Stacked, last = Last, mirrored = Mirrored;
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> padded = Padded;
        foreach (var (a, b) in Pairs<float>())
        {
            Check.Bits(stacked(a, b), StackedJit(a, b), $"{a.Shape}");
            Check.Bits(last(a, b), LastJit(a, b), $"{a.Shape}");
            Check.Bits(mirrored(a, b), MirroredJit(a, b), $"{a.Shape}");
            Check.Bits(padded(a, b, 0.5f), PaddedJit(a, b, 0.5f), $"{a.Shape}");
        }
    }

    [Fact]
    public void What_is_used_elsewhere_is_an_array()
    {
        Func<NDArray<float>, NDArray<float>> same = Same;
        Func<NDArray<float>, NDArray<float>, (NDArray<float> Joined, NDArray<float> Kept)> kept = Kept;
        Func<NDArray<float>, NDArray<float>, NDArray<float>> twice = Twice, dense = Dense;
        foreach (var (a, b) in Pairs<float>())
        {
            Check.Bits(same(a), SameJit(a));
            var (expected, actual) = (kept(a, b), KeptJit(a, b));
            Check.Bits(expected.Joined, actual.Joined);
            Check.Bits(expected.Kept, actual.Kept);
            Check.Bits(twice(a, b), TwiceJit(a, b));
            Check.Bits(dense(a, b.T), DenseJit(a, b.T));
        }
    }

    [Fact]
    public void What_is_written_in_place_is_read_before()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> written = Written, shown = Shown, given = Given;
        Func<NDArray<float>, int, NDArray<float>> loop = InLoop;
        foreach (var n in new[] { 20, 5000, 30000 })
        {
            NDArray<float> a = Arrays.Moderate<float>(1, n), b = Arrays.Moderate<float>(2, n);
            Check.Bits(written(a, b), WrittenJit(a, b), $"{n}");
            Check.Bits(shown(a, b), ShownJit(a, b), $"{n}");
            Check.Bits(given(a, b), GivenJit(a * 1f, b), $"{n}");
            Check.Bits(loop(a, 5), InLoopJit(a, 5), $"{n}");
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
        Func<NDArray<float>, NDArray<float>, NDArray<float>> rows = Rows;
        NDArray<float> a = Arrays.Moderate<float>(1, 3, 4), b = Arrays.Moderate<float>(2, 3, 5);
        Assert.Equal(Assert.Throws<ShapeException>(() => rows(a, b)).Message, Assert.Throws<ShapeException>(() => RowsJit(a, b)).Message);
    }

    [Fact]
    public void No_array_but_the_result_exists()
    {
        NDArray<float> a = Arrays.Moderate<float>(1, 300, 200), b = Arrays.Moderate<float>(2, 300, 200);
        Assert.Equal(1, Counting.Buffers(() => ColumnsJit(a, b)));
        Assert.Equal(1, Counting.Buffers(() => LastJit(a, b)));
        Assert.Equal(1, Counting.Buffers(() => MirroredJit(a, b)));
        Assert.EndsWith("1 loop, 0 row nests, 0 reductions, 0 temporaries", Kernel.Explain(Stacked).TrimEnd(), StringComparison.Ordinal);
    }
}
