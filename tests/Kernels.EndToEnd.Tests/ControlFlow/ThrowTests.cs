namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Guards throw what the body would, before what they guard fails in another way.</summary>
public partial class ThrowTests
{
    public enum Mode
    {
        Twice,
        Half,
        Neither,
    }

    public sealed class OddException(string message, int n) : Exception(message)
    {
        public int N { get; } = n;
    }

    [Jit]
    public static NDArray<float> Guarded(NDArray<float> x, NDArray<float> y, int n, float scale = 1f)
    {
        if (x.Rank != 2) throw new ArgumentException($"{{x}} has rank {x.Rank:00}, not $2, and \"{scale,6:F2}\"", nameof(x));
        if (x.Shape != y.Shape) throw new ArgumentException("shapes " + x.Shape + " and " + y.Shape);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n % 2 == 1)
            throw new OddException("odd", n);
        return (x + y) * n * scale;
    }

    // The first loop would take in what comes after the guard, and the element after it does not exist.
    [Jit]
    public static NDArray<float> Late(NDArray<float> x, NDArray<float> y)
    {
        var twice = x * 2f;
        if (y.Size == 0) throw new InvalidOperationException("no elements");
        return twice + y * (float)y[0];
    }

    // Guards between loops that need each other's results, in an order that no loop's nodes have.
    [Jit]
    public static NDArray<float> Woven(NDArray<float> x, NDArray<float> y)
    {
        var a = x * 2f;
        var b = y + 1f;
        var seen = DebugPrint(Max(a) > 1e9f ? a : b, "woven");
        if ((float)Sum(b) > 100f) throw new InvalidOperationException("b");
        if ((float)Sum(a) > 100f) throw new InvalidOperationException("a");
        if (x.Size != y.Size) throw new InvalidOperationException("sizes");
        return a * y + b * x + seen;
    }

    [Jit]
    public static NDArray<float> Chosen(NDArray<float> x, Mode mode)
    {
        var factor = mode switch
        {
            Mode.Twice => 2f,
            Mode.Half => 0.5f,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
        NDArray<float> shifted;
        switch (mode)
        {
            case Mode.Twice:
                shifted = x + 1f;
                break;
            case Mode.Half:
                return x;
            default:
                throw new InvalidOperationException();
        }

        return shifted * factor;
    }

    [Jit]
    public static NDArray<double> Cholesky(NDArray<double> a)
    {
        var n = a.Shape[0];
        var l = Zeros<double>(n, n);
        for (var j = 0; j < n; j++)
        {
            var s = (double)a[j, j] - (double)Sum(Square(l[j, ..j]));
            if (s <= 0) throw new ArithmeticException($"column {j} of {n}");
            l = l.At[j, j].Set(Math.Sqrt(s));
            for (var i = j + 1; i < n; i++) l = l.At[i, j].Set(((double)a[i, j] - (double)Sum(l[i, ..j] * l[j, ..j])) / Math.Sqrt(s));
        }

        return l;
    }

    // Fails after some turns of loops that wait for each other.
    [Jit]
    public static NDArray<float> Steps(NDArray<float> x, int steps, int bad)
    {
        for (var k = 0; k < steps; k++)
        {
            x = x.At[1..^1].Set(0.5f * (x[2..] + x[..^2]));
            if (k == bad) throw new InvalidOperationException("step " + k);
        }

        return x;
    }

    [Jit]
    public static NDArray<float> Helpers(NDArray<float> x, int n) => Checked(n) > 3 ? x * n : n < 0 ? throw new InvalidOperationException() : Where(x > 0f, x, -x);

    private static int Checked(int n)
    {
        if (n == 0) Fail(7);
        return n > 100 ? throw new ArgumentOutOfRangeException(nameof(n)) : n;
    }

    private static void Fail(int code) => throw new ArgumentException($"n is zero: {code}");

    [Vmap(Shared = [nameof(n)])]
    public static float Lanes(float x, int n)
    {
        if (n < 0) throw new OddException("negative", n);
        if (x > 1000f) throw new ArgumentException("too large", nameof(x));
        for (var k = 0; k < n; k++) x = x > 1f ? x * 0.5f : x + 1f;
        return x;
    }

    private static void Equal<T>(NDArray<T> expected, NDArray<T> actual) => Assert.True(expected.ArrayEqual(actual, equalNan: true));

    private static Exception Same<T>(Func<T> body, Func<T> kernel)
    {
        var (expected, actual) = (Record.Exception(() => body()), Record.Exception(() => kernel()));
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        Assert.Equal(expected.GetType(), actual.GetType());
        Assert.Equal(expected.Message, actual.Message);
        return actual;
    }

    [Fact]
    public void Guards_throw_what_the_body_would()
    {
        var (x, y) = (Arrays.Moderate<float>(1, 4, 5), Arrays.Moderate<float>(2, 4, 5));
        var body = Guarded;
        Equal(body(x, y, 2, 0.5f), GuardedJit(x, y, 2, 0.5f));
        Same(() => body(x[0], y, 2, 1f), () => GuardedJit(x[0], y, 2));
        Same(() => body(x, y[1..], 2, 1f), () => GuardedJit(x, y[1..], 2));
        Same(() => body(x, y, -2, 1f), () => GuardedJit(x, y, -2));
        Assert.Equal(3, Assert.IsType<OddException>(Same(() => body(x, y, 3, 1f), () => GuardedJit(x, y, 3))).N);
    }

    [Fact]
    public void A_guard_comes_before_what_would_fail_after_it()
    {
        var body = Late;
        var x = Arrays.Moderate<float>(1, 8);
        Equal(body(x, x), LateJit(x, x));
        Same(() => body(x, x[..0]), () => LateJit(x, x[..0]));
    }

    [Fact]
    public void Guards_stand_between_what_they_need_and_what_needs_them()
    {
        var body = Woven;
        var x = Arrays.Moderate<float>(1, 8);
        Equal(body(x, x), WovenJit(x, x));
        foreach (var (left, right) in ((NDArray<float>, NDArray<float>)[])[(x + 90f, x), (x, x + 90f), (x, x[1..])]) Same(() => body(left, right), () => WovenJit(left, right));
    }

    [Fact]
    public void Arms_and_sections_may_throw()
    {
        var body = Chosen;
        var x = Arrays.Moderate<float>(1, 8);
        Equal(body(x, Mode.Twice), ChosenJit(x, Mode.Twice));
        Equal(body(x, Mode.Half), ChosenJit(x, Mode.Half));
        Same(() => body(x, Mode.Neither), () => ChosenJit(x, Mode.Neither));
    }

    [Fact]
    public void Loops_throw_at_the_turn_at_which_the_body_would()
    {
        var cholesky = Cholesky;
        var a = Eye<double>(5) * 3.0 + 0.5;
        Equal(cholesky(a), CholeskyJit(a));
        Same(() => cholesky(a.At[3, 3].Set(-1.0)), () => CholeskyJit(a.At[3, 3].Set(-1.0)));
        var steps = Steps;
        var x = Arrays.Moderate<float>(1, 100);
        Equal(steps(x, 9, 9), StepsJit(x, 9, 9));
        Same(() => steps(x, 9, 4), () => StepsJit(x, 9, 4));
        Equal(Arrays.Moderate<float>(1, 100), x);
    }

    [Fact]
    public void Helpers_throw()
    {
        var body = Helpers;
        var x = Arrays.Moderate<float>(1, 8);
        foreach (var n in (int[])[1, 3, 4, 100]) Equal(body(x, n), HelpersJit(x, n));
        foreach (var n in (int[])[0, -1, 101]) Same(() => body(x, n), () => HelpersJit(x, n));
    }

    [Fact]
    public void A_mapped_method_throws_where_any_element_would()
    {
        foreach (var x in Arrays.All<float>(3).Where(x => x.Size > 0))
        {
            var small = Clip(Where(IsNaN(x), 1f, x), -50f, 50f);
            Equal(Lane.Of(small, 7), Lanes(small, 7));
            Assert.Equal(-1, Assert.Throws<OddException>(() => Lanes(small, -1)).N);
            Assert.Equal("x", Assert.Throws<ArgumentException>(() => Lanes(Where(small == Max(small), 2000f, small), 3)).ParamName);
        }
    }

    private static class Lane
    {
        public static NDArray<float> Of(NDArray<float> x, int n) => FromArray([.. x.ToArray().Select(v => Lanes(v, n))]).Reshape([.. x.Shape]);
    }
}
