namespace Kernels.EndToEnd.Tests.ControlFlow;

public partial class LoopTests
{
    [Jit]
    public static NDArray<float> Power(NDArray<float> x, int n)
    {
        var result = OnesLike(x);
        for (var i = 0; i < n; i++) result *= x;
        return result;
    }

    [Jit]
    public static NDArray<float> Down(NDArray<float> x, int n)
    {
        for (int i = n; i > 0; i--) x = x * 0.5f + i;
        for (int i = 10; i >= 0; i -= 3) x -= i;
        for (int i = 1; i <= 5; i += 2) x += i;
        return x;
    }

    [Jit]
    public static NDArray<float> Inclusive(NDArray<float> x, int first, int last)
    {
        for (var i = first; i <= last; i++) x += i;
        return x;
    }

    [Jit]
    public static NDArray<float> Fibonacci(NDArray<float> x, NDArray<float> y, int n)
    {
        for (var i = 0; i < n; i++) (x, y) = (y, x + y);
        return x - y * 0.5f;
    }

    [Jit]
    public static NDArray<float> Swapped(NDArray<float> x, NDArray<float> y, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var t = x;
            x = y;
            y = t;
        }

        return x - 2f * y;
    }

    [Jit]
    public static NDArray<double> Newton(NDArray<double> a, double tolerance)
    {
        var x = a;
        var steps = 0;
        while ((double)Max(Abs(x * x - a)) > tolerance && steps < 100)
        {
            x = 0.5 * (x + a / x);
            steps++;
        }

        return x + steps;
    }

    [Jit]
    public static NDArray<float> Halving(NDArray<float> x)
    {
        while (x.Shape[0] > 1)
        {
            var half = x.Shape[0] / 2;
            x = x[..half] + x[half..(2 * half)];
        }

        return x[0];
    }

    [Jit]
    public static NDArray<float> Growing(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++) x = Concatenate([x, x * 2f]);
        return x;
    }

    [Jit]
    public static NDArray<float> Widening(NDArray<float> x, NDArray<float> row, int n)
    {
        var sum = Zeros<float>();
        for (var i = 0; i < n; i++) sum = sum + x * row;
        return sum;
    }

    [Jit]
    public static NDArray<int> NestedLoops(NDArray<int> x, int n)
    {
        var count = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                if ((i + j) % 2 == 0) count += j; else count--;
                x = x + i * j;
            }
        }

        return x * count;
    }

    [Jit]
    public static NDArray<int> Columns(NDArray<int> m)
    {
        var sum = m[.., 0];
        for (var j = 1; j < m.Shape[1]; j++) sum = sum * 3 + m[.., j];
        return sum;
    }

    [Jit]
    public static NDArray<int> Filled(int n)
    {
        var x = Zeros<int>(n);
        for (var i = 0; i < n; i++) x = x.At[i].Set(i * i);
        return x;
    }

    [Jit]
    public static NDArray<long> Collatz(NDArray<long> x, long n)
    {
        long steps = 0;
        while (n != 1)
        {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            ++steps;
        }

        return x + steps;
    }

    [Jit]
    public static NDArray<float> Unused(NDArray<float> x, int n)
    {
        var k = 3;
        for (var i = 0; i < n; i++) k += i;
        for (var i = 0; i < n; i++) { }
        return x * 2f;
    }

    [Jit]
    public static NDArray<float> NoBraces(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++)
            if (i % 2 == 0) x += i;
            else
                x *= 0.5f;
        return x;
    }

    [Jit]
    public static NDArray<float> BoundChanges(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            x += 1f;
            n--;
        }

        for (int i = 0, j = n; i < j; i++, j--) x *= 2f;
        return x + n;
    }

    [Jit]
    public static NDArray<float> LongCounter(NDArray<float> x, long n)
    {
        for (long i = 0; i < n; i += 2) x += i;
        return x;
    }

    [Jit]
    public static NDArray<double> Tridiagonal(NDArray<double> d, double b)
    {
        var n = d.Shape[0];
        var x = d;
        for (var i = 1; i < n; i++) x = x.At[i].Add(-b * x[i - 1]);
        for (var i = n - 2; i >= 0; i--) x = x.At[i].Add(-b * x[i + 1]);
        return x;
    }

    private static readonly NDArray<float> X = Arrays.Moderate<float>(1, 5, 7);

    private static readonly NDArray<float> Y = Arrays.Moderate<float>(2, 5, 7);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(7)]
    public void Counted_loops(int n)
    {
        Func<NDArray<float>, int, NDArray<float>> power = Power, down = Down, noBraces = NoBraces, bound = BoundChanges, unused = Unused, growing = Growing;
        Check.Bits(power(X, n), PowerJit(X, n));
        Check.Bits(down(X, n), DownJit(X, n));
        Check.Bits(noBraces(X, n), NoBracesJit(X, n));
        Check.Bits(bound(X, n), BoundChangesJit(X, n));
        Check.Bits(unused(X, n), UnusedJit(X, n));
        Check.Bits(growing(X, n), GrowingJit(X, n));
        Func<NDArray<float>, int, int, NDArray<float>> inclusive = Inclusive;
        Check.Bits(inclusive(X, -2, n), InclusiveJit(X, -2, n));
        Func<NDArray<float>, long, NDArray<float>> longs = LongCounter;
        Check.Bits(longs(X, n), LongCounterJit(X, n));
        Func<NDArray<int>, int, NDArray<int>> nested = NestedLoops;
        Check.Bits(nested([1, 2], n), NestedLoopsJit([1, 2], n));
        Func<int, NDArray<int>> filled = Filled;
        Check.Bits(filled(n), FilledJit(n));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(9)]
    public void Carried_arrays_change_places(int n)
    {
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> fibonacci = Fibonacci, swapped = Swapped;
        Check.Bits(fibonacci(X, Y, n), FibonacciJit(X, Y, n));
        Check.Bits(swapped(X, Y, n), SwappedJit(X, Y, n));
        Check.Bits(fibonacci(X, Y[0], n == 0 ? 1 : n), FibonacciJit(X, Y[0], n == 0 ? 1 : n));
    }

    [Fact]
    public void Loops_until_a_condition()
    {
        Func<NDArray<double>, double, NDArray<double>> newton = Newton;
        NDArray<double> a = [1, 2, 3, 4, 100];
        Check.Bits(newton(a, 1e-9), NewtonJit(a, 1e-9));
        Func<NDArray<long>, long, NDArray<long>> collatz = Collatz;
        Check.Bits(collatz([1], 27), CollatzJit([1], 27));
    }

    [Fact]
    public void Shapes_change_in_a_loop()
    {
        Func<NDArray<float>, NDArray<float>> halving = Halving;
        Check.Bits(halving(Arrays.Moderate<float>(1, 64, 3)), HalvingJit(Arrays.Moderate<float>(1, 64, 3)));
        Func<NDArray<float>, NDArray<float>, int, NDArray<float>> widening = Widening;
        foreach (var n in new[] { 0, 1, 3 }) Check.Bits(widening(X, X[0], n), WideningJit(X, X[0], n));
        Check.Bits(widening(X[..1], X[.., ..1], 2), WideningJit(X[..1], X[.., ..1], 2));
    }

    [Fact]
    public void Loops_over_indices()
    {
        Func<NDArray<int>, NDArray<int>> columns = Columns;
        var m = Arrays.Vector<int>(20, 1).Reshape(4, 5);
        Check.Bits(columns(m), ColumnsJit(m));
        Func<NDArray<double>, double, NDArray<double>> tridiagonal = Tridiagonal;
        Check.Bits(tridiagonal([1, 2, 3, 4, 5], 0.25), TridiagonalJit([1, 2, 3, 4, 5], 0.25));
    }
}
