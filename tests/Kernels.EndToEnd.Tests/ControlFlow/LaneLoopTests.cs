namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Loops in scalar methods whose end differs from element to element.</summary>
public partial class LaneLoopTests
{
    [Vmap(Shared = ["max"])]
    public static int Escape(float cr, float ci, int max)
    {
        float zr = 0, zi = 0;
        for (var k = 0; k < max; k++)
        {
            float r2 = zr * zr, i2 = zi * zi;
            if (r2 + i2 > 4f) return k;
            zi = 2f * zr * zi + ci;
            zr = r2 - i2 + cr;
        }

        return max;
    }

    [Vmap(Shared = ["max"])]
    public static int EscapeWhile(double cr, double ci, int max)
    {
        double zr = 0, zi = 0;
        var k = 0;
        while (k < max && zr * zr + zi * zi <= 4)
        {
            var t = zr * zr - zi * zi + cr;
            zi = 2 * zr * zi + ci;
            zr = t;
            k++;
        }

        return k;
    }

    [Fact]
    public void Escape_times()
    {
        foreach (var max in (int[])[0, 1, 50])
        {
            Lanes.Same((x, y) => Escape(x, y, max), (x, y) => Escape(x, y, max), Lanes.Floats, [.. Lanes.Floats.Select(f => f / 2)]);
            Lanes.Same((x, y) => EscapeWhile(x, y, max), (x, y) => EscapeWhile(x, y, max), Lanes.Doubles, [.. Lanes.Doubles.Select(f => f / 2)]);
        }
    }

