namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>More arrays and scalars than one loop takes: 16 of each, the results among the arrays.</summary>
public partial class ManyOperandsTests
{
    // The inputs and results of one of them fit a loop, those of both do not.
    [Jit]
    public static (NDArray<double> Sum, NDArray<double> Product) TwoResults(NDArray<double> x)
    {
        var sum = x[0] + x[1] + x[2] + x[3] + x[4] + x[5] + x[6] + x[7] + x[8] + x[9];
        var product = x[0] * x[11] * x[12] * x[13] * x[14] * x[15] * x[16] * x[17] * x[18] * x[19];
        return (sum, product - sum);
    }

    // Neither fits, and what they are cut at is of one shape.
    [Jit]
    public static (NDArray<double> A, NDArray<double> B) Cut(NDArray<double> x, double p, double q)
    {
        var a = (x[0] - x[1]) * p + (x[2] - x[3]) * (x[4] - x[5]) + x[6] * (x[7] - x[8] * q) + (x[9] + x[10]) * (x[11] + x[12] * (x[13] - x[14])) + x[15] * x[16] * (x[17] - x[18]);
        var b = (x[1] - x[2]) * q + (x[3] - x[4]) * (x[5] - x[6]) + x[7] * (x[8] - x[9] * p) + (x[10] + x[11]) * (x[12] + x[13] * (x[14] - x[15])) + x[16] * x[17] * (x[18] - x[19]);
        return (a, b);
    }

    [Jit]
    public static NDArray<double> Scalars(
        NDArray<double> x, double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l, double m, double n, double o, double p, double q, double r) =>
        (((((((((x + a) * b + c) * d + e) * f + g) * h + i) * j + k) * l + m) * n + o) * p + q) * r;

    [Fact]
    public void Loops_are_cut_and_stay_so()
    {
        foreach (var length in Arrays.Lengths)
        {
            var x = Arrays.Moderate<double>(1, 20, length);
            Func<NDArray<double>, (NDArray<double>, NDArray<double>)> two = TwoResults;
            var ((sum, product), fused) = (two(x), TwoResultsJit(x));
            Check.Bits(sum, fused.Sum, $"{length}");
            Check.Bits(product, fused.Product, $"{length}");

            Func<NDArray<double>, double, double, (NDArray<double>, NDArray<double>)> cut = Cut;
            var ((a, b), parts) = (cut(x, 0.5, 3), CutJit(x, 0.5, 3));
            Check.Bits(a, parts.A, $"{length}");
            Check.Bits(b, parts.B, $"{length}");
            Check.Bits(((((((((((x + 1.0) * 2 + 3.0) * 4 + 5.0) * 6 + 7.0) * 8 + 9.0) * 10 + 11.0) * 12 + 13.0) * 14 + 15.0) * 16) + 17.0) * 18.0,
                ScalarsJit(x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18), $"{length}");
        }
    }
}
