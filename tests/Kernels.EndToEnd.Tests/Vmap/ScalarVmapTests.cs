namespace Kernels.EndToEnd.Tests.Vmap;

public partial class ScalarVmapTests
{
    [Vmap] public static int Add(int a, int b) => a + b;

    [Vmap]
    public static float Huber(float r, float delta) =>
        MathF.Abs(r) <= delta ? 0.5f * r * r : delta * (MathF.Abs(r) - 0.5f * delta);

    [Vmap(Shared = [nameof(delta)], Name = "HuberOf")]
    public static float HuberShared(float r, float delta)
    {
        var a = MathF.Abs(r);
        if (a <= delta) return 0.5f * r * r;
        return delta * (a - 0.5f * delta);
    }

    [Vmap(InAxes = [0, -1, -1])]
    public static double Polynomial(double x, int n, double c)
    {
        var sum = 0.0;
        var power = 1.0;
        for (var i = 0; i < n; i++)
        {
            sum += power * c;
            power *= x;
        }

        return sum;
    }

    [Vmap] public static int SafeDivide(int a, int b) => b != 0 ? a / b : -1;

    [Vmap]
    public static int SafeDivideIf(int a, int b)
    {
        int q;
        if (b == 0) q = -1;
        else q = a / b + a % b;
        return q;
    }

    [Vmap] public static long SafeDivideLong(long a, long b) => b == 0 ? 0 : a / b;

    [Vmap] public static byte SafeDivideByte(byte a, byte b) => b == 0 ? (byte)255 : (byte)(a / b);

    [Vmap] public static bool Divides(int a, int b) => b != 0 && a % b == 0;

    [Vmap] public static float Piecewise(float x) => x switch { < -1f => -1f, > 1f => 1f, 0f => 42f, _ => x * x };

    [Vmap] public static double MixedTypes(float f, int i, bool b, long l, byte c, double d) => b ? f * i + d : l - c + (i > 0 ? f : 0.5);

    [Vmap]
    public static float Steps(float x)
    {
        var y = x;
        if (x > 0)
        {
            y += 1;
            if (x > 2) y *= 2;
            else y -= 0.5f;
        }
        else if (x < -2)
        {
            return -100f;
        }

        y++;
        return y / 3;
    }

    [Vmap] public static (float Sin, float Cos) SinCos(float x) => (MathF.Sin(x), MathF.Cos(x));

    [Vmap]
    public static (int Quotient, int Remainder) DivRem(int a, int b)
    {
        if (b == 0) return (0, a);
        return (a / b, a % b);
    }

    [Vmap] public static float Ignores(float x, float unused) => x + 1f;

    [Vmap] public static float Same(float x) => x;

    [Vmap] public static float Nothing(float x) => 3f;

    [Vmap] public static int Bits(int x, int y) => (x & y) | (x ^ 5) - (x << 3) + (y >> 2) + ~x;

    [Vmap] public static byte Saturate(int x) => (byte)(x < 0 ? 0 : x > 255 ? 255 : x);

    [Vmap] public static int Luminance(byte r, byte g, byte b) => (r * 77 + g * 150 + b * 29) >> 8;

    [Vmap] public static byte ByteSum(byte a, byte b) => (byte)(a + b * 2);

    [Vmap] public static double Distance(double x, double y, double z) => Math.Sqrt(x * x + y * y + z * z);

    [Vmap]
    public static float Constants(float x)
    {
        const float Two = 2f;
        var sum = 0f;
        for (var i = 0; i < 4; i++) sum += x * i + Two;
        for (var i = 3; i > 0; i--) sum -= i;
        return sum;
    }

    [Vmap]
    public static int Mandelbrot(double cx, double cy)
    {
        double x = 0, y = 0;
        var count = 0;
        for (var i = 0; i < 50; i++)
        {
            var inside = x * x + y * y <= 4;
            (x, y) = inside ? (x * x - y * y + cx, 2 * x * y + cy) : (x, y);
            count += inside ? 1 : 0;
        }

        return count;
    }

    [Vmap] public static float UsesHelper(float x) => Helper(x) + Same(x);

    private static float Helper(float x)
    {
        if (x < 0) return -x;
        return MathF.Sqrt(x);
    }

