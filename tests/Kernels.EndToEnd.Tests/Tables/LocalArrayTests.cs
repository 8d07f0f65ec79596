namespace Kernels.EndToEnd.Tests.Tables;

/// <summary>Ordinary arrays and spans that a kernel makes and writes.</summary>
public partial class LocalArrayTests
{
    private static readonly Func<NDArray<double>, int, double, NDArray<double>> EagerFiltered = Filtered;
    private static readonly Func<int[], int[], int> EagerDistance = Distance;
    private static readonly Func<int, int, NDArray<int>> EagerPaths = Paths;
    private static readonly Func<int[], int> EagerStack = Balanced;
    private static readonly Func<NDArray<byte>, int> EagerChecksum = Checksum;
    private static readonly Func<int[], NDArray<int>> EagerSorted = Sorted;
    private static readonly Func<NDArray<double>, int, NDArray<double>> EagerHelped = Helped;
    private static readonly Func<NDArray<int>, int, NDArray<int>> EagerAliased = Aliased;

    [Jit]
    public static NDArray<double> Filtered(NDArray<double> x, int radius, double sigma)
    {
        var k = new double[2 * radius + 1];
        var total = 0.0;
        for (var i = -radius; i <= radius; i++)
        {
            k[i + radius] = Math.Exp(-i * i / (2 * sigma * sigma));
            total += k[i + radius];
        }

        for (var i = 0; i < k.Length; i++) k[i] /= total;
        var n = x.Shape[0] - 2 * radius;
        var y = Zeros<double>(n);
        for (var i = 0; i < k.Length; i++) y += k[i] * x[i..(i + n)];
        return y + k[^1] * FromArray(k)[0];
    }

    private static int[] Codes(string text) => [.. text.Select(c => (int)c)];

    [Jit]
    public static int Distance(int[] s, int[] t)
    {
        var previous = new int[t.Length + 1];
        var current = new int[t.Length + 1];
        for (var j = 0; j < previous.Length; j++) previous[j] = j;
        for (var i = 1; i <= s.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= t.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (s[i - 1] == t[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }

        return previous[t.Length];
    }

    [Jit]
    public static NDArray<int> Paths(int rows, int columns)
    {
        var ways = new int[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                if (i == 0 || j == 0) ways[i, j] = 1;
                else ways[i, j] = ways[i - 1, j] + ways[i, j - 1];
            }

        return FromArray(ways);
    }

    // Indices that change something are evaluated once, and before the value.
    [Jit]
    public static int Balanced(int[] values)
    {
        Span<int> stack = stackalloc int[64];
        var top = 0;
        foreach (var v in values)
        {
            if (v > 0) stack[top++] = v;
            else if (top > 0 && stack[top - 1] == -v) top--;
            else stack[top++] += 100 + top;
        }

        var sum = 0;
        while (top > 0) sum = 3 * sum + stack[--top];
        return sum;
    }

    [Jit]
    public static int Checksum(NDArray<byte> data)
    {
        var table = new uint[256];
        for (var n = 0; n < 256; n++)
        {
            var c = (uint)n;
            for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            table[n] = c;
        }

        var crc = 0xFFFFFFFFu;
        for (var i = 0; i < data.Shape[0]; i++) crc = table[(int)((crc ^ (byte)data[i]) & 0xFF)] ^ (crc >> 8);
        return (int)(crc ^ 0xFFFFFFFFu);
    }

    [Jit]
    public static NDArray<int> Sorted(int[] values)
    {
        var a = new int[values.Length];
        for (var i = 0; i < values.Length; i++) a[i] = values[i];
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j + 1 < a.Length - i; j++)
                if (a[j] > a[j + 1]) (a[j], a[j + 1]) = (a[j + 1], a[j]);
        return FromArray(a);
    }

    [Jit]
    public static NDArray<double> Helped(NDArray<double> x, int n)
    {
        double[] w = [1, 2, 4];
        w[n % 3] = 8;
        Accumulate(w, n);
        var sum = 0.0;
        foreach (var v in w) sum += v;
        w[0]++;
        return x * sum + w[0];
    }

    private static void Accumulate(double[] a, int n)
    {
        if (n < 0) return;
        for (var i = 1; i < a.Length; i++) a[i] += a[i - 1];
    }

    [Jit]
    public static NDArray<int> Aliased(NDArray<int> x, int n)
    {
        var a = new int[4];
        var b = a;
        b[1] = n;
        a[2] = b[1] + 1;
        a = new int[4];
        a[0] = 5;
        return x * (b[2] * 10 + b[0] + a[0]);
    }

    [Vmap]
    public static double Bezier(double t, double a)
    {
        Span<double> p = stackalloc double[4];
        p[0] = a;
        (p[1], p[2], p[^1]) = (1, -1, 2);
        for (var k = 3; k > 0; k--)
            for (var i = 0; i < k; i++) p[i] = p[i] * (1 - t) + p[i + 1] * t;
        return p[0];
    }

    [Jit]
    public static NDArray<double> RungeKutta(NDArray<double> y, double h, int n)
    {
        static NDArray<double> Slope(NDArray<double> v) => Stack([v[1], -v[0]]);
        for (var i = 0; i < n; i++)
        {
            var k = new NDArray<double>[4];
            k[0] = Slope(y);
            k[1] = Slope(y + h / 2 * k[0]);
            k[2] = Slope(y + h / 2 * k[1]);
            k[3] = Slope(y + h * k[2]);
            y += h / 6 * (k[0] + 2 * k[1] + 2 * k[2] + k[3]);
        }

        return y;
    }

    [Jit]
    public static NDArray<double> Neighbours(NDArray<double> x)
    {
        List<NDArray<double>> parts = new();
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++) parts.Add(x[i..(x.Shape[0] - 2 + i), j..(x.Shape[1] - 2 + j)]);
        return Median(Stack([.. parts]), axis: 0) + parts[4] / parts.Count;
    }

