using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Concatenations and the like into which loops write: no arrays of what they join exist.</summary>
/// <remarks>Used by generated code: made from the shapes, then <see cref="LoopNest.Into{T}(Joined{T}, int)"/> or <see cref="Joined{T}.Set"/> for each part,
/// then <see cref="Joined{T}.ToArray"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Joined
{
    /// <summary>What <see cref="NDArray.Concatenate"/> gives, of arrays that are not there yet.</summary>
    /// <param name="shapes">Those of the arrays.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ShapeException">As of <see cref="NDArray.Concatenate"/>.</exception>
    public static Joined<T> Concatenate<T>(ReadOnlySpan<Shape> shapes, int axis = 0)
    {
        var shape = NDArray.JoinedShape(shapes, axis, out var along);
        var parts = new NestRegion[shapes.Length];
        var position = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new NestRegion(new int[shape.Rank], shapes[i]);
            parts[i].Start[along] = position;
            position += shapes[i][along];
        }
        return new Joined<T>(shape, parts, view => view, arrays => NDArray.Concatenate<T>(arrays, axis));
    }

    /// <summary>What <see cref="NDArray.Stack"/> gives, of arrays that are not there yet.</summary>
    /// <param name="shapes">Those of the arrays.</param>
    /// <param name="axis">Where the new axis is.</param>
    /// <exception cref="ShapeException">As of <see cref="NDArray.Stack"/>.</exception>
    public static Joined<T> Stack<T>(ReadOnlySpan<Shape> shapes, int axis = 0)
    {
        var shape = NDArray.StackedShape(shapes, axis, out var along);
        var parts = new NestRegion[shapes.Length];
        var row = shape.AsSpan().ToArray();
        row[along] = 1;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new NestRegion(new int[shape.Rank], new Shape(row));
            parts[i].Start[along] = i;
        }
        return new Joined<T>(shape, parts, view => NDArray.Squeeze(view, along), arrays => NDArray.Stack<T>(arrays, axis));
    }

    /// <summary>What <see cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/> gives, of an array that is not there yet.</summary>
    /// <param name="shape">That of the array.</param>
    /// <param name="width">The number of elements before and after.</param>
    /// <param name="mode">What the border consists of.</param>
    /// <param name="value">The elements of a constant border.</param>
    /// <param name="axis">The axes; by default all.</param>
    /// <exception cref="ShapeException">As of <see cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/>.</exception>
    public static Joined<T> Pad<T>(Shape shape, int width, PadMode mode = PadMode.Constant, T? value = default, Axes axis = default) =>
        Pad(shape, Pieces.Widths(shape, width, axis), mode, value);

    /// <summary>The same with widths for each axis.</summary>
    /// <param name="shape">That of the array.</param>
    /// <param name="widths">For each axis, the number of elements before and after.</param>
    /// <param name="mode">What the border consists of.</param>
    /// <param name="value">The elements of a constant border.</param>
    /// <exception cref="ShapeException">As of <see cref="NDArray.Pad{T}(NDArray{T}, int, PadMode, T, Axes)"/>.</exception>
    public static Joined<T> Pad<T>(Shape shape, ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T? value = default)
    {
        var padded = Pieces.Padded(shape, widths, mode, out _);
        var given = widths.ToArray();
        var interior = new NestRegion(Array.ConvertAll(given, w => w.Before), shape);
        return new Joined<T>(padded, [interior], view => view, arrays => NDArray.Pad(arrays[0], given, mode, value))
        {
            Border = inside => Pieces.Pad(inside, given, mode, value),
        };
    }
}

/// <inheritdoc cref="Joined"/>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Joined<T>
{
    private readonly Shape _shape;
    private readonly NestRegion[] _parts;
    private readonly Func<NDArray<T>, NDArray<T>> _view;
    private readonly Func<NDArray<T>[], NDArray<T>> _join;

    // What did not come on the CPU, or is small.
    private readonly NDArray<T>?[] _elsewhere;
    private NDArray<T>? _result;

    internal Joined(Shape shape, NestRegion[] parts, Func<NDArray<T>, NDArray<T>> view, Func<NDArray<T>[], NDArray<T>> join)
    {
        _shape = shape;
        _parts = parts;
        _view = view;
        _join = join;
        _elsewhere = new NDArray<T>?[parts.Length];
    }

    /// <summary>Whether the parts are worth to be written where they belong, one region each.</summary>
    internal bool IsLarge => _shape.Size >= Pieces.LeastElements;

    /// <summary>Of a padded array: its pieces, given the interior.</summary>
    internal Func<NDArray<T>, Pieces<T>>? Border { get; init; }

    /// <summary>Copies an array to where it belongs.</summary>
    /// <param name="part">Which of the joined arrays it is.</param>
    /// <param name="x">The array.</param>
    /// <exception cref="InvalidOperationException">The array's shape is not the one given.</exception>
    public void Set(int part, NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!IsLarge || x.Device is not CpuDevice)
        {
            _elsewhere[part] = x;
            return;
        }
        var target = Part(part, x.Shape);
        RegionLoop.Run<T, Replace<T>>(x.Shape.Dims, x.HostData, x.Offset, x.GetStrides(), target.HostData, target.Offset, target.GetStrides());
        GC.KeepAlive(x);
    }

    /// <summary>The array, once all parts are there.</summary>
    /// <exception cref="InvalidOperationException">The parts are on different devices.</exception>
    public NDArray<T> ToArray()
    {
        if (Array.Exists(_elsewhere, x => x is not null))
        {
            var arrays = new NDArray<T>[_parts.Length];
            for (var k = 0; k < arrays.Length; k++) arrays[k] = _elsewhere[k] ?? View(k);
            return _join(arrays);
        }
        Border?.Invoke(View(0)).CopyTo(Result, except: _parts[0]);
        return Result;
    }

    /// <summary>Where a part belongs.</summary>
    internal NDArray<T> Part(int part, Shape shape)
    {
        var view = View(part);
        return view.Shape.Equals(shape) ? view : throw new InvalidOperationException($"An array of shape {shape} came for one of shape {view.Shape}.");
    }

    private NDArray<T> Result => _result ??= NDArray.Uninitialized<T>(_shape, nameof(NDArray.Concatenate), out _);

    private NDArray<T> View(int part) => _view(Result.Part(_parts[part]));
}
