namespace Kernels.CompilerServices;

public abstract partial class Pieces
{
    /// <summary>What <see cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/> gives, in pieces.</summary>
    /// <inheritdoc cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/>
    public static Pieces<T> Pad<T>(NDArray<T> x, int width, PadMode mode = PadMode.Constant, T? value = default, Axes axis = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Pad(x, Widths(x.Shape, width, axis), mode, value);
    }

    /// <summary>What <see cref="NDArray.Pad{T}(NDArray{T}, ReadOnlySpan{ValueTuple{int, int}}, PadMode, T)"/> gives, in pieces.</summary>
    /// <inheritdoc cref="NDArray.Pad{T}(NDArray{T}, ReadOnlySpan{ValueTuple{int, int}}, PadMode, T)"/>
    public static Pieces<T> Pad<T>(NDArray<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T? value = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        var shape = Padded(x.Shape, widths, mode, out var segments);
        return InSegments(x, shape, segments, value!);
    }

    /// <summary>The same width for both ends of some axes, and none for the others.</summary>
    internal static (int Before, int After)[] Widths(Shape shape, int width, Axes axis)
    {
        var padded = NDArray.AxisSet(axis, shape.Rank, nameof(Pad), shape);
        var widths = new (int, int)[shape.Rank];
        for (var i = 0; i < widths.Length; i++) widths[i] = padded[i] ? (width, width) : (0, 0);
        return widths;
    }

    /// <summary>The shape of a padded array, and of what each of its axes consists.</summary>
    internal static Shape Padded(Shape shape, ReadOnlySpan<(int Before, int After)> widths, PadMode mode, out List<Segment>[] segments)
    {
        if (widths.Length != shape.Rank) throw new ShapeException($"Pad: {widths.Length} pairs of widths given for an array of shape {shape}, which has {shape.Rank} axes.");
        segments = new List<Segment>[shape.Rank];
        var dims = new int[shape.Rank];
        for (var i = 0; i < dims.Length; i++)
        {
            var (before, after) = widths[i];
            if (before < 0 || after < 0) throw new ShapeException($"Pad: axis {i} of shape {shape} cannot be padded by ({before}, {after}).");
            if (mode != PadMode.Constant && shape[i] == 0 && before + (long)after > 0)
                throw new ShapeException($"Pad: axis {i} of shape {shape} has no elements that mode {mode} could repeat.");
            if (before + (long)shape[i] + after > Array.MaxLength) throw new ShapeException($"Pad: axis {i} of shape {shape} padded by ({before}, {after}) is too long.");
            dims[i] = before + shape[i] + after;
            segments[i] = Segments(shape[i], before, after, mode);
        }
        return new Shape(dims);
    }

    /// <summary>What <see cref="NDArray.Roll{T}(NDArray{T}, int, Axes)"/> gives, in pieces.</summary>
    /// <inheritdoc cref="NDArray.Roll{T}(NDArray{T}, int, Axes)"/>
    public static Pieces<T> Roll<T>(NDArray<T> x, int shift, Axes axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        var rolled = NDArray.AxisSet(axis, x.Rank, nameof(Roll), x.Shape);
        var segments = new List<Segment>[x.Rank];
        for (var i = 0; i < segments.Length; i++)
        {
            var n = x.Shape[i];
            var by = rolled[i] && n > 0 ? (int)Modulo(shift, n) : 0;
            segments[i] = [new Segment(by, n - by, 0, 1)];
            if (by > 0) segments[i].Insert(0, new Segment(0, by, n - by, 1));
        }
        return InSegments(x, x.Shape, segments, default!);
    }

    /// <summary>So many elements from a position on, which along this axis are those from <c>Source</c> on, <c>Step</c> apart; a constant where there is none.</summary>
    internal readonly record struct Segment(int Start, int Extent, int? Source, int Step);

    private static List<Segment> Segments(int n, int before, int after, PadMode mode)
    {
        var segments = new List<Segment>();
        for (var i = -(long)before; i < n + (long)after;)
        {
            // A run ends where the border does, or where the source turns or starts again.
            var border = i < 0 ? -i : n + after - i;
            var (source, step, run) = i >= 0 && i < n ? (0, 1, n) : mode switch
            {
                PadMode.Constant => (-1, 0, border),
                PadMode.Wrap => Forward(Modulo(i, n), n),
                PadMode.Symmetric => Modulo(i, 2L * n) is var t && t < n ? Forward(t, n) : ((int)(2L * n - 1 - t), -1, 2L * n - t),
                PadMode.Reflect when n > 1 => Modulo(i, 2L * (n - 1)) is var t && t < n - 1 ? Forward(t, n - 1) : ((int)(2L * (n - 1) - t), -1, 2L * (n - 1) - t),
                _ => (i < 0 ? 0 : n - 1, 0, border),
            };
            if (i < 0 || i >= n) run = Math.Min(run, border);
            segments.Add(new Segment((int)(i + before), (int)run, source < 0 ? null : source, step));
            i += run;
        }
        return segments;

        static (int, int, long) Forward(long from, int end) => ((int)from, 1, end - from);
    }

    private static long Modulo(long i, long n) => ((i % n) + n) % n;

    // A box for each combination of segments; a constant one takes the axes behind it whole.
    private static Pieces<T> InSegments<T>(NDArray<T> x, Shape shape, List<Segment>[] segments, T value)
    {
        if (x.Device is not CpuDevice) return new Pieces<T>(InSegments(x.OnHost(), shape, segments, value).Copy().To(x.Device));
        var pieces = new List<Pieces<T>.Piece>();
        NDArray<T>? constant = null;
        int[] start = new int[shape.Rank], extents = new int[shape.Rank], strides = x.GetStrides().ToArray();
        Take(0, x.Offset);
        return Pieces<T>.Of(shape, pieces);

        void Take(int axis, int offset)
        {
            if (axis == shape.Rank)
            {
                Add(x.View(new Shape((int[])extents.Clone()), (int[])strides.Clone(), offset));
                return;
            }
            var stride = strides[axis];
            foreach (var segment in segments[axis])
            {
                (start[axis], extents[axis]) = (segment.Start, segment.Extent);
                if (segment.Source is { } source)
                {
                    strides[axis] = stride * segment.Step;
                    Take(axis + 1, offset + source * stride);
                    continue;
                }
                for (var i = axis + 1; i < shape.Rank; i++) (start[i], extents[i]) = (0, shape[i]);
                Add(constant ??= value);
            }
            strides[axis] = stride;
        }

        void Add(NDArray<T> array) => pieces.Add(new Pieces<T>.Piece((int[])start.Clone(), (int[])extents.Clone(), array));
    }
}
