using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>A sparse matrix, in compressed rows, times a vector.</summary>
internal static partial class SpMV
{
    public static NpProgram Program { get; } = new("spmv", 1e-13, s =>
    {
        // Every row has as many elements as there are on average, and every third row one less, which the row after it has more.
        var (m, n, nnz) = (s.Int("M"), s.Int("N"), s.Int("nnz"));
        var row = Inputs.Make([m + 1], i => i * (nnz / m) - (i % 3 == 1 ? 1 : 0));
        var stored = (int)row[^1];
        var (col, val, x) = (Inputs.Ints(1, 0, n, stored), Inputs.Doubles(2, stored), Inputs.Doubles(3, n));
        return () => [Output.Of("y", Multiply(row, col, val, x))];
    });

    [Jit]
    public static NDArray<double> Multiply(NDArray<int> row, NDArray<int> col, NDArray<double> val, NDArray<double> x)
    {
        var n = row.Shape[0] - 1;
        var y = Zeros<double>(n);
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var k = (int)row[i]; k < (int)row[i + 1]; k++)
                sum += (double)val[k] * (double)x[(int)col[k]];
            y = y.At[i].Set(sum);
        }

        return y;
    }
}
