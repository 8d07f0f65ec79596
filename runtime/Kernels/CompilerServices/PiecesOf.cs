using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <inheritdoc cref="Pieces"/>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Pieces<T> : Pieces
{
    private readonly List<Piece> _pieces = [];
    private NDArray<T>? _array;

    // What it is a part of, which becomes an array if a part must.
    private Pieces<T>? _from;
    private Slice[] _slices = [];

    /// <summary>An array that is there.</summary>
    internal Pieces(NDArray<T> array) : base(array.Shape) => _array = array;

    private Pieces(Shape shape) : base(shape)
    {
    }

    /// <summary>A box and what lies there: an array of its extents, or one of rank 0 for as many elements as there are.</summary>
    internal readonly record struct Piece(int[] Start, int[] Extents, NDArray<T> Array);

    /// <summary>Arrays one behind the other along an axis.</summary>
    internal static Pieces<T> Joined(Shape shape, int along, ReadOnlySpan<NDArray<T>> arrays)
    {
        var joined = new Pieces<T>(shape);
        var position = 0;
        foreach (var array in arrays)
        {
            var start = new int[shape.Rank];
            start[along] = position;
            joined.Add(start, array.Shape.AsSpan().ToArray(), array);
            position += array.Shape[along];
        }
        return joined;
    }

    /// <summary>The array, if it exists or is one piece.</summary>
    internal NDArray<T>? Whole => _array ??= _pieces.Count == 1 && _pieces[0].Array.Shape == Shape ? _pieces[0].Array : null;

    /// <summary>The part that the slices select, in pieces if they are ranges.</summary>
    /// <param name="slices">As an array takes them.</param>
    /// <exception cref="IndexOutOfRangeException">As of an array.</exception>
    [System.Runtime.CompilerServices.IndexerName("Element")]
    public Pieces<T> this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            var ranges = IsLarge(Shape) && Whole is null && slices.Length <= Rank;
            foreach (var slice in slices) ranges &= slice.Kind == SliceKind.Range;
            return ranges ? Part(slices) : new Pieces<T>(ToArray()[slices]);
        }
    }

    /// <summary>The array, made if need be.</summary>
    internal NDArray<T> ToArray() => Whole ?? (_array = _from?.ToArray()[_slices] ?? Copy());

    /// <summary>The array, in a buffer of its own.</summary>
    internal NDArray<T> Copy()
    {
        if (_array is not null) return _array.CopyOnHost();
        var result = NDArray.Uninitialized<T>(Shape, "copy", out _);
        CopyTo(result, except: null);
        return result;
    }

    /// <summary>Writes the pieces into a new array, but for one that is there.</summary>
    /// <param name="target">A contiguous array of the shape, of which other pieces may be views.</param>
    /// <param name="except">The box that is there.</param>
    internal void CopyTo(NDArray<T> target, NestRegion? except)
    {
        foreach (var piece in _pieces)
        {
            if (except is { } box && piece.Start.AsSpan().SequenceEqual(box.Start) && piece.Extents.AsSpan().SequenceEqual(box.Extents.AsSpan())) continue;
            var to = target.Part(new NestRegion(piece.Start, new Shape(piece.Extents)));
            NDArray.WriteTo(NDArray.BroadcastTo(piece.Array, to.Shape), to.HostData, to.Offset, piece.Extents, to.GetStrides());
        }
    }

    /// <summary>Boxes of a shape that cover it without overlap.</summary>
    internal static Pieces<T> Of(Shape shape, List<Piece> pieces)
    {
        var result = new Pieces<T>(shape);
        foreach (var piece in pieces) result.Add(piece.Start, piece.Extents, piece.Array);
        return result;
    }

    internal override List<NestRegion> Cut(List<NestRegion> regions)
    {
        var cut = new List<NestRegion>(regions.Count + _pieces.Count - 1);
        foreach (var region in regions)
            foreach (var piece in _pieces)
                if (region.Cut(piece.Start, piece.Extents, Shape) is { } part) cut.Add(part);
        return cut;
    }

    internal override void AddTo(ref LoopNest nest, NestRegion region)
    {
        foreach (var piece in _pieces)
        {
            if (!region.BeginsIn(piece.Start, piece.Extents, Shape)) continue;
            var start = (int[])region.Start.Clone();
            for (var i = 0; i < Rank; i++) start[start.Length - Rank + i] -= piece.Start[i];
            nest.In(piece.Array.Part(new NestRegion(start, region.Extents)));
            return;
        }
        throw new InvalidOperationException($"No piece of an array of shape {Shape} has the nest's region.");
    }

    internal override void Store(ref LoopNest nest, int operand) => nest.Set(operand, ToArray());

    internal override bool? SameElements(INestArray written, Shape shape)
    {
        bool? same = null;
        foreach (var piece in _pieces)
        {
            if (!Placement.Overlap(piece.Array, written)) continue;
            // What one region writes another one may read, unless each reads what it writes.
            var box = new NestRegion(new int[shape.Rank], shape).Cut(piece.Start, piece.Extents, Shape)!.Value;
            if (Placement.SameElements(piece.Array, written.Part(box), box.Extents) is not true) return false;
            same = true;
        }
        return same;
    }

    private void Add(int[] start, int[] extents, NDArray<T> array)
    {
        if (!extents.AsSpan().Contains(0)) _pieces.Add(new Piece(start, extents, array));
    }

    // Where range and piece have elements in common; the range's first axis is the array's.
    private Pieces<T> Part(ReadOnlySpan<Slice> slices)
    {
        int[] first = new int[Rank], steps = new int[Rank], dims = new int[Rank];
        for (var i = 0; i < Rank; i++)
        {
            (first[i], dims[i]) = i < slices.Length ? Region.Bounds(slices[i], i, Shape) : (0, Shape[i]);
            steps[i] = i < slices.Length ? slices[i].Step : 1;
        }
        var part = new Pieces<T>(new Shape(dims)) { _from = this, _slices = slices.ToArray() };
        foreach (var piece in _pieces)
        {
            int[] start = new int[Rank], extents = new int[Rank];
            var own = piece.Array.Rank == 0 ? [] : piece.Array.GetStrides().ToArray();
            var offset = piece.Array.Offset;
            for (var i = 0; i < Rank; i++)
            {
                // Of element k, first + k * step, those in the piece; a step back takes the piece's end first.
                var step = (long)steps[i];
                long low = piece.Start[i] - first[i], high = low + piece.Extents[i] - 1;
                if (step < 0) (low, high, step) = (-high, -low, -step);
                var from = Math.Clamp(low <= 0 ? 0 : (low + step - 1) / step, 0, dims[i]);
                var to = high < 0 ? from : Math.Clamp(high / step + 1, from, dims[i]);
                (start[i], extents[i]) = ((int)from, (int)(to - from));
                if (own.Length == 0) continue;
                offset += (int)(first[i] + from * steps[i] - piece.Start[i]) * own[i];
                own[i] *= steps[i];
            }
            if (extents.AsSpan().Contains(0)) continue;
            part.Add(start, extents, own.Length == 0 ? piece.Array : piece.Array.View(new Shape(extents), own, offset));
        }
        return part;
    }
}
