using static Kernels.NDArray;

namespace Kernels.Benchmarks;

/// <summary>Functions of the library that have drivers of their own: scans, searches, counts, order statistics. <c>peers/functions.py</c> times NumPy's.</summary>
internal static class FunctionsBenchmark
{
    public static List<Row> Run()
    {
        var random = new Random(1);
        NDArray<float> Floats(params int[] shape) => FromArray(Values(shape, random.NextSingle), Shape.Create(shape));
        NDArray<int> Ints(int below) => FromArray(Values([10_000_000], () => random.Next(below)));
        var (x, m, v) = (Floats(10_000_000), Floats(1000, 1000), Floats(1_000_000));
        var (d, a, sorted) = (m.As<double>(), Sort(Floats(100_000)), Sort(v));
        var (few, many) = (Ints(1000), Ints(1_000_000));
        var weights = x.As<double>();
        var some = few[..1_000_000];
        var zeros = Zeros<double>(1000);
        return
        [
            Of("Cumsum of 10M floats", () => Cumsum(x)),
            Of("Cumsum of 1000 x 1000 floats, axis 0", () => Cumsum(m, 0), 10),
            Of("Cumsum of 1000 x 1000 floats, axis 1", () => Cumsum(m, 1), 10),
            Of("Cumsum of 1000 x 1000 doubles, axis 0", () => Cumsum(d, 0), 10),
            Of("Cumsum of 1000 x 1000 doubles, axis 1", () => Cumsum(d, 1), 10),
            Of("Searchsorted, 1M floats in 100,000", () => Searchsorted(a, v)),
            Of("Searchsorted, 1M sorted floats in 100,000", () => Searchsorted(a, sorted)),
            Of("Interp, 1M floats in 100,000", () => Interp(v, a, a)),
            Of("Bincount, 10M numbers below 1,000", () => Bincount(few)),
            Of("Bincount, 10M numbers below 1,000,000", () => Bincount(many)),
            Of("Bincount with weights, 10M below 1,000", () => Bincount(few, weights)),
            Of("Histogram of 10M floats, 100 bins", () => Histogram(x, 100).Counts),
            Of("At[...].Add, 1M numbers below 1,000", () => zeros.At[some].Add(1.0)),
            Of("Median of 1M doubles", () => Median(d)),
            Of("Median of 1000 x 1000 doubles, axis 0", () => Median(d, 0)),
            Of("Median of 1000 x 1000 doubles, axis 1", () => Median(d, 1)),
            Of("Unique of 1M ints", () => Unique(some)),
            Of("Tril of 1000 x 1000 doubles", () => Tril(d), 10),
            Of("Diff of 1000 x 1000 doubles", () => Diff(d), 10),
            Of("Repeat of 1000 x 1000 doubles, axis 1", () => Repeat(d, 2, 1)),
            Of("Tile of 1000 x 1000 doubles", () => Tile(d, 2, 2)),
        ];
    }

    private static Row Of<T>(string what, Func<NDArray<T>> call, int batch = 1) => new(what, Race.Run(15, Contender.Of(() =>
    {
        call().Delete();
        return batch;
    }, batch))[0]);

    private static T[] Values<T>(int[] shape, Func<T> next)
    {
        var values = new T[shape.Aggregate(1, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = next();
        return values;
    }
}
