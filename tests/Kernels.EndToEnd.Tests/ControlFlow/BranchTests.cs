namespace Kernels.EndToEnd.Tests.ControlFlow;

public partial class BranchTests
{
    [Jit]
    public static NDArray<float> Early(NDArray<float> x, int n)
    {
        if (n < 0) return -x;
        if (n == 0) { return x; }
        var y = x * n;
        if (n > 10)
        {
            y += 1f;
            if (n > 100) return y * 2f;
        }
        else
        {
            return y - 1f;
        }

        return y;
    }

    [Jit]
    public static NDArray<float> Assigned(NDArray<float> x, bool a, bool b)
    {
        NDArray<float> y;
        float scale = 1f;
        if (a)
        {
            y = x + 1f;
            if (b) scale = 2f; else scale++;
        }
        else
        {
            y = x.Sum(axis: 0, keepDims: true);
        }

        var (p, q) = a && !b ? (y, x) : (x, y);
        return p * scale - q;
    }

    [Jit]
    public static NDArray<float> OnData(NDArray<float> x)
    {
        if (x.Sum() > 0f) x = -x;
        if (x.Any0() && (float)x.Max() < 100f) return x * 2f;
        return Any(x > 1f) ? x : x - 1f;
    }

    [Jit] public static NDArray<float> ShapeDependent(NDArray<float> x) => x.Rank == 2 ? x.Shape[0] > x.Shape[1] ? x : x.T : x.Reshape(1, -1);

    [Jit] public static NDArray<int> Nested(NDArray<int> x, int a, int b) => a > 0 ? b > 0 ? x + a : x - b : b > 0 ? x * a : x / (a == 0 ? 1 : a);

    [Jit] public static NDArray<int> Guarded(NDArray<int> x, int a) => a != 0 && 100 / a > 3 ? x : x + (a == 0 ? 7 : 100 / a);

    [Jit]
    public static (NDArray<float>, NDArray<float>) Pair(NDArray<float> x, bool swap)
    {
        if (swap) return (x * 2f, x);
        return (x, x * 2f);
    }

    [Jit]
    public static NDArray<float> Shadowed(NDArray<float> x, bool c)
    {
        if (c)
        {
            var t = x * 2f;
            x = t + 1f;
        }
        else
        {
            var t = x - 2f;
            x = t * t;
        }

        var u = x; u -= x * 0.5f;
        return u;
    }

    [Theory, InlineData(-1), InlineData(0), InlineData(5), InlineData(50), InlineData(500)]
    public void Early_returns(int n)
    {
        Func<NDArray<float>, int, NDArray<float>> early = Early;
        Check.Elementwise<float, float>(x => early(x, n), x => EarlyJit(x, n));
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public void Branches_assign(bool a, bool b)
    {
        var x = Arrays.Moderate<float>(1, 5, 7);
        Func<NDArray<float>, bool, bool, NDArray<float>> assigned = Assigned;
        Check.Close(assigned(x, a, b), AssignedJit(x, a, b));
        Func<NDArray<float>, bool, NDArray<float>> shadowed = Shadowed;
        Check.Bits(shadowed(x, a), ShadowedJit(x, a));
    }

    [Fact]
    public void Branches_on_data_and_shapes()
    {
        Func<NDArray<float>, NDArray<float>> onData = OnData, shape = ShapeDependent;
        foreach (var x in new[] { Arrays.Moderate<float>(1, 5, 7), -Arrays.Moderate<float>(1, 7, 5), Arrays.Moderate<float>(1, 5) * 0.1f })
        {
            Check.Bits(onData(x), OnDataJit(x));
            Check.Bits(shape(x), ShapeDependentJit(x));
        }
    }

    [Fact]
    public void Nested_choices_and_guards()
    {
        Func<NDArray<int>, int, int, NDArray<int>> nested = Nested;
        Func<NDArray<int>, int, NDArray<int>> guarded = Guarded;
        NDArray<int> x = [1, 2, 3];
        for (var a = -2; a <= 2; a++)
        {
            for (var b = -1; b <= 1; b++) Check.Bits(nested(x, a, b), NestedJit(x, a, b));
            Check.Bits(guarded(x, a * 17), GuardedJit(x, a * 17));
        }
    }

    [Fact]
    public void Tuples_come_from_branches()
    {
        NDArray<float> x = [1, 2, 3];
        Check.Bits(x * 2f, PairJit(x, true).Item1);
        Check.Bits(x, PairJit(x, true).Item2);
        Check.Bits(x * 2f, PairJit(x, false).Item2);
    }
}

internal static class BranchHelpers
{
    public static bool Any0(this NDArray<float> x) => (bool)Any(x > 0f);
}
