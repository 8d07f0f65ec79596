namespace Kernels.EndToEnd.Tests.Programs;

/// <summary>Programs of NPBench in which each step needs the one before, against plain loops.</summary>
public partial class RecurrenceTests
{
    [Jit]
    public static NDArray<double> Durbin(NDArray<double> r)
    {
        var y = ZerosLike(r);
        var alpha = -r[0];
        NDArray<double> beta = 1.0;
        y = y.At[0].Set(-r[0]);
        for (var k = 1; k < r.Shape[0]; k++)
        {
            beta *= 1.0 - alpha * alpha;
            var reversed = (..k).By(-1);
            alpha = -(r[k] + Dot(r[reversed], y[..k])) / beta;
            y = y.At[..k].Add(alpha * Flip(y[..k]));
            y = y.At[k].Set(alpha);
        }

        return y;
    }

    [Jit]
    public static int Crc16(NDArray<byte> data, int polynomial)
    {
        var crc = 0xFFFF;
        foreach (byte b in data)
        {
            var current = 0xFF & b;
            for (var k = 0; k < 8; k++)
            {
                if (((crc & 1) ^ (current & 1)) != 0) crc = (crc >> 1) ^ polynomial;
                else crc >>= 1;
                current >>= 1;
            }
        }

        crc = ~crc & 0xFFFF;
        return ((crc << 8) | ((crc >> 8) & 0xFF)) & 0xFFFF;
    }

    [Jit]
    public static NDArray<int> Nussinov(NDArray<int> sequence)
    {
        var n = sequence.Shape[0];
        var table = Zeros<int>(n, n);
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                table = table.At[i, j].Set(Maximum(table[i, j], table[i, j - 1]));
                if (i + 1 < n)
                {
                    table = table.At[i, j].Set(Math.Max((int)table[i, j], (int)table[i + 1, j]));
                    table = table.At[i, j].Max(i < j - 1 ? table[i + 1, j - 1] + Match((int)sequence[i], (int)sequence[j]) : table[i + 1, j - 1]);
                }

                for (var k = i + 1; k < j; k++) table = table.At[i, j].Max(table[i, k] + table[k + 1, j]);
            }
        }

        return table;
    }

    private static int Match(int a, int b)
    {
        if (a + b == 3) return 1;
        return 0;
    }

    [Jit]
    public static NDArray<double> Seidel(int steps, NDArray<double> a)
    {
        var (n, m) = a.Shape;
        for (var t = 0; t < steps; t++)
        {
            for (var i = 1; i < n - 1; i++)
            {
                a = a.At[i, 1..^1].Add(a[i - 1, ..^2] + a[i - 1, 1..^1] + a[i - 1, 2..] + a[i, 2..] + a[i + 1, ..^2] + a[i + 1, 1..^1] + a[i + 1, 2..]);
                for (var j = 1; j < m - 1; j++)
                {
                    a = a.At[i, j].Add(a[i, j - 1]);
                    a = a.At[i, j].Divide(9.0);
                }
            }
        }

        return a;
    }

    [Theory, InlineData(1), InlineData(2), InlineData(9), InlineData(40)]
    public void Durbin_solves_the_Toeplitz_system(int n)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++) values[i] = (n + 1.0 - i) / (4 * n * n);
        var r = FromArray(values);
        var y = DurbinJit(r);

        // T y = -r, where T has r[|i - j| - 1] beside a diagonal of ones.
        var t = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) t[i, j] = i == j ? 1 : values[Math.Abs(i - j) - 1];
        Check.Close(-r, MatMul(FromArray(t), y), $"{n}");
    }

    [Fact]
    public void Crc_of_the_check_string()
    {
        Assert.Equal(0x6E90, Crc16Jit(FromArray("123456789"u8.ToArray()), 0x8408));
        Func<NDArray<byte>, int, int> eager = Crc16;
        foreach (var length in Arrays.Lengths) Assert.Equal(eager(Arrays.Vector<byte>(length, 1), 0x8408), Crc16Jit(Arrays.Vector<byte>(length, 1), 0x8408));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(25)]
    public void Nussinov_against_loops(int n)
    {
        var s = new int[n];
        for (var i = 0; i < n; i++) s[i] = i * 7 % 11 % 4;
        var t = new int[n, n];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                t[i, j] = Math.Max(t[i, j - 1], Math.Max(t[i + 1, j], t[i + 1, j - 1] + (i < j - 1 && s[i] + s[j] == 3 ? 1 : 0)));
                for (var k = i + 1; k < j; k++) t[i, j] = Math.Max(t[i, j], t[i, k] + t[k + 1, j]);
            }
        }

        Check.Bits(FromArray(t), NussinovJit(FromArray(s)), $"{n}");
    }

    [Theory, InlineData(3, 3), InlineData(9, 12), InlineData(17, 40)]
    public void Seidel_against_loops(int n, int m)
    {
        var x = Arrays.Moderate<double>(1, n, m);
        var a = new double[n, m];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < m; j++) a[i, j] = (double)x[i, j];
        for (var t = 0; t < 3; t++)
            for (var i = 1; i < n - 1; i++)
                for (var j = 1; j < m - 1; j++)
                    a[i, j] = (a[i - 1, j - 1] + a[i - 1, j] + a[i - 1, j + 1] + a[i, j - 1] + a[i, j] + a[i, j + 1] + a[i + 1, j - 1] + a[i + 1, j] + a[i + 1, j + 1]) / 9;
        Check.Close(FromArray(a), SeidelJit(3, x), $"{n} {m}");
    }
}
