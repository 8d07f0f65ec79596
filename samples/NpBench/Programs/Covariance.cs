using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>The covariances of the columns of a table, a row of the upper triangle at a time.</summary>
internal static partial class Covariance
{
    public static NpProgram Program { get; } = new("covariance", 1e-11, s =>
    {
        var (m, n) = (s.Int("M"), s.Int("N"));
        var data = Inputs.Doubles(1, n, m);
        return () => [Output.Of("cov", Of(data))];
    });

    [Jit]
    public static NDArray<double> Of(NDArray<double> data)
    {
        var n = data.Shape[0];
        var m = data.Shape[1];
        data = data - Mean(data, axis: 0);
        var cov = Zeros<double>(m, m);
        for (var i = 0; i < m; i++)
        {
            var row = MatMul(data[.., i], data[.., i..]) / (n - 1.0);
            cov = cov.At[i.., i].Set(row);
            cov = cov.At[i, i..].Set(row);
        }

        return cov;
    }
}
