using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>An array that no one made: loops read its pieces where they lie.</summary>
/// <remarks>Used by generated code where loops alone read what <see cref="NDArray.Concatenate"/> and the like would make. The pieces are boxes that
/// cover the shape without overlap; <see cref="LoopNest.In{T}(Pieces{T})"/> runs its kernel box by box.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class Pieces
{
    /// <summary>Each region of a nest is a nest of its own, which takes about what a copy of so many elements does.</summary>
    internal const int LeastElements = 2048;

    private protected Pieces(Shape shape) => Shape = shape;

    /// <summary>The shape that the array would have.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public long Size => Shape.Size;

    /// <summary>What <see cref="NDArray.Concatenate"/> gives, in pieces.</summary>
    /// <inheritdoc cref="NDArray.Concatenate"/>
    public static Pieces<T> Concatenate<T>(ReadOnlySpan<NDArray<T>> arrays, int axis = 0)
    {
        var shape = NDArray.JoinedShape(arrays, axis, out var along);
        return IsLarge(shape) && arrays[0].Device is CpuDevice ? Pieces<T>.Joined(shape, along, arrays) : new Pieces<T>(NDArray.Concatenate(arrays, axis));
    }

    /// <summary>What <see cref="NDArray.Stack"/> gives, in pieces.</summary>
    /// <inheritdoc cref="NDArray.Stack"/>
    public static Pieces<T> Stack<T>(ReadOnlySpan<NDArray<T>> arrays, int axis = 0)
    {
        var shape = NDArray.StackedShape(arrays, axis, out var along);
        if (!IsLarge(shape) || arrays[0].Device is not CpuDevice) return new Pieces<T>(NDArray.Stack(arrays, axis));
        var rows = new NDArray<T>[arrays.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = NDArray.ExpandDims(arrays[i], along);
        return Pieces<T>.Joined(shape, along, rows);
    }

    /// <summary>Whether an array takes longer to make than pieces.</summary>
    internal static bool IsLarge(Shape shape) => shape.Size >= 2 * LeastElements;

    /// <summary>The nest's regions, each cut where a piece ends; in the order of the pieces.</summary>
    internal abstract List<NestRegion> Cut(List<NestRegion> regions);

    /// <summary>Adds what a region of the nest reads: it lies in one piece.</summary>
    /// <param name="nest">A nest over the region.</param>
    /// <param name="region">The region of the whole nest.</param>
    internal abstract void AddTo(ref LoopNest nest, NestRegion region);

    /// <summary>Makes the array, in the place of an operand that the nest has already.</summary>
    internal abstract void Store(ref LoopNest nest, int operand);

    /// <inheritdoc cref="Placement.SameElements"/>
    internal abstract bool? SameElements(INestArray written, Shape shape);
}
