namespace Kernels;

/// <summary>The errors of indexing: each names the index, the axis and the shape.</summary>
internal static class IndexErrors
{
    public static Exception Index(Slice index, int axis, Shape shape)
    {
        var hint = index.Kind == SliceKind.NegativeIndex ? " Count from the end with ^1, ^2, ..." : "";
        return Outside($"Index {index} is out of range for axis {axis} of shape {shape}.{hint}");
    }

    public static Exception Index(int index, int axis, Shape shape) => Index((Slice)index, axis, shape);

    public static Exception Range(Slice range, int axis, Shape shape) =>
        Outside($"Range {range} is out of range for axis {axis} of shape {shape}.");

    public static Exception TooMany(int count, Shape shape) =>
        Outside($"{count} {(count == 1 ? "index" : "indices")} for an array of rank {shape.Rank}, shape {shape}.");

#pragma warning disable CA2201 // These are thrown by an indexer, the one case that the exception is for.
    public static Exception Outside(string message) => new IndexOutOfRangeException(message);
#pragma warning restore CA2201
}