    [Vmap]
    public static int Gcd(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    [Vmap]
    public static long GcdLong(long a, long b)
    {
        while (true)
        {
            if (b == 0) break;
            var r = a % b;
            a = b;
            b = r;
        }

        return a < 0 ? -a : a;
    }

    [Vmap]
    public static int Collatz(int n)
    {
        var steps = 0;
        if (n < 1) return -1;
        do
        {
            if (n == 1) break;
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            steps++;
        }
        while (steps < 500);
        return steps;
    }

    [Fact]
    public void Integers()
    {
        Lanes.Same(Gcd, Gcd, Lanes.Ints, Lanes.Ints);
        Lanes.Same(GcdLong, GcdLong, Lanes.Longs, [.. Lanes.Ints.Select(i => (long)i)]);
        Lanes.Same(Collatz, Collatz, Lanes.Ints);
    }

    [Vmap]
    public static double NewtonRoot(double x)
    {
        if (!(x > 0)) return 0;
        var y = x > 1 ? x : 1.0;
        for (var k = 0; k < 60; k++)
        {
            var next = 0.5 * (y + x / y);
            if (Math.Abs(next - y) <= 1e-15 * next) break;
            y = next;
        }

        return y;
    }

    [Vmap]
    public static (float Root, int Steps) Newton(float x)
    {
        var y = 1f;
        for (var k = 0; ; k++)
        {
            var step = (y * y - x) / (2f * y);
            y -= step;
            if (MathF.Abs(step) < 1e-6f || k == 40) return (y, k);
        }
    }

    [Vmap]
    public static double HalvedUntilSmall(double x)
    {
        do x *= 0.5; while (x > 1);
        return x;
    }

    [Fact]
    public void Iterations_that_converge()
    {
        Lanes.Same(NewtonRoot, NewtonRoot, [.. Lanes.Doubles.Where(d => !double.IsInfinity(d))]);
        Lanes.Same(x => Newton(x).Root, x => Newton(x).Root, Lanes.Floats);
        Lanes.Same(x => Newton(x).Steps, x => Newton(x).Steps, Lanes.Floats);
        Lanes.Same(HalvedUntilSmall, HalvedUntilSmall, [.. Lanes.Doubles.Where(d => !double.IsPositiveInfinity(d))]);
    }

    [Vmap]
    public static long PrimeSum(int n)
    {
        var sum = 0L;
        for (var i = 2; i < n && i < 60; i++)
        {
            if (i == 9) continue;
            var isPrime = true;
            for (var j = 2; j * j <= i; j++)
            {
                if (i % j != 0) continue;
                isPrime = false;
                break;
            }

            if (!isPrime) continue;
            sum += i;
        }

        return sum;
    }

    [Vmap]
    public static int Nested(int n, int m)
    {
        var total = 0;
        for (var i = 0; i < n; i++)
        {
            if (i > 20) break;
            for (var j = i; j < m; j++)
            {
                if (j % 3 == 1) continue;
                if (j > 25) break;
                if (total > 200) return total + j;
                total += i ^ j;
            }

            total++;
        }

        return -total;
    }

    [Vmap]
    public static int TripleCount(int n)
    {
        var count = 0;
        for (var a = 1; a < n && a < 30; a++)
            for (var b = a; b < 30; b++)
            {
                var square = a * a + b * b;
                var c = b;
                while (c * c < square) c++;
                if (c * c == square && c < n) count++;
            }

        return count;
    }

    [Fact]
    public void Loops_in_loops()
    {
        Lanes.Same(PrimeSum, PrimeSum, Lanes.Ints);
        Lanes.Same(Nested, Nested, Lanes.Ints, Lanes.Ints);
        Lanes.Same(TripleCount, TripleCount, Lanes.Ints);
    }

    [Vmap]
    public static double Mixed(float x, int n)
    {
        var sum = 0.0;
        var count = 0L;
        var flag = false;
        var y = x;
        while (n > 0)
        {
            n = n >> 1;
            sum += y * (double)n;
            y *= 0.5f;
            count += n % 2 == 0 ? 3L : n;
            if (y > 100f)
            {
                flag = !flag;
                continue;
            }

            if (float.IsNaN(y)) return -count;
            sum -= count;
        }

        return flag ? sum : sum + count;
    }

    [Vmap] public static long Shifts(long x, int n) => (x << n) + (n >> 3) - (x >> (n & 3));

    [Vmap]
    public static int DividesUnderMask(int a, int b)
    {
        var q = 0;
        while (b > 0)
        {
            q += a / b;
            b -= 7;
            if (b == 0) q += 1000; else q += 100 / b;
        }

        return q;
    }

    [Vmap]
    public static byte Bytes(byte x, int n)
    {
        for (var k = 0; k < n; k++)
        {
            if (k > 30) return x;
            x += 37;
        }

        return (byte)(x >> 1);
    }

    [Fact]
    public void Types_mix()
    {
        Lanes.Same(Mixed, Mixed, Lanes.Floats, Lanes.Ints);
        Lanes.Same(Shifts, Shifts, Lanes.Longs, Lanes.Ints);
        Lanes.Same(DividesUnderMask, DividesUnderMask, Lanes.Ints, [.. Lanes.Ints.Select(i => i % 50)]);
        Lanes.Same(Bytes, Bytes, [.. Lanes.Ints.Select(i => (byte)i)], Lanes.Ints);
    }

    [Vmap]
    public static float Uniform(float x, float y)
    {
        // The loop counts alike for all elements; the branch in it does not.
        var sum = 0f;
        for (var k = 0; k < 10; k++)
        {
            if (k % 3 == 0) sum += x;
            else if (x > y) sum -= k * y;
            if (sum > 50f) sum -= 50f;
        }

        return sum;
    }

    [Vmap]
    public static float OnlySome(float x)
    {
        // Only elements that take the branch may enter the loop: it has no end for the others.
        var y = x;
        if (x > 0 && x < 100)
        {
            while (y < 1000f) y *= 2f;
        }
        else if (x < -1 && x > -100)
        {
            for (var k = 0; k < 5; k++) y += MathF.Sqrt(-y) * k;
        }

        return y;
    }

    private static float Series(float x)
    {
        var term = 1f;
        var sum = 0f;
        var k = 1;
        while (MathF.Abs(term) > 1e-6f)
        {
            sum += term;
            term *= x / k++;
            if (k > 60) return float.NaN;
        }

        return sum;
    }

    [Vmap] public static float Helpers(float x, float y) => Series(x) + (y > 0 ? Series(y) * 2f : Series(-y));

    [Fact]
    public void Branches_and_helpers()
    {
        Lanes.Same(Uniform, Uniform, Lanes.Floats, Lanes.Floats);
        Lanes.Same(OnlySome, OnlySome, Lanes.Floats);
        Lanes.Same(Helpers, Helpers, Lanes.Floats, Lanes.Floats);
    }

    [Fact]
    public void A_division_by_zero_that_an_element_reaches_throws()
    {
        Assert.Throws<DivideByZeroException>(() => Unguarded(FromArray([1, 2, 3, 4, 5, 6, 7, 8, 9]), 3));
        Assert.Equal([4], Unguarded(FromArray([4]), -1).ToArray());
    }

    [Vmap]
    public static int Unguarded(int a, int b)
    {
        while (b >= 0) a /= b--;
        return a;
    }
}
