using Kernels.CompilerServices;

namespace Kernels.EndToEnd.Tests.InPlace;

/// <summary>Arrays that the caller gives up: their memory becomes the results', and who reads them afterwards gets an exception.</summary>
public partial class DonateTests
{
    [Jit]
    public static NDArray<float> Step([Donate] NDArray<float> x, NDArray<float> g, float rate) => x - rate * g;

    [Jit]
    public static NDArray<float> Updated([Donate] NDArray<float> x, float value)
    {
        x = x.At[1..^1].Multiply(value);
        return x.At[0].Set(value);
    }

    [Jit]
    public static NDArray<float> Stencil([Donate] NDArray<float> x, NDArray<float> y) => x.At[1..^1].Set(0.5f * (y[..^2] + y[2..]) + x[1..^1]);

    [Jit]
    public static NDArray<float> Picked([Donate] NDArray<float> x, NDArray<int> at, NDArray<float> values) => x.At[at].Add(values);

    [Jit]
    public static NDArray<float> ElementByElement([Donate] NDArray<float> x)
    {
        for (var i = 1; i < x.Shape[0]; i++) x = x.At[i].Set((float)x[i] + (float)x[i - 1]);
        return x;
    }

    [Jit]
    public static NDArray<float> Many([Donate] NDArray<float> x, NDArray<float> g, int steps)
    {
        for (var k = 0; k < steps; k++) x = 0.5f * x + g;
        return x;
    }

    [Jit]
    public static NDArray<float> Until([Donate] NDArray<float> x, float limit)
    {
        while ((float)Max(x) < limit) x = 2f * x;
        return x;
    }

    [Jit]
    public static (NDArray<float> P, NDArray<float> V) Leapfrog([Donate] NDArray<float> p, [Donate] NDArray<float> v, float dt) => (p + dt * v, v - dt * p);

    [Jit]
    public static (NDArray<float>, NDArray<bool>) OtherType([Donate] NDArray<float> x) => (x + 1f, x > 0f);

    [Jit]
    public static NDArray<float> Identity([Donate] NDArray<float> x) => x;

    [Jit]
    public static (NDArray<float> All, NDArray<float> Tail) Views([Donate] NDArray<float> x) => (x, x[1..]);

    [Jit]
    public static (NDArray<float> New, NDArray<float> Old) Both([Donate] NDArray<float> x) => (x * 2f, x);

    [Jit]
    public static (NDArray<float> Sum, NDArray<float> Other) WithOther([Donate] NDArray<float> x, NDArray<float> y) => (x + y, y);

    [Jit]
    public static float Total([Donate] NDArray<float> x) => (float)Sum(x);

    [Jit]
    public static NDArray<float> Unused([Donate] NDArray<float> x, NDArray<float> y) => y + 1f;

    /// <summary>A temporary that a product reads lies in the donated array.</summary>
    [Jit]
    public static NDArray<float> Temporaries([Donate] NDArray<float> x, NDArray<float> w)
    {
        var y = x * 2f;
        var z = MatMul(y, w);
        return MatMul(z, w) + y;
    }

    /// <summary>The product still reads what the loop would overwrite.</summary>
    [Jit]
    public static NDArray<float> Product([Donate] NDArray<float> x, NDArray<float> w) => MatMul(x, w) + x;

    [Jit]
    public static (NDArray<float>, NDArray<float>) ProductAndLoop([Donate] NDArray<float> x, NDArray<float> w)
    {
        var p = MatMul(w, x);
        var y = Exp(x);
        return (p + Sum(y), y);
    }

    [Jit]
    public static NDArray<float> Branches([Donate] NDArray<float> x, bool flag, NDArray<float> y)
    {
        NDArray<float> r;
        if (flag) r = x * 2f;
        else r = y;
        return r + y;
    }

    [Jit]
    public static NDArray<float> ShiftedRead([Donate] NDArray<float> x) => x + Flip(x) + x[0];

