using System.Collections.Concurrent;
using System.Numerics;

namespace Kernels.Drivers.Fourier;

/// <summary>A long sequence as a matrix, whose columns and then rows are transformed, so that all work is within the cache; after Bailey, "FFTs in
/// external or hierarchical memory" (1990). What lies between is a multiplication by w^(row column), whose powers are products of two from small tables.</summary>
internal sealed class FourStep<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The powers of a column that stand in a row of its inner table.</summary>
    public const int InnerCount = 32;

    private static readonly ConcurrentDictionary<int, FourStep<T>> s_splits = [];

    private FourStep(FourierPlan<T> columns, FourierPlan<T> rows, int lanes)
    {
        (Columns, Rows, Lanes) = (columns, rows, lanes);
        OuterCount = (columns.Length - 1) / InnerCount + 1;
        var blocks = (rows.Length - 1) / lanes + 1;
        long n = (long)columns.Length * rows.Length;
        Outer = Table(blocks, OuterCount, InnerCount, n);
        Inner = Table(blocks, InnerCount, 1, n);
    }

    /// <summary>Transforms of the columns: of as many elements as there are rows.</summary>
    public FourierPlan<T> Columns { get; }

    /// <summary>Transforms of the rows.</summary>
    public FourierPlan<T> Rows { get; }

    public int Lanes { get; }

    public int OuterCount { get; }

    public T[] Outer { get; }

    public T[] Inner { get; }

    /// <summary>How to split a length, or null if it has no two factors worth it.</summary>
    public static FourStep<T>? For(int length, int lanes)
    {
        if (s_splits.TryGetValue(length, out var split) && split.Lanes == lanes) return split;
        for (var first = (int)Math.Sqrt(length); first >= 8; first--)
        {
            if (length % first != 0 || FourierPlan<T>.For(first) is not { } columns || FourierPlan<T>.For(length / first) is not { } rows) continue;
            if (s_splits.Count >= 16) s_splits.Clear();
            return s_splits[length] = new FourStep<T>(columns, rows, lanes);
        }
        return null;
    }

    // For each block of columns, the powers w^(column k unit) for k below the count, as real and imaginary parts of all lanes.
    private T[] Table(int blocks, int count, int unit, long n)
    {
        var table = new T[blocks * count * 2 * Lanes];
        for (var block = 0; block < blocks; block++)
        {
            for (var k = 0; k < count; k++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var (re, im) = FourierPlan<T>.Root((long)(block * Lanes + lane) * k * unit, n);
                    var at = (block * count + k) * 2 * Lanes + lane;
                    (table[at], table[at + Lanes]) = (T.CreateChecked(re), T.CreateChecked(im));
                }
            }
        }
        return table;
    }
}