    [Jit]
    public static (double[] History, NDArray<double> X) Recorded(NDArray<double> x, int n)
    {
        var history = new double[n];
        for (var i = 0; i < n; i++)
        {
            x *= 0.5;
            history[i] = (double)Sum(x);
        }

        return (history, x);
    }

    [Fact]
    public void Tables_that_a_kernel_fills()
    {
        var x = Arrays.Moderate<double>(1, 500);
        for (var radius = 0; radius < 4; radius++) Check.Bits(EagerFiltered(x, radius, 1.5), FilteredJit(x, radius, 1.5), $"{radius}");
        var data = Arrays.Vector<byte>(100, 3);
        Assert.Equal(EagerChecksum(data), ChecksumJit(data));
        Assert.Equal(unchecked((int)0xCBF43926), ChecksumJit(FromArray("123456789"u8.ToArray())));
    }

    [Fact]
    public void Rows_of_a_recurrence_that_change_places()
    {
        foreach (var (s, t) in new[] { ("kitten", "sitting"), ("", "abc"), ("abc", ""), ("flaw", "lawn"), ("same", "same") })
            Assert.Equal(EagerDistance(Codes(s), Codes(t)), DistanceJit(Codes(s), Codes(t)));
        Assert.Equal(3, DistanceJit(Codes("kitten"), Codes("sitting")));
        Check.Bits(EagerPaths(5, 7), PathsJit(5, 7), "paths");
    }

    [Fact]
    public void Elements_that_change_places()
    {
        foreach (var values in (int[][])[[], [1], [2, 1], [5, 3, 9, 1, 1, 0, -4, 7]]) Check.Bits(EagerSorted(values), SortedJit(values), $"{values.Length}");
        foreach (var values in (int[][])[[1, 2, -2, -1], [1, 2, 3, -2, -9, 4], []]) Assert.Equal(EagerStack(values), BalancedJit(values));
    }

    [Fact]
    public void Helpers_that_write_and_variables_that_share()
    {
        var x = Arrays.Moderate<double>(1, 5);
        for (var n = 0; n < 4; n++) Check.Bits(EagerHelped(x, n), HelpedJit(x, n), $"{n}");
        Check.Bits(EagerAliased(Arange(5), 7), AliasedJit(Arange(5), 7), "aliased");
    }

    [Fact]
    public void Arrays_of_elements_that_are_mapped()
    {
        NDArray<double> t = Arrays.Moderate<double>(1, 100), a = Arrays.Moderate<double>(2, 100);
        var mapped = Bezier(t, a);
        for (var k = 0; k < 100; k++) Assert.Equal(Bezier((double)t[k], (double)a[k]), (double)mapped[k]);
    }

    [Fact]
    public void Arrays_and_lists_of_arrays()
    {
        Func<NDArray<double>, double, int, NDArray<double>> rungeKutta = RungeKutta;
        Func<NDArray<double>, NDArray<double>> neighbours = Neighbours;
        NDArray<double> y = [1, 0.5], x = Arrays.Moderate<double>(3, 9, 11);
        Check.Bits(rungeKutta(y, 0.1, 5), RungeKuttaJit(y, 0.1, 5), "Runge-Kutta");
        Check.Bits(neighbours(x), NeighboursJit(x), "neighbours");
    }

    [Fact]
    public void Ordinary_arrays_as_results()
    {
        Func<NDArray<double>, int, (double[], NDArray<double>)> eager = Recorded;
        var x = Arrays.Moderate<double>(1, 30);
        Assert.Equal(eager(x, 4).Item1, RecordedJit(x, 4).History);
    }

    [Fact]
    public void Indices_out_of_range() => Assert.Throws<IndexOutOfRangeException>(() => BalancedJit([.. Enumerable.Range(1, 65)]));
}
