namespace Kernels.EndToEnd.Tests.Reductions;

/// <summary>Operands of which each value goes on for a short row: they are copied into blocks.</summary>
public partial class RepeatedValueTests
{
    [Jit] public static NDArray<int> Weighted(NDArray<int> x, NDArray<int> w) => Sum(x[.., .., NewAxis] * w, axis: [0, 1]);

    [Jit] public static NDArray<int> Scaled(NDArray<int> x, NDArray<int> w) => x[.., .., NewAxis] * w;

    [Fact]
    public void Rows_of_every_length()
    {
        foreach (var inner in new[] { 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 63, 64, 70 })
        {
            foreach (var (rows, columns) in new[] { (1, 1), (3, 5), (17, 4), (40, 33) })
            {
                // The window of a larger array, so that a run of values ends before its row does.
                NDArray<int> x = Arrays.Moderate<int>(inner, rows, columns + 2)[.., 1..^1], w = Arrays.Moderate<int>(3, rows, columns, inner);
                var (sums, all) = (new int[inner], new int[rows * columns * inner]);
                for (var i = 0; i < rows; i++)
                {
                    for (var j = 0; j < columns; j++)
                    {
                        for (var k = 0; k < inner; k++)
                        {
                            var product = (int)x[i, j] * (int)w[i, j, k];
                            sums[k] += product;
                            all[(i * columns + j) * inner + k] = product;
                        }
                    }
                }

                Check.Bits(FromArray(sums), WeightedJit(x, w), $"{rows} x {columns} x {inner}");
                Check.Bits(FromArray(all).Reshape(rows, columns, inner), ScaledJit(x, w), $"{rows} x {columns} x {inner}");
            }
        }
    }
}