    [Jit]
    public static NDArray<float> LongBody([Donate] NDArray<float> x) => Exp(Sin(x)) * Tanh(x) + Log(Abs(Cos(x)) + 2f) - Exp(-x * x) + x;

    [Jit]
    public static NDArray<float> Fails([Donate] NDArray<float> x, int i)
    {
        x = x.At[0].Set(-1f);
        return x.At[i].Set(1f);
    }

    [Jit]
    public static NDArray<float> Softmax([Donate] NDArray<float> x)
    {
        var e = Exp(x - Max(x, axis: -1, keepDims: true));
        return e / Sum(e, axis: -1, keepDims: true);
    }

    [Vmap]
    public static NDArray<float> Scaled([Donate] NDArray<float> x, NDArray<float> s) => x * s + 1f;

    private static readonly NDArray<float> s_constant = Ones<float>(4) * 3f;

    [Jit]
    public static NDArray<float> Field([Donate] NDArray<float> x) => (x + s_constant).At[0].Set(0f);

    [Jit]
    public static NDArray<float> Inlined(NDArray<float> x, NDArray<float> g) => Step(x, g, 0.5f) * g;

    [Jit]
    public static NDArray<float> InlinedAndDonated([Donate] NDArray<float> x, NDArray<float> g) => Step(Step(x, g, 0.5f), g, 0.25f);

    private static readonly Func<NDArray<float>, NDArray<float>> s_lambda = Kernel.Jit(([Donate] NDArray<float> x) => x * 3f + 1f);

    // In the pool, and below its size; odd, so that the last vector is not whole.
    public static TheoryData<int> Sizes { get; } = [1, 7, 1001, 5 * 23_001];

    private static NDArray<float> New(int seed, params int[] shape) => Arrays.Moderate<float>(seed, shape) + 0f;