    [Vmap] public static bool Logic(bool a, bool b, float x) => a && x > 0 || !b ^ x < -1;

    [Vmap] public static double IntSqrt(int x) => Math.Sqrt(Math.Max(x, 0)) + Math.Min(x, 3) + Math.Abs(x % 1000);

    [Vmap] public static long Wide(int a, int b) => (long)a * b;

    [Vmap] internal static float Truncating(double x) => (int)x + (float)x;

    [Vmap] public static float Guarded(float x, int n) => n > 0 && 10 / n > 2 ? x : -x;

    [Vmap] public static float Nested(float x, float y) => x > 0 ? y > 0 ? 1 : y < -1 ? 2 : 3 : y == x ? 4 : x / y;

    private static T[] Expect<A, B, T>(NDArray<A> x, NDArray<B> y, Func<A, B, T> f)
    {
        var shape = x.Rank >= y.Rank ? x.Shape : y.Shape;
        return [.. BroadcastTo(x, shape).ToArray().Zip(BroadcastTo(y, shape).ToArray(), f)];
    }

    private static void Binary<A, B, T>(Func<A, B, T> scalar, Func<NDArray<A>, NDArray<B>, NDArray<T>> mapped) where A : unmanaged where B : unmanaged where T : unmanaged
    {
        foreach (var (x, y) in Arrays.All<A>(1).Zip(Arrays.All<B>(2)))
        {
            Check.Bits(FromArray(Expect(x, y, scalar)).Reshape([.. x.Shape]), mapped(x, y), $"{x.Shape}");
            var one = Arrays.Vector<B>(30, 3)[3];
            Check.Bits(FromArray(Expect(x, one, scalar)).Reshape([.. x.Shape]), mapped(x, one), $"{x.Shape} and a scalar");
        }
    }

    private static void Unary<A, T>(Func<A, T> scalar, Func<NDArray<A>, NDArray<T>> mapped) where A : unmanaged where T : unmanaged
    {
        foreach (var x in Arrays.All<A>(1)) Check.Bits(FromArray([.. x.ToArray().Select(scalar)]).Reshape([.. x.Shape]), mapped(x), $"{x.Shape}");
    }

    [Fact] public void Sums() => Binary<int, int, int>(Add, Add);

    [Fact]
    public void The_sum_of_two_matrices()
    {
        NDArray<int> a = [[1, 2], [3, 4]], b = [[10, 20], [30, 40]];
        Check.Bits([[11, 22], [33, 44]], Add(a, b));
    }

    [Fact]
    public void Branches_on_lanes()
    {
        Binary<float, float, float>(Huber, Huber);
        foreach (var delta in new[] { 0.5f, 1.5f })
            Unary<float, float>(r => HuberShared(r, delta), r => HuberOf(r, delta));
        Unary<float, float>(Piecewise, Piecewise);
        Unary<float, float>(Steps, Steps);
        Binary<float, float, float>(Nested, Nested);
    }

    [Fact]
    public void Divisions_that_a_condition_guards_do_not_throw()
    {
        NDArray<int> a = [1, -7, int.MinValue, 5, 9, 0], b = [0, 2, 0, 0, -3, 0];
        Check.Bits(FromArray(Expect(a, b, SafeDivide)), SafeDivide(a, b));
        Check.Bits(FromArray(Expect(a, b, SafeDivideIf)), SafeDivideIf(a, b));
        Check.Bits(FromArray(Expect(a, b, Divides)), Divides(a, b));
        NDArray<long> c = a.As<long>(), d = b.As<long>();
        Check.Bits(FromArray(Expect(c, d, SafeDivideLong)), SafeDivideLong(c, d));
        NDArray<byte> e = a.As<byte>(), f = b.As<byte>();
        Check.Bits(FromArray(Expect(e, f, SafeDivideByte)), SafeDivideByte(e, f));
        NDArray<float> x = [1, 2, 3, 4, 5, 6];
        Check.Bits(FromArray(Expect(x, b, Guarded)), Guarded(x, b));
        Binary<byte, byte, byte>(SafeDivideByte, SafeDivideByte);
    }

