namespace Kernels.EndToEnd.Tests.Elementwise;

/// <summary>Loops over parts of an array that lie next to each other; eager bodies are the reference, bit for bit.</summary>
public partial class ShiftedTests
{
    [Jit] public static NDArray<float> Three(NDArray<float> x) => x[..^2] * 0.25f + x[1..^1] * 0.5f - x[2..];

    [Jit] public static NDArray<double> Difference(NDArray<double> x) => (x[1..] - x[..^1]) * 3.0;

    [Jit] public static NDArray<int> Five(NDArray<int> x) => x[..^4] + x[1..^3] * 3 - x[2..^2] * 5 + x[3..^1] * 7 - x[4..];

    [Jit] public static NDArray<long> Behind(NDArray<long> x) => x[..^3] * 3 + x[3..];

    // Parts that are farther apart than half of a vector of doubles.
    [Jit] public static NDArray<double> Far(NDArray<double> x) => x[..^6] + x[1..^5] * 2.0 - x[3..^3] * 3.0 + x[5..^1] * 4.0 - x[6..] * 5.0;

    [Jit]
    public static NDArray<float> Laplacian(NDArray<float> x) =>
        x[..^2, 1..^1] + x[2.., 1..^1] + x[1..^1, ..^2] + x[1..^1, 2..] + x[..^2, ..^2] * 0.5f - x[2.., 2..] * 0.5f - 4f * x[1..^1, 1..^1];

    [Jit] public static NDArray<double> OfTwo(NDArray<double> x, NDArray<double> y) => x[1..] * y[..^1] - x[..^1] * y[1..];

    [Jit]
    public static NDArray<float> Smoothed(NDArray<float> x, int times)
    {
        for (var t = 0; t < times; t++) x = x.At[.., 1..^1].Set((x[.., ..^2] + x[.., 1..^1] * 2f + x[.., 2..]) * 0.25f);
        return x;
    }

    private static readonly int[] s_lengths = [7, 8, 15, 16, 17, 18, 31, 32, 33, 34, 35, 47, 48, 49, 50, 51, 52, 63, 64, 65, 66, 67, 100, 1000, 5003];

    [Fact]
    public void Along_a_vector()
    {
        foreach (var n in s_lengths)
        {
            var (x, d) = (Arrays.Moderate<float>(1, n), Arrays.Moderate<double>(2, n));
            Check.Bits(Three(x), ThreeJit(x), $"{n}");
            Check.Bits(Difference(d), DifferenceJit(d), $"{n}");
            var (k, l) = ((x * 1e6f).As<int>(), (d * 1e12).As<long>());
            Check.Bits(Five(k), FiveJit(k), $"{n}");
            Check.Bits(Behind(l), BehindJit(l), $"{n}");
            Check.Bits(Far(d), FarJit(d), $"{n}");
            Check.Bits(OfTwo(d, d * d), OfTwoJit(d, d * d), $"{n}");
        }
    }

    // A part of a larger array, one that does not lie in a row, and one that runs backwards: where the addresses say otherwise, each part is read by itself.
    [Fact]
    public void Of_any_layout()
    {
        foreach (var n in new[] { 19, 34, 50, 70, 131 })
        {
            var x = Arrays.Moderate<float>(3, n + 7, n + 3);
            NDArray<float>[] layouts = [x, x[2..^3, 1..^2], x.T, x.T[1.., 3..], Flip(x), x[.., (..).By(2)], BroadcastTo(x[0], [5, n + 3]), BroadcastTo(x[.., ..1], [n + 7, 60])];
            foreach (var layout in layouts)
            {
                Check.Bits(Laplacian(layout), LaplacianJit(layout), $"{layout.Shape}");
                Check.Bits(Three(layout), ThreeJit(layout), $"{layout.Shape}");
                Check.Bits(Smoothed(layout, 5), SmoothedJit(layout, 5), $"{layout.Shape}");
            }
        }
    }

    // No element is read that is not the loop's: what lies beside the parts would show.
    [Fact]
    public void What_lies_beside_the_parts_has_no_part_in_the_result()
    {
        for (var n = 16; n < 120; n++)
        {
            var x = Arrays.Moderate<float>(4, n);
            var framed = Full(n + 64, float.NaN).At[32..^32].Set(x)[32..^32];
            Check.Bits(Three(x), ThreeJit(framed), $"{n}");
        }
    }
}