    private static void Deleted(NDArray<float> x)
    {
        Assert.True(x.IsDeleted);
        var e = Assert.Throws<ObjectDisposedException>(() => x.ToArray());
        Assert.Contains("[Donate]", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Buffers that a call takes, whose arguments are made anew each time.</summary>
    private static long Buffers(Func<NDArray<float>> argument, Action<NDArray<float>> call)
    {
        call(argument());
        var x = argument();
        var before = KernelCounters.BuffersRented;
        call(x);
        var rented = KernelCounters.BuffersRented - before;
        Deleted(x);
        return rented;
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Results_are_those_of_the_body_and_the_argument_is_deleted(int n)
    {
        NDArray<float> g = New(2, n), x = New(1, n), view = x[(n / 2)..];
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        var expected = step(x, g, 0.1f);
        Assert.False(x.IsDeleted);
        Check.Bits(expected, Step(x, g, 0.1f));
        Deleted(x);
        Deleted(view);
        Func<NDArray<float>, NDArray<float>> longBody = LongBody, shifted = ShiftedRead, identity = Identity;
        Check.Bits(longBody(g), LongBody(g + 0f));
        Check.Bits(shifted(g), ShiftedRead(g + 0f));
        Check.Bits(identity(g), Identity(g + 0f));
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> many = Many;
        foreach (var steps in new[] { 0, 1, 2, 5 }) Check.Bits(many(g, g, steps), Many(g + 0f, g, steps));
        Func<NDArray<float>, float, NDArray<float>> until = Until;
        Check.Bits(until(Abs(g) + 1f, 100f), Until(Abs(g) + 1f, 100f));
        Func<NDArray<float>, NDArray<float>, float, (NDArray<float>, NDArray<float>)> leapfrog = Leapfrog;
        NDArray<float> p = New(3, n), v = New(4, n);
        var (pe, ve) = leapfrog(p, v, 0.1f);
        var (pa, va) = Leapfrog(p, v, 0.1f);
        Check.Bits(pe, pa);
        Check.Bits(ve, va);
        Deleted(p);
        Deleted(v);
        Func<NDArray<float>, (NDArray<float>, NDArray<bool>)> other = OtherType;
        Check.Bits(other(g).Item1, OtherType(g + 0f).Item1);
        Check.Bits(other(g).Item2, OtherType(g + 0f).Item2);
        Check.Bits(New(2, n), g);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_result_takes_the_buffer(int n)
    {
        var g = New(2, n);
        NDArray<float> Argument() => New(1, n);
        Assert.Equal(0, Buffers(Argument, x => Step(x, g, 0.1f)));
        Assert.Equal(0, Buffers(Argument, x => LongBody(x)));
        Assert.Equal(0, Buffers(Argument, x => Many(x, g, 5)));
        Assert.Equal(0, Buffers(Argument, x => Identity(x)));
        Assert.Equal(0, Buffers(Argument, x => Views(x)));
        Assert.Equal(1, Buffers(Argument, x => Both(x)));
        Assert.Equal(1, Buffers(Argument, x => OtherType(x)));
        Assert.Equal(0, Buffers(Argument, x => InlinedAndDonated(x, g)));
        Assert.Equal(0, Buffers(Argument, x => s_lambda(x)));
        // The result of the sum.
        Assert.Equal(1, Buffers(Argument, x => Total(x)));
        // One of two that are read by both.
        var v = New(3, n);
        Assert.Equal(0, Buffers(Argument, x => Leapfrog(x, v + 0f, 0.1f)) - 1);
    }

    [Fact]
    public void Updates_are_written_into_the_argument()
    {
        const int N = 5 * 24_001;
        Func<NDArray<float>, float, NDArray<float>> updated = Updated;
        Func<NDArray<float>, NDArray<float>, NDArray<float>> stencil = Stencil;
        Func<NDArray<float>, NDArray<int>, NDArray<float>, NDArray<float>> picked = Picked;
        Func<NDArray<float>, NDArray<float>> elements = ElementByElement;
        NDArray<float> x = New(1, N), y = New(2, N);
        NDArray<int> at = [5, 1, 5];
        NDArray<float> values = [1, 2, 3];
        Check.Bits(updated(x, 2f), Updated(x + 0f, 2f));
        Check.Bits(stencil(x, y), Stencil(x + 0f, y));
        Check.Bits(stencil(x, x), Stencil(x + 0f, x));
        Check.Bits(picked(x, at, values), Picked(x + 0f, at, values));
        Check.Bits(elements(x[..100]), ElementByElement(x[..100] + 0f));

        NDArray<float> Argument() => New(1, N);
        // The factor as an array.
        Assert.Equal(0, Buffers(Argument, a => Updated(a, 2f)));
        Assert.Equal(0, Buffers(Argument, a => Stencil(a, y)));
        Assert.Equal(Counting.Buffers(() => picked(x, at, values)) - 1, Buffers(Argument, a => Picked(a, at, values)));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Results_that_share_stay(int n)
    {
        NDArray<float> x = New(1, n), given = x + 0f;
        var (all, tail) = Views(given);
        Deleted(given);
        Check.Bits(x, all);
        Check.Bits(x[1..], tail);
        given = x + 0f;
        var (next, old) = Both(given);
        Deleted(given);
        Check.Bits(x * 2f, next);
        Check.Bits(x, old);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void One_array_for_two_arguments(int n)
    {
        NDArray<float> x = New(1, n), given = x + 0f;
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        Check.Bits(step(x, x, 0.1f), Step(given, given, 0.1f));
        Deleted(given);

        given = x + 0f;
        var (p, v) = Leapfrog(given, given, 0.1f);
        Func<NDArray<float>, NDArray<float>, float, (NDArray<float>, NDArray<float>)> leapfrog = Leapfrog;
        Check.Bits(leapfrog(x, x, 0.1f).Item1, p);
        Check.Bits(leapfrog(x, x, 0.1f).Item2, v);
        Deleted(given);

        given = x + 0f;
        var (sum, other) = WithOther(given, given);
        Check.Bits(x + x, sum);
        Check.Bits(x, other);
        Deleted(given);
        // What it lies in is nobody else's.
        for (var k = 0; k < 3; k++) _ = x * 5f;
        Check.Bits(x, other);

        given = x + 0f;
        (sum, other) = WithOther(given, given[(..).By(-1)]);
        Check.Bits(x + x[(..).By(-1)], sum);
        Check.Bits(x[(..).By(-1)], other);
        Deleted(given);

        given = x + 0f;
        Func<NDArray<float>, NDArray<float>, NDArray<float>> stencil = Stencil;
        if (n > 2) Check.Bits(stencil(x, x), Stencil(given, given));
    }

    [Fact]
    public void Operands_of_all_layouts_beside_it()
    {
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        Func<NDArray<float>, NDArray<float>, float, (NDArray<float>, NDArray<float>)> leapfrog = Leapfrog;
        foreach (var (rows, columns) in new[] { (1, 5), (3, 3), (300, 7), (7, 301), (70, 1100), (900, 131), (3, 9001) })
        {
            var x = New(1, rows, columns);
            NDArray<float> g = New(2, rows, columns), turned = New(3, columns, rows).T;
            foreach (var other in new[] { g, g[0], g[.., ..1], g[0, 0], turned, g[(..).By(-1)], BroadcastTo(g[0], rows, columns) })
            {
                Check.Bits(step(x, other, 0.3f), Step(x + 0f, other, 0.3f), $"{x.Shape}, {other.Shape}");
                Check.Bits(leapfrog(x, other, 0.3f).Item2, Leapfrog(x + 0f, other + 0f, 0.3f).V, $"{x.Shape}, {other.Shape}");
                Check.Bits(leapfrog(other, x, 0.3f).Item1, Leapfrog(other + 0f, x + 0f, 0.3f).P, $"{other.Shape}, {x.Shape}");
            }
        }
    }

    [Fact]
    public void What_cannot_be_taken_is_copied_and_deleted()
    {
        const int N = 5 * 27_001;
        var g = New(2, N);
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        Func<NDArray<float>, float, NDArray<float>> updated = Updated;
        (string Name, Func<NDArray<float>> Make)[] arguments =
        [
            ("a part of a larger array", () => New(1, N + 8)[3..^5]),
            ("reversed", () => New(1, N)[(..).By(-1)]),
            ("broadcast", () => BroadcastTo(New(1, 1), N)),
            ("every second one", () => New(1, 2 * N)[(..).By(2)]),
            ("wrapped", () => Wrap(New(1, N).ToArray())),
            ("exposed", () =>
            {
                var x = New(1, N);
                _ = x.AsSpan();
                return x;
            }),
        ];
        foreach (var (name, make) in arguments)
        {
            NDArray<float> x = make(), y = make();
            Check.Bits(step(x, g, 0.5f), Step(x, g, 0.5f), name);
            Deleted(x);
            Check.Bits(updated(y, 0.5f), Updated(y, 0.5f), name);
            Deleted(y);
            var z = make();
            var values = z.ToArray();
            Assert.Equal(values, Identity(z).ToArray());
            Deleted(z);
        }
    }

    [Fact]
    public void A_span_shows_what_it_showed()
    {
        const int N = 5 * 28_001;
        var x = New(1, N);
        var expected = x.ToArray();
        var span = x.AsSpan();
        _ = Updated(x, 3f);
        for (var k = 0; k < 3; k++) _ = New(3, N) * 2f;
        Assert.True(span.SequenceEqual(expected));
        // A span of the result, which is given up then.
        var y = Step(New(1, N), New(2, N), 0.1f);
        span = y.AsSpan();
        expected = span.ToArray();
        _ = Updated(y, 3f);
        for (var k = 0; k < 3; k++) _ = New(3, N) * 2f;
        Assert.True(span.SequenceEqual(expected));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_shape_that_does_not_fit_leaves_the_argument(int n)
    {
        NDArray<float> x = New(1, n), same = x + 0f;
        if (n > 1) Assert.Throws<ShapeException>(() => Step(x, New(2, n + 1), 1f));
        Check.Bits(same, x);
        Assert.Throws<IndexOutOfRangeException>(() => Fails(x, n));
        Deleted(x);
        x = same + 0f;
        if (n > 2) Assert.Throws<ShapeException>(() => Stencil(x, New(2, n + 3)));
        Check.Bits(same, x);
    }

    [Fact]
    public void A_deleted_array_cannot_be_given_up()
    {
        var x = New(1, 100);
        x.Delete();
        Assert.Throws<ObjectDisposedException>(() => Unused(x, Ones<float>(3)));
        x = New(1, 100);
        _ = Unused(x, Ones<float>(3));
        Deleted(x);
        Assert.Throws<ObjectDisposedException>(() => Unused(x, Ones<float>(3)));
    }

    [Fact]
    public void Products_read_what_they_multiply()
    {
        NDArray<float> x = New(1, 150, 150), w = New(2, 150, 150);
        Func<NDArray<float>, NDArray<float>, NDArray<float>> temporaries = Temporaries, product = Product;
        Func<NDArray<float>, NDArray<float>, (NDArray<float>, NDArray<float>)> productAndLoop = ProductAndLoop;
        Check.Bits(temporaries(x, w), Temporaries(x + 0f, w));
        Check.Bits(product(x, w), Product(x + 0f, w));
        Check.Bits(productAndLoop(x, w).Item1, ProductAndLoop(x + 0f, w).Item1);
        Check.Bits(productAndLoop(x, w).Item2, ProductAndLoop(x + 0f, w).Item2);
        Func<NDArray<float>, bool, NDArray<float>, NDArray<float>> branches = Branches;
        Check.Bits(branches(x, true, w), Branches(x + 0f, true, w));
        Check.Bits(branches(x, false, w), Branches(x + 0f, false, w));
        Func<NDArray<float>, NDArray<float>> softmax = Softmax;
        Check.Bits(softmax(x), Softmax(x + 0f));
        // Of the second argument's shape is the result only if the first is.
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        Check.Bits(step(x[0], w, 0.1f), Step(x[0] + 0f, w, 0.1f));
        Check.Bits(step(x, w[0], 0.1f), Step(x + 0f, w[0], 0.1f));
    }

    [Fact]
    public void Batches_fields_and_calls_of_other_kernels()
    {
        NDArray<float> x = New(1, 40, 60), s = New(2, 40, 60);
        var given = x + 0f;
        var before = KernelCounters.BuffersRented;
        var batch = ScaledBatch(given, s);
        Assert.Equal(0, KernelCounters.BuffersRented - before);
        Deleted(given);
        Check.Bits(x * s + 1f, batch);

        Func<NDArray<float>, NDArray<float>> field = Field;
        NDArray<float> four = [1, 2, 3, 4];
        var expected = field(four);
        Check.Bits(expected, Field(four + 0f));
        // A constant of the class that somebody gives up is not written.
        var constant = s_constant + 0f;
        Check.Bits(field(s_constant), Field(constant));
        Check.Bits(Ones<float>(4) * 3f, s_constant);

        // The permission was for an array of the other kernel's caller; this one did not give any.
        Check.Bits((x - 0.5f * s) * s, Inlined(x, s));
        Assert.False(x.IsDeleted);
        // The body of a method gives up nothing.
        Func<NDArray<float>, NDArray<float>, float, NDArray<float>> step = Step;
        _ = step(x, s, 1f);
        Assert.False(x.IsDeleted);
    }

    [Fact]
    public void The_plan_says_what_becomes_of_the_argument()
    {
        var text = Kernel.Explain(Step);
        Assert.Contains("x: f32[...x] donated", text, StringComparison.Ordinal);
        Assert.Contains("%x is donated", text, StringComparison.Ordinal);
        Assert.Contains("in the buffer of %x", text, StringComparison.Ordinal);
        Assert.Contains("goes back", Kernel.Explain(Total), StringComparison.Ordinal);
        Assert.Contains("update in place", Kernel.Explain(Updated), StringComparison.Ordinal);
    }
}
