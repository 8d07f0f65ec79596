namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Updates in loops: one copy before the loop at most, and none at its turns.</summary>
public partial class LoopTests
{
    [Jit]
    public static NDArray<double> Recurrence(NDArray<double> x, double a)
    {
        for (var i = 1; i < x.Shape[0]; i++) x = x.At[i].Add(a * x[i - 1]);
        return x;
    }

    [Jit]
    public static NDArray<int> Squares(int n)
    {
        var x = Zeros<int>(n);
        for (var i = 0; i < n; i++) x = x.At[i].Set(i * i);
        return x;
    }

    [Jit]
    public static NDArray<int> Triangle(int n)
    {
        var x = Zeros<int>(n, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) x = x.At[i, j].Set(i * 10 + j);
            x = x.At[i, 0].Add(1000);
        }

        return x;
    }

    [Jit]
    public static NDArray<float> Sweeps(NDArray<float> x, int n)
    {
        for (var t = 0; t < n; t++)
        {
            for (var i = 1; i < x.Shape[0] - 1; i++)
            {
                if (i % 2 == 0) x = x.At[i].Set(0.5f * (x[i - 1] + x[i + 1]));
            }
        }

        return x;
    }

    [Jit]
    public static (NDArray<float> A, NDArray<float> B) PingPong(NDArray<float> a, NDArray<float> b, int n)
    {
        for (var t = 0; t < n; t++)
        {
            b = b.At[1..^1].Set(0.5f * (a[..^2] + a[2..]));
            a = a.At[1..^1].Set(0.5f * (b[..^2] + b[2..]));
        }

        return (a, b);
    }

    [Jit]
    public static NDArray<float> Swapped(NDArray<float> a, NDArray<float> b, int n)
    {
        for (var t = 0; t < n; t++)
        {
            b = b.At[t].Set(a[t + 1]);
            (a, b) = (b, a);
        }

        return a - 2f * b;
    }

    [Jit]
    public static NDArray<float> Previous(NDArray<float> x, int n)
    {
        var previous = x;
        for (var t = 0; t < n; t++)
        {
            var next = x.At[t].Set(x[t + 1] + previous[t]);
            previous = x;
            x = next;
        }

        return x + 3f * previous;
    }

    [Jit]
    public static NDArray<float> FromOutside(NDArray<float> x, int n)
    {
        var start = x * 2f;
        var sum = ZerosLike(x);
        for (var t = 0; t < n; t++)
        {
            var turn = start;
            for (var i = 0; i < n; i++) turn = turn.At[i].Add(t);
            sum = sum + turn;
        }

        return sum;
    }

    [Jit]
    public static NDArray<float> While(NDArray<float> x)
    {
        var i = 0;
        while ((float)x[i] < 100f)
        {
            x = x.At[i].Multiply(2f);
            x = x.At[i].Add(1f);
            if ((float)x[i] >= 50f) i++;
            if (i == x.Shape[0]) i = 0;
        }

        return x;
    }

    [Jit]
    public static (NDArray<float> X, NDArray<float> Y) TheSameTwice(NDArray<float> x, int n)
    {
        var y = x;
        for (var i = 0; i < n; i++)
        {
            x = x.At[i].Set(1f);
            y = y.At[i].Set(2f);
        }

        return (x, y);
    }

    [Jit]
    public static NDArray<float> Joined(NDArray<float> x, int n)
    {
        var y = x * 3f;
        for (var i = 0; i < n; i++)
        {
            y = y.At[i].Set(-1f);
            x = y;
        }

        return x + y;
    }

    [Jit]
    public static NDArray<float> AViewIsKept(NDArray<float> x, int n)
    {
        var head = x[..2];
        for (var i = 0; i < n; i++)
        {
            x = x.At[i].Set(head[0] + head[1]);
            head = x[i..(i + 2)];
        }

        return Concatenate([x, head]);
    }

    [Vmap]
    public static NDArray<float> Prefix(NDArray<float> x)
    {
        for (var i = 1; i < x.Shape[0]; i++) x = x.At[i].Add(x[i - 1]);
        return x;
    }

    private static readonly NDArray<float> X = Arrays.Moderate<float>(1, 9);

    private static readonly NDArray<float> Y = Arrays.Moderate<float>(2, 9);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(5)]
    public void Loops_equal_those_of_the_body(int n)
    {
        NDArray<float> x = X * 1f, y = Y * 1f;
        Func<NDArray<float>, int, NDArray<float>> sweeps = Sweeps, previous = Previous, outside = FromOutside, joined = Joined, view = AViewIsKept;
        Check.Bits(sweeps(x, n), SweepsJit(x, n));
        Check.Bits(previous(x, n), PreviousJit(x, n));
        Check.Bits(outside(x, n), FromOutsideJit(x, n));
        Check.Bits(joined(x, n), JoinedJit(x, n));
        Check.Bits(view(x, n), AViewIsKeptJit(x, n));
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> swapped = Swapped;
        Check.Bits(swapped(x, y, n), SwappedJit(x, y, n));
        Check.Bits(swapped(x, x, n), SwappedJit(x, x, n));
        Func<NDArray<float>, NDArray<float>, int, (NDArray<float>, NDArray<float>)> pingPong = PingPong;
        var (eager, fused) = (pingPong(x, y, n), PingPongJit(x, y, n));
        Check.Bits(eager.Item1, fused.A);
        Check.Bits(eager.Item2, fused.B);
        (eager, fused) = (pingPong(x, x, n), PingPongJit(x, x, n));
        Check.Bits(eager.Item1, fused.A);
        Check.Bits(eager.Item2, fused.B);
        Func<NDArray<float>, int, (NDArray<float>, NDArray<float>)> same = TheSameTwice;
        var (expected, actual) = (same(x, n), TheSameTwiceJit(x, n));
        Check.Bits(expected.Item1, actual.X);
        Check.Bits(expected.Item2, actual.Y);
        Func<int, NDArray<int>> squares = Squares, triangle = Triangle;
        Check.Bits(squares(n), SquaresJit(n));
        Check.Bits(triangle(n), TriangleJit(n));
        Check.Bits(X, x);
        Check.Bits(Y, y);
    }

    [Fact]
    public void Recurrences_and_loops_until_a_condition()
    {
        Func<NDArray<double>, double, NDArray<double>> recurrence = Recurrence;
        NDArray<double> d = [1, 2, 3, 4, 5];
        Check.Bits(recurrence(d, 0.25), RecurrenceJit(d, 0.25));
        Check.Bits(recurrence(d[(..).By(-1)], 0.25), RecurrenceJit(d[(..).By(-1)], 0.25));
        Func<NDArray<float>, NDArray<float>> loop = While;
        NDArray<float> x = [1, 2, 3, 4, 5];
        Check.Bits(loop(x), WhileJit(x));
    }

    [Fact]
    public void A_batch_is_each_example()
    {
        var rows = Arrays.Moderate<float>(3, 4, 6);
        var batch = PrefixBatch(rows);
        for (var k = 0; k < 4; k++) Check.Bits(Prefix(rows[k]), batch[k]);
        Check.Bits(batch, PrefixBatch(rows.T.T));
    }

    [Fact]
    public void An_update_at_every_turn_takes_no_buffers()
    {
        Assert.Equal(1, Counting.Buffers(() => SquaresJit(1000)));
        Assert.Equal(1, Counting.Buffers(() => TriangleJit(40)));

        // What the turns compute are single elements, which are no arrays.
        var x = Arrays.Moderate<double>(1, 1000);
        Assert.Equal(1, Counting.Buffers(() => RecurrenceJit(x[..10], 0.5)));
        Assert.Equal(1, Counting.Buffers(() => RecurrenceJit(x, 0.5)));
    }
}
