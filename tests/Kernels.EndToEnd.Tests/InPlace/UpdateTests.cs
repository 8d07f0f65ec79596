namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Updates in a straight line: which of them write in place, and that nothing which is used afterwards changes.</summary>
public partial class UpdateTests
{
    [Jit]
    public static NDArray<float> Twice(NDArray<float> x)
    {
        x = x.At[0].Set(1f);
        x = x.At[^1].Add(2f);
        x = x.At[1..3].Multiply(3f);
        x = x.At[(..).By(2)].Min(4f);
        return x.At[..^1].Max(-1f);
    }

    [Jit]
    public static NDArray<float> OldIsUsedAfterwards(NDArray<float> x)
    {
        var y = x * 2f;
        var z = y.At[0].Set(100f);
        return z + y;
    }

    [Jit]
    public static (NDArray<float> Old, NDArray<float> New) BothAreReturned(NDArray<float> x)
    {
        var y = x + 1f;
        return (y, y.At[1].Set(5f));
    }

    [Jit]
    public static (NDArray<float> View, NDArray<float> New) AViewIsReturned(NDArray<float> x)
    {
        var y = x + 1f;
        var view = y[1..].T;
        return (view, y.At[1].Set(5f));
    }

    [Jit]
    public static (NDArray<float> First, NDArray<float> Second) TwoUpdatesOfOne(NDArray<float> x)
    {
        var y = x + 1f;
        return (y.At[0].Set(5f), y.At[0].Set(6f));
    }

    [Jit]
    public static NDArray<float> ThroughAView(NDArray<float> x)
    {
        var y = Exp(x);
        var part = y[1..];
        part = part.At[0].Set(7f);
        return part;
    }

    [Jit]
    public static NDArray<float> OfATranspose(NDArray<float> x)
    {
        var y = x + 1f;
        return y.T.At[0].Set(7f);
    }

    [Jit]
    public static NDArray<float> OfABroadcast(NDArray<float> x)
    {
        var y = BroadcastTo(x + 1f, 3, x.Shape[0]);
        return y.At[1, 2].Set(7f);
    }

    [Jit]
    public static NDArray<float> ShiftedOntoItself(NDArray<float> x)
    {
        x = x + 0f;
        x = x.At[1..].Set(x[..^1]);
        x = x.At[..^2].Add(x[2..]);
        x = x.At[..].Set(x[(..).By(-1)]);
        return x.At[1..^1].Multiply(x[1..^1]);
    }

    [Jit]
    public static NDArray<float> SumWith(NDArray<float> x, NDArray<float> y)
    {
        x = x.At[0].Add(y[1]);
        x = x.At[1].Add(y[0]);
        return x + y;
    }

    [Jit]
    public static NDArray<int> Created(int n)
    {
        var x = Zeros<int>(n, n);
        x = x.At[0].Set(1);
        x = x.At[.., 0].Set(Arange<int>(n));
        return x.At[n - 1, n - 1].Set(9);
    }

    [Jit]
    public static NDArray<float> InABranch(NDArray<float> x, bool first)
    {
        var y = x * 2f;
        if (first) y = y.At[0].Set(1f);
        else y = x;
        return y.At[1].Set(2f);
    }

    [Jit]
    public static NDArray<float> AfterABranch(NDArray<float> x, bool first)
    {
        var y = x * 2f;
        if (first) y = y.At[0].Set(1f);
        return y.At[1].Set(2f);
    }

    [Jit]
    public static NDArray<float> FailsMidway(NDArray<float> x, int i, NDArray<float> y)
    {
        x = x.At[0].Set(100f);
        x = x.At[i].Set(200f);
        return x.At[1..].Set(y);
    }

    private static readonly NDArray<float> X = Arrays.Moderate<float>(1, 9);

    private static readonly NDArray<float> M = Arrays.Moderate<float>(2, 6, 7);

    [Fact]
    public void Updates_equal_those_of_the_body()
    {
        Func<NDArray<float>, NDArray<float>> twice = Twice, old = OldIsUsedAfterwards, view = ThroughAView, broadcast = OfABroadcast, transpose = OfATranspose,
            shifted = ShiftedOntoItself;
        foreach (var x in (NDArray<float>[])[X, M, M.T, M[1..5, (..).By(2)]])
        {
            if (x.Rank == 1 || x.Shape[1] >= 3) Check.Bits(twice(x), TwiceJit(x));
            Check.Bits(old(x), OldIsUsedAfterwardsJit(x));
            Check.Bits(view(x), ThroughAViewJit(x));
            Check.Bits(transpose(x), OfATransposeJit(x));
            Check.Bits(shifted(x), ShiftedOntoItselfJit(x));
        }

        Check.Bits(broadcast(X), OfABroadcastJit(X));
        Func<int, NDArray<int>> created = Created;
        Check.Bits(created(5), CreatedJit(5));
    }

    [Fact]
    public void Results_that_share_a_past_differ()
    {
        Func<NDArray<float>, (NDArray<float>, NDArray<float>)> both = BothAreReturned, view = AViewIsReturned, two = TwoUpdatesOfOne;
        foreach (var (eager, fused) in new[] { (both(M), BothAreReturnedJit(M)), (view(M), AViewIsReturnedJit(M)), (two(M), TwoUpdatesOfOneJit(M)) })
        {
            Check.Bits(eager.Item1, fused.Item1);
            Check.Bits(eager.Item2, fused.Item2);
        }
    }

    [Fact]
    public void An_argument_given_twice_stays_as_it_is()
    {
        Func<NDArray<float>, NDArray<float>, NDArray<float>> sum = SumWith;
        var x = X * 1f;
        var copy = X.ToArray();
        Check.Bits(sum(x, x), SumWithJit(x, x));
        Check.Bits(sum(x[1..], x[..^1]), SumWithJit(x[1..], x[..^1]));
        Assert.Equal(copy, x.ToArray());
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Branches(bool first)
    {
        Func<NDArray<float>, bool, NDArray<float>> within = InABranch, after = AfterABranch;
        var x = X * 1f;
        Check.Bits(within(x, first), InABranchJit(x, first));
        Check.Bits(after(x, first), AfterABranchJit(x, first));
        Check.Bits(X, x);
    }

    [Fact]
    public void An_error_midway_leaves_the_arguments_as_they_are()
    {
        var x = X * 1f;
        Assert.Throws<IndexOutOfRangeException>(() => FailsMidwayJit(x, 99, X));
        Assert.Throws<ShapeException>(() => FailsMidwayJit(x, 1, X));
        Check.Bits(X, x);
    }

    [Fact]
    public void A_span_that_was_taken_before_keeps_its_elements()
    {
        var x = Arrays.Moderate<float>(3, 100_000);
        var span = x.AsSpan();
        var copy = span.ToArray();
        _ = TwiceJit(x);
        _ = ShiftedOntoItselfJit(x);
        Assert.True(span.SequenceEqual(copy));
    }

    [Fact]
    public void Only_the_first_update_copies()
    {
        Assert.Equal(1, Counting.Buffers(() => TwiceJit(X)));
        Assert.Equal(2, Counting.Buffers(() => CreatedJit(50)));
    }
}
