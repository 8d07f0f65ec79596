namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Buffers that go back after their last use, while views of them, loops and branches still want them; large enough for the pool.</summary>
public partial class ReleaseTests
{
    private const int Side = 160;

    [Jit]
    public static NDArray<float> Views(NDArray<float> x)
    {
        var a = x * 2f;
        var (top, bottom) = (a[..80], a[80..]);
        var sum = MatMul(top, Transpose(bottom));
        var b = x + 1f;
        var c = MatMul(b[..80], Transpose(top));
        return MatMul(sum, c) + b[..80, ..80];
    }

    [Jit]
    public static NDArray<float> ReturnsView(NDArray<float> x)
    {
        var a = MatMul(x, x);
        var b = MatMul(a, x);
        return MatMul(a, b)[1.., ..^1];
    }

    [Jit]
    public static NDArray<float> Carries(NDArray<float> x, int steps)
    {
        for (var k = 0; k < steps; k++) x = Minimum(x, x[.., k, NewAxis] + x[k]);
        return x;
    }

    /// <summary>The last two of a sequence: what a turn made is needed at the next but one.</summary>
    [Jit]
    public static (NDArray<float> Last, NDArray<float> Before) Fibonacci(NDArray<float> a, NDArray<float> b, int steps)
    {
        for (var k = 0; k < steps; k++) (a, b) = (b, MatMul(a, b) * 0.01f);
        return (b, a);
    }

    [Jit]
    public static (NDArray<float> Last, NDArray<float> Best) Keeps(NDArray<float> x, int steps)
    {
        var best = x;
        for (var k = 0; k < steps; k++)
        {
            x = MatMul(x, x) / Max(x);
            if ((float)Sum(x) > (float)Sum(best)) best = x;
        }

        return (x, best);
    }

    [Jit]
    public static NDArray<float> Branches(NDArray<float> x, bool flag)
    {
        var a = MatMul(x, x);
        NDArray<float> b;
        if (flag) b = a[..];
        else b = MatMul(a, x);
        var c = MatMul(x, b);
        return MatMul(c, b);
    }

    [Jit]
    public static NDArray<float> While(NDArray<float> x)
    {
        var y = x + 1f;
        while ((float)Max(y) < 100f)
        {
            var z = MatMul(y, x);
            y = z / Side + y;
        }

        return y - x;
    }

    [Jit]
    public static NDArray<float> Outer(NDArray<float> x, int steps)
    {
        var kept = MatMul(x, x);
        var view = kept.T;
        for (var k = 0; k < steps; k++)
        {
            var turn = MatMul(view, x);
            x = MatMul(turn, turn) * 1e-4f;
            for (var j = 0; j < 2; j++) x = MatMul(x, kept) * 1e-2f;
        }

        return x;
    }

    [Jit]
    public static (NDArray<float>, NDArray<float>) Updated(NDArray<float> x, int steps)
    {
        var a = x + 0f;
        var log = Zeros<float>(steps);
        for (var k = 0; k < steps; k++)
        {
            var b = MatMul(a, x) * 0.01f;
            a = a.At[1..^1, 1..^1].Set(b[2.., 1..^1] + b[..^2, 1..^1]);
            log = log.At[k].Set((float)b[k, k] + (float)a[k + 1, k + 1]);
        }

        return (a, log);
    }

    [Jit]
    public static float Elements(NDArray<float> x)
    {
        var a = MatMul(x, x);
        var sum = 0f;
        for (var i = 0; i < a.Shape[0]; i++) sum += (float)a[i, i];
        var b = MatMul(a, x);
        return sum + (float)b[0, 0];
    }

    [Jit]
    public static NDArray<float> SoftmaxOfProduct(NDArray<float> x)
    {
        var logits = MatMul(x, x) * 0.1f;
        var e = Exp(logits - Max(logits, axis: 1, keepDims: true));
        return MatMul(e / Sum(e, axis: 1, keepDims: true), logits);
    }

    [Fact]
    public void What_lives_stays()
    {
        var x = Input();
        Same(x => Views(x), Views);
        Same(x => ReturnsView(x), ReturnsView);
        Same(x => Branches(x, true), x => Eager<bool>(Branches)(x, true));
        Same(x => Branches(x, false), x => Eager<bool>(Branches)(x, false));
        Same(x => While(x), While);
        Same(x => SoftmaxOfProduct(x), SoftmaxOfProduct);
        Func<NDArray<float>, float> elements = Elements;
        for (var round = 0; round < 3; round++) Assert.Equal(elements(x), Elements(x));
    }

    [Fact]
    public void Loops_keep_what_the_next_turn_needs()
    {
        for (var steps = 0; steps < 5; steps++)
        {
            var n = steps;
            Same(x => Carries(x, n), x => Eager<int>(Carries)(x, n));
            Same(x => Outer(x, n), x => Eager<int>(Outer)(x, n));
            Same(x => Fibonacci(x, x.T, n).Last, x => Call(Fibonacci, x, n).Last);
            Same(x => Fibonacci(x, x.T, n).Before, x => Call(Fibonacci, x, n).Before);
            Same(x => Keeps(x, n).Last, x => Call(Keeps, x, n).Item1);
            Same(x => Keeps(x, n).Best, x => Call(Keeps, x, n).Item2);
            Same(x => Updated(x, n).Item1, x => Call(Updated, x, n).Item1);
            Same(x => Updated(x, n).Item2, x => Call(Updated, x, n).Item2);
        }
    }

    private static (NDArray<float> Last, NDArray<float> Before) Call(Func<NDArray<float>, NDArray<float>, int, (NDArray<float>, NDArray<float>)> f, NDArray<float> x, int n) => f(x, x.T, n);

    private static (NDArray<float>, NDArray<float>) Call(Func<NDArray<float>, int, (NDArray<float>, NDArray<float>)> f, NDArray<float> x, int n) => f(x, n);

    private static Func<NDArray<float>, T, NDArray<float>> Eager<T>(Func<NDArray<float>, T, NDArray<float>> f) => f;

    private static NDArray<float> Input() => NDArray.Create([.. Enumerable.Range(0, Side * Side).Select(i => i * 7 % 101 / 101f + 0.1f)]).Reshape(Side, Side);

    // Twice, so that what the first call gave back too early the second would overwrite; a result of the first is still read after it.
    private static void Same(Func<NDArray<float>, NDArray<float>> fused, Func<NDArray<float>, NDArray<float>> eager)
    {
        var x = Input();
        var expected = eager(x);
        var (first, second) = (fused(x), fused(x));
        Check.Bits(expected, first, "first call");
        Check.Bits(expected, second, "second call");
        Check.Bits(Input(), x, "input");
    }
}
