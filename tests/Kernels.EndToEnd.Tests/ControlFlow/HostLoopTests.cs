namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Ways out of loops on host values.</summary>
public partial class HostLoopTests
{
    [Jit]
    public static NDArray<float> Breaks(NDArray<float> x, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (i == 3) break;
            if (i % 2 == 1) continue;
            x += i;
        }

        return x;
    }

    [Jit]
    public static NDArray<float> Returns(NDArray<float> x, int n)
    {
        for (var i = 0; i < 5; i++)
        {
            var y = x * 2f;
            if (i == n) return y;
            x = y + 1f;
        }

        return -x;
    }

    [Jit]
    public static (NDArray<float>, int) Converges(NDArray<float> x)
    {
        var k = 0;
        while (true)
        {
            if ((float)Max(Abs(x)) < 1f) return (x, k);
            x *= 0.5f;
            k++;
        }
    }

    [Jit]
    public static NDArray<float> DoWhile(NDArray<float> x, int n)
    {
        do
        {
            x += n;
            if (n == 4) continue;
            x *= 2f;
        }
        while (--n > 0);
        return x;
    }

    [Jit]
    public static NDArray<float> Rows(NDArray<float> m, float limit)
    {
        var sum = Zeros<float>(m.Shape[1]);
        for (var i = 0; i < m.Shape[0]; i++)
        {
            var row = m[i];
            for (var j = 0; j < 3; j++)
            {
                if ((float)row.Sum() > limit) return sum - j;
                row += 1f;
            }

            sum += row;
        }

        return sum;
    }

    [Jit]
    public static NDArray<float> Search(NDArray<float> x, int n)
    {
        var found = -1;
        for (var i = 0; i < x.Shape[0]; i++)
        {
            if ((int)x[i] != n) continue;
            found = i;
            break;
        }

        return found < 0 ? x : x + found;
    }

    [Fact]
    public void Leave_early()
    {
        var x = Arange(6).As<float>();
        Func<NDArray<float>, int, NDArray<float>> breaks = Breaks, returns = Returns, doWhile = DoWhile, search = Search;
        for (var n = -1; n < 8; n++)
        {
            Check.Bits(breaks(x, n), BreaksJit(x, n), $"n {n}");
            Check.Bits(returns(x, n), ReturnsJit(x, n), $"n {n}");
            Check.Bits(doWhile(x, n), DoWhileJit(x, n), $"n {n}");
            Check.Bits(search(x, n), SearchJit(x, n), $"n {n}");
        }

        Func<NDArray<float>, (NDArray<float>, int)> converges = Converges;
        foreach (var scale in (float[])[0, 0.1f, 1, 1000])
        {
            var (expected, steps) = converges(x * scale);
            var (actual, same) = ConvergesJit(x * scale);
            Check.Bits(expected, actual);
            Assert.Equal(steps, same);
        }

        Func<NDArray<float>, float, NDArray<float>> rows = Rows;
        var m = Arange(12).Reshape(4, 3).As<float>();
        foreach (var limit in (float[])[-1, 10, 16, 1000]) Check.Bits(rows(m, limit), RowsJit(m, limit), $"limit {limit}");
    }
}
