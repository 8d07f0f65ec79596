using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>What passes between the stages of a <see cref="RowNest"/>: elements of its shape, or one value for each row.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RowValue
{
    private protected RowValue(Shape shape, bool isRow, bool isInput)
    {
        Shape = shape;
        IsRow = isRow;
        IsInput = isInput;
    }

    internal Shape Shape { get; }

    /// <summary>Whether there is one value for each row.</summary>
    internal bool IsRow { get; }

    internal bool IsInput { get; }

    /// <summary>Whether the array is wanted when the nest has run.</summary>
    internal bool Keep { get; set; }

    /// <summary>What this is a view of.</summary>
    internal RowValue? Viewed { get; init; }

    internal int Index { get; set; }

    internal abstract int ElementSize { get; }

    /// <summary>The array, where there is one.</summary>
    internal abstract INestArray? Operand { get; }

    internal abstract void AddTo(ref LoopNest nest);

    internal abstract void TakeFrom(ref LoopNest nest);

    internal abstract void Allocate();

    internal abstract void ReleaseTemporary();
}

/// <summary>A <see cref="RowValue"/> of elements of type <typeparamref name="T"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowValue<T> : RowValue
{
    private NDArray<T>? _array;

    internal RowValue(Shape shape, bool isRow, bool isInput) : base(shape, isRow, isInput)
    {
    }

    /// <summary>The array, after <see cref="RowNest.Run"/>.</summary>
    /// <exception cref="InvalidOperationException">The value was not kept.</exception>
    public NDArray<T> Array
    {
        get => _array ?? throw new InvalidOperationException("This value of a row nest was not kept.");
        internal set => _array = value;
    }

    internal override int ElementSize => Unsafe.SizeOf<T>();

    internal override INestArray? Operand => _array;

    internal override void AddTo(ref LoopNest nest) => nest.In(Array);

    internal override void TakeFrom(ref LoopNest nest) => _array = nest.Out<T>();

    internal override void Allocate() => _array = new NDArray<T>(HostMemory.Allocate<T>(checked((int)Shape.Size)), Shape);

    internal override void ReleaseTemporary()
    {
        // Values of rows may be seen through views; they are small.
        if (IsInput || Keep || IsRow || _array is null) return;
        Temporaries.Release(_array);
        _array = null;
    }
}
