namespace Kernels;

/// <summary>Where a list of slices lies in an array: shape, strides and offset of the view.</summary>
internal readonly struct Region
{
    private Region(Shape shape, int[] strides, int offset) => (Shape, Strides, Offset) = (shape, strides, offset);

    public Shape Shape { get; }

    public int[] Strides { get; }

    public int Offset { get; }

    /// <summary>Resolves slices against an array's layout.</summary>
    /// <exception cref="IndexOutOfRangeException">An index or a range lies outside its axis, or there are more than axes.</exception>
    /// <exception cref="ArgumentException">There are two ellipses.</exception>
    public static Region Resolve(Shape shape, ReadOnlySpan<int> strides, int offset, ReadOnlySpan<Slice> slices)
    {
        int consumed = 0, kept = 0, ellipses = 0;
        foreach (var slice in slices)
        {
            if (slice.Kind == SliceKind.Ellipsis) ellipses++;
            else if (slice.Kind == SliceKind.NewAxis) kept++;
            else
            {
                consumed++;
                if (slice.Kind == SliceKind.Range) kept++;
            }
        }
        if (ellipses > 1) throw new ArgumentException("An index has at most one Ellipsis.", nameof(slices));
        if (consumed > shape.Rank) throw IndexErrors.TooMany(consumed, shape);

        var rest = shape.Rank - consumed;
        var dims = new int[kept + rest];
        var newStrides = new int[kept + rest];
        int axis = 0, to = 0;
        foreach (var slice in slices)
            switch (slice.Kind)
            {
                case SliceKind.NewAxis:
                    dims[to++] = 1;
                    break;
                case SliceKind.Ellipsis:
                    for (var i = 0; i < rest; i++, axis++, to++) (dims[to], newStrides[to]) = (shape[axis], strides[axis]);
                    break;
                case SliceKind.Range:
                    var (start, length) = Bounds(slice, axis, shape);
                    // What is empty needs no start, and could point past the buffer.
                    if (length > 0) offset += start * strides[axis];
                    (dims[to], newStrides[to]) = (length, strides[axis] * slice.Step);
                    to++;
                    axis++;
                    break;
                default:
                    offset += Position(slice, axis, shape) * strides[axis];
                    axis++;
                    break;
            }
        for (; to < dims.Length; axis++, to++) (dims[to], newStrides[to]) = (shape[axis], strides[axis]);
        return new Region(new Shape(dims), newStrides, offset);
    }

    /// <summary>The same region of a buffer that begins further on.</summary>
    public Region Moved(int by) => new(Shape, Strides, Offset + by);

    /// <summary>The element at an index of the buffer.</summary>
    public static Region Element(int offset) => new(default, [], offset);

    /// <summary>Resolves slices against a contiguous layout; of a single element nothing is allocated.</summary>
    /// <inheritdoc cref="Resolve"/>
    public static Region ResolveDense(Shape shape, int offset, ReadOnlySpan<Slice> slices)
    {
        var isElement = slices.Length == shape.Rank;
        foreach (var slice in slices) isElement &= slice.Kind is SliceKind.Index or SliceKind.NegativeIndex;
        if (!isElement) return Resolve(shape, Kernels.Strides.Contiguous(shape.Dims), offset, slices);
        var position = 0;
        for (var axis = 0; axis < slices.Length; axis++) position = position * shape[axis] + Position(slices[axis], axis, shape);
        return Element(offset + position);
    }

    private static int Position(Slice slice, int axis, Shape shape)
    {
        var position = slice.Kind == SliceKind.NegativeIndex ? -1 : slice.Range.Start.GetOffset(shape[axis]);
        return (uint)position < (uint)shape[axis] ? position : throw IndexErrors.Index(slice, axis, shape);
    }

    /// <summary>The first element that a range takes, and the number of them.</summary>
    /// <exception cref="IndexOutOfRangeException">It lies outside of the axis.</exception>
    internal static (int Start, int Length) Bounds(Slice slice, int axis, Shape shape)
    {
        var extent = shape[axis];
        int start = slice.Range.Start.GetOffset(extent), end = slice.Range.End.GetOffset(extent);
        if ((uint)end > (uint)extent || (uint)start > (uint)end) throw IndexErrors.Range(slice, axis, shape);
        var length = end - start;
        if (slice.Step == 1) return (start, length);
        var count = (int)((length + Math.Abs((long)slice.Step) - 1) / Math.Abs((long)slice.Step));
        return (slice.Step > 0 ? start : end - 1, count);
    }
}
