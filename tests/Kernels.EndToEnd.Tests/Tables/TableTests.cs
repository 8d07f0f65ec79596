using System.Collections.Immutable;

namespace Kernels.EndToEnd.Tests.Tables;

/// <summary>Ordinary arrays, spans and lists: parameters, readonly members and locals, whose elements the host program reads.</summary>
public partial class TableTests
{
    private static readonly int[] s_cx = [0, 1, 0, -1, 0], s_cy = [0, 0, 1, 0, -1];
    private static readonly double[,] s_mask = { { 0, 1, 0 }, { 1, -4, 1 }, { 0, 1, 0 } };

    private static ReadOnlySpan<double> Weights => [0.5, 0.125, 0.125, 0.125, 0.125];

    private static int[] Offsets { get; } = [3, 1, 2];

    [Jit]
    public static NDArray<double> Streamed(NDArray<double> f)
    {
        var sum = ZerosLike(f);
        for (var i = 0; i < s_cx.Length; i++) sum += Weights[i] * Roll(Roll(f, s_cy[i], axis: 0), s_cx[i], axis: 1);
        return sum;
    }

    [Jit]
    public static NDArray<double> Filtered(NDArray<double> x)
    {
        var y = ZerosLike(x[1..^1, 1..^1]);
        for (var i = 0; i < s_mask.GetLength(0); i++)
            for (var j = 0; j < s_mask.GetLength(1); j++)
                y += s_mask[i, j] * x[i..(x.Shape[0] - 2 + i), j..(x.Shape[1] - 2 + j)];
        return y;
    }

    [Jit]
    public static NDArray<double> OfParameters(NDArray<double> x, int[] rows, ReadOnlySpan<double> scales, ImmutableArray<int> more, List<double> list)
    {
        foreach (var r in rows) x = x.At[r].Multiply(2.0);
        for (var k = 0; k < scales.Length; k++) x += scales[k] * more[^1];
        return x * Total(scales, rows.Length) + list[list.Count - 1];
    }

    private static double Total(ReadOnlySpan<double> values, int n)
    {
        var sum = 0.0;
        for (var k = 0; k < n && k < values.Length; k++) sum += values[k];
        return sum;
    }

    [Jit]
    public static NDArray<double> OfLocals(NDArray<double> x, double a, int n)
    {
        double[] written = [a, 2 * a, 1.0];
        int[] constants = [5, 7, 11];
        for (var k = 0; k < n; k++) x = x * written[k % 3] + constants[k % constants.Length] + Offsets[k % 3];
        return x;
    }

    [Jit] public static NDArray<double> Solved(NDArray<double> x, double[] b) => x * NDArray.Create(b) + FromArray(b);

    [Jit] public static NDArray<int> AsArray(int[] values) => NDArray.Create(values);

    [Vmap]
    public static double Horner(double x, double[] coefficients)
    {
        var y = 0.0;
        for (var k = coefficients.Length - 1; k >= 0; k--) y = y * x + coefficients[k];
        return y;
    }

    [Vmap]
    public static double Interpolated(double x, double[] values)
    {
        var i = (int)x;
        if (i < 0) return values[0];
        if (i >= values.Length - 1) return values[^1];
        var t = x - i;
        return values[i] * (1 - t) + values[i + 1] * t;
    }

    [Fact]
    public void Members()
    {
        var x = Arrays.Moderate<double>(1, 9, 12);
        Func<NDArray<double>, NDArray<double>> streamed = Streamed, filtered = Filtered;
        Check.Bits(streamed(x), StreamedJit(x));
        Check.Bits(filtered(x), FilteredJit(x));
    }

    [Fact]
    public void Parameters_and_locals()
    {
        var x = Arrays.Moderate<double>(1, 6, 7);
        Check.Bits(OfParameters(x + 0.0, [4, 0], [0.5, 0.25], [3, 2], [1.5]), OfParametersJit(x, [4, 0], [0.5, 0.25], [3, 2], [1.5]));
        Func<NDArray<double>, double, int, NDArray<double>> locals = OfLocals;
        foreach (var n in (int[])[0, 1, 5]) Check.Bits(locals(x, 1.5, n), OfLocalsJit(x, 1.5, n));
        Func<NDArray<double>, double[], NDArray<double>> solved = Solved;
        var b = new double[7];
        b.AsSpan().Fill(0.75);
        Check.Bits(solved(x, b), SolvedJit(x, b));
        Assert.Throws<IndexOutOfRangeException>(() => OfParametersJit(x, [6], [], [1], [1.0]));
    }

    /// <summary>A result is no view of what the caller may write to.</summary>
    [Fact]
    public void Results_are_copies()
    {
        int[] values = [1, 2, 3];
        var array = AsArrayJit(values);
        values[1] = 7;
        Check.Bits([1, 2, 3], array);
    }

    [Fact]
    public void Mapped_methods()
    {
        double[] table = [1.0, -2.0, 0.5, 4.0];
        var x = Linspace<double>(-1.5, 5.5, 301);
        Check.Bits(FromArray([.. x.ToArray().Select(v => Horner(v, table))]), Horner(x, table));
        Check.Bits(FromArray([.. x.ToArray().Select(v => Interpolated(v, table))]), Interpolated(x, table));
    }
}
