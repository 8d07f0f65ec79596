namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>foreach over rows and elements of arrays, over positions, and over elements that are written in the kernel.</summary>
public partial class ForeachTests
{
    [Jit]
    public static NDArray<double> Rows(NDArray<double> x)
    {
        var sum = Zeros<double>(x.Shape[1]);
        foreach (var row in x) sum += row * row;
        return sum;
    }

    [Jit]
    public static double Elements(NDArray<double> x, double limit)
    {
        var sum = 0.0;
        foreach (double v in x)
        {
            if (v < 0) continue;
            if (v > limit) break;
            sum += v;
        }

        return sum;
    }

    [Jit]
    public static NDArray<double> FirstRowAbove(NDArray<double> x, double limit)
    {
        foreach (var row in x)
            foreach (var v in row)
                if ((double)v > limit) return row * v;
        return Zeros<double>(x.Shape[^1]);
    }

    [Jit]
    public static double Picked(NDArray<int> indices, NDArray<double> x)
    {
        var sum = 0.0;
        foreach (int i in indices) sum += (double)x[i];
        return sum;
    }

    /// <summary>The rows are those from before the loop, which writes the variable.</summary>
    [Jit]
    public static NDArray<double> Replaced(NDArray<double> x)
    {
        x = x + 1.0;
        foreach (var row in x) x = x.At[0].Add(row);
        return x;
    }

    [Jit]
    public static NDArray<double> Range(NDArray<double> x, int first, int count)
    {
        foreach (var i in Enumerable.Range(first, count)) x = x / i;
        return x;
    }

    [Jit]
    public static NDArray<double> Neighbours(NDArray<double> x)
    {
        var sum = ZerosLike(x[1..^1, 1..^1]);
        foreach (var (i, j) in new[] { (0, 1), (1, 0), (2, 1), (1, 2) }) sum += x[i..(x.Shape[0] - 2 + i), j..(x.Shape[1] - 2 + j)];
        return sum - 4 * x[1..^1, 1..^1];
    }

    [Jit]
    public static NDArray<double> Written(NDArray<double> x, int n)
    {
        ReadOnlySpan<int> factors = [1, 2, n];
        foreach (var k in factors)
        {
            if (k > 5) break;
            if (k == 2) continue;
            x = x * k + factors[^1];
        }

        double[] weights = [0.25, 0.5, 0.25];
        for (var k = 0; k < weights.Length; k++) x += weights[k];
        foreach (var y in (NDArray<double>[])[x, x + 1.0]) x = x * 0.5 + y;
        return x;
    }

    [Vmap]
    public static double Polynomial(double x)
    {
        var sum = 0.0;
        foreach (var c in (double[])[1.0, -0.5, 0.25])
        {
            if (sum > 2) break;
            sum = sum * x + c;
        }

        return sum;
    }

    /// <summary>Short loops over elements that are written in the kernel run turn by turn, also under a branch of lanes.</summary>
    [Vmap]
    public static double Horner(double x)
    {
        ReadOnlySpan<double> c = [0.25, -0.5, 1.5];
        if (x < 0) return -x;
        var sum = 0.0;
        for (var k = c.Length - 1; k >= 0; k--)
        {
            if (sum > 10) break;
            sum = sum * x + c[k];
        }

        return sum;
    }

    [Fact]
    public void Over_arrays()
    {
        var x = Arrays.Moderate<double>(1, 6, 7);
        Func<NDArray<double>, NDArray<double>> rows = Rows, replaced = Replaced;
        Check.Bits(rows(x), RowsJit(x));
        Check.Bits(replaced(x), ReplacedJit(x));
        Func<NDArray<double>, double, double> elements = Elements;
        Func<NDArray<double>, double, NDArray<double>> above = FirstRowAbove;
        for (var limit = -4.0; limit < 4; limit += 0.5)
        {
            Assert.Equal(elements(x[2], limit), ElementsJit(x[2], limit));
            Check.Bits(above(x, limit), FirstRowAboveJit(x, limit), $"{limit}");
        }

        Check.Bits(rows(x[3..3]), RowsJit(x[3..3]));
        NDArray<int> indices = [3, 0, 3, 5];
        Assert.Equal(3 + 0 + 3 + 5.0, PickedJit(indices, Arange(6).As<double>()));
    }

    [Fact]
    public void Over_positions_and_written_elements()
    {
        var x = Arrays.Moderate<double>(1, 6, 7);
        Func<NDArray<double>, int, int, NDArray<double>> range = Range;
        Check.Bits(range(x, 2, 3), RangeJit(x, 2, 3));
        Check.Bits(x, RangeJit(x, 2, 0));
        Func<NDArray<double>, NDArray<double>> neighbours = Neighbours;
        Check.Bits(neighbours(x), NeighboursJit(x));
        Func<NDArray<double>, int, NDArray<double>> written = Written;
        foreach (var n in (int[])[2, 3, 9]) Check.Bits(written(x, n), WrittenJit(x, n), $"{n}");
        Check.Bits(FromArray([.. x[0].ToArray().Select(Polynomial)]), Polynomial(x[0]));
        Check.Bits(FromArray([.. x[0].ToArray().Select(Horner)]), Horner(x[0]));
    }
}