    [Fact]
    public void Mixed_types()
    {
        const int N = 100;
        NDArray<float> f = Arrays.Vector<float>(N, 1);
        NDArray<int> i = Arrays.Vector<int>(N, 2);
        NDArray<bool> b = Arrays.Vector<bool>(N, 3);
        NDArray<long> l = Arrays.Vector<long>(N, 4);
        NDArray<byte> c = Arrays.Vector<byte>(N, 5);
        NDArray<double> d = Arrays.Vector<double>(N, 6);
        var expected = Enumerable.Range(0, N).Select(k => MixedTypes((float)f[k], (int)i[k], (bool)b[k], (long)l[k], (byte)c[k], (double)d[k]));
        Check.Bits(FromArray([.. expected]), MixedTypes(f, i, b, l, c, d));
        Check.Bits(FromArray([.. Enumerable.Range(0, N).Select(k => Logic((bool)b[k], k % 3 == 0, (float)f[k]))]), Logic(b, FromArray([.. Enumerable.Range(0, N).Select(k => k % 3 == 0)]), f));
    }

    [Fact]
    public void Integers_and_bytes()
    {
        Binary<int, int, int>(Bits, Bits);
        Unary<int, byte>(Saturate, Saturate);
        Binary<byte, byte, byte>(ByteSum, ByteSum);
        Binary<int, int, long>(Wide, Wide);
        Unary<int, double>(x => IntSqrt(x == int.MinValue ? 0 : x), x => IntSqrt(Where(x == int.MinValue, 0, x)));
        NDArray<byte> r = Arrays.Vector<byte>(50, 1), g = Arrays.Vector<byte>(50, 2), b = Arrays.Vector<byte>(50, 3);
        Check.Bits(FromArray([.. Enumerable.Range(0, 50).Select(k => Luminance((byte)r[k], (byte)g[k], (byte)b[k]))]), Luminance(r, g, b));
    }

    [Fact]
    public void Loops_whose_bounds_all_elements_share()
    {
        Unary<double, double>(x => Polynomial(x, 5, 2.0), x => Polynomial(x, 5, 2.0));
        Unary<double, double>(x => Polynomial(x, 0, 2.0), x => Polynomial(x, 0, 2.0));
        Unary<float, float>(Constants, Constants);
        NDArray<double> cx = Linspace(-2.0, 0.5, 23), cy = Linspace(-1.0, 1.0, 17).Reshape(17, 1);
        var counts = Mandelbrot(cx, cy);
        Assert.Equal([17, 23], counts.Shape);
        for (var i = 0; i < 17; i++)
            for (var j = 0; j < 23; j++)
                Assert.Equal(Mandelbrot((double)cx[j], (double)cy[i, 0]), (int)counts[i, j]);
    }

    [Fact]
    public void Results_that_do_not_depend_on_all_arguments()
    {
        Binary<float, float, float>(Ignores, Ignores);
        Unary<float, float>(Same, Same);
        Unary<float, float>(Nothing, Nothing);
        Assert.Equal([3, 4], Ignores(Zeros<float>(4), Zeros<float>(3, 1)).Shape);
    }

    [Fact]
    public void Tuples()
    {
        var x = Arrays.Moderate<float>(1, 33);
        var (sin, cos) = SinCos(x);
        Check.Close(Sin(x), sin);
        Check.Close(Cos(x), cos);
        NDArray<int> a = [7, -7, 5], b = [2, 0, -3];
        var (q, r) = DivRem(a, b);
        Check.Bits([3, 0, -1], q);
        Check.Bits([1, -7, 2], r);
    }

    [Fact]
    public void Helpers_and_mathematics()
    {
        Unary<float, float>(UsesHelper, UsesHelper);
        Unary<double, float>(x => Truncating(double.IsFinite(x) && Math.Abs(x) < 1e9 ? x : 0), x => Truncating(Where(IsFinite(x) & (Abs(x) < 1e9), x, 0.0)));
        NDArray<double> v = Arrays.Moderate<double>(1, 20);
        Check.Bits(Sqrt(v * v + v[0] * v[0] + v[1] * v[1]), Distance(v, v[0], v[1]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => Add(Zeros<int>(2, 3), Zeros<int>(4)));
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(4,)", error.Message, StringComparison.Ordinal);
    }
}
