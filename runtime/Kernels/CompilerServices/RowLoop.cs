using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>A step of a <see cref="RowNest"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RowStage
{
    private protected RowStage()
    {
    }

    /// <summary>Runs the stage over whole arrays.</summary>
    internal abstract void RunOnArrays(RowNest nest);
}

/// <summary>An elementwise loop of a <see cref="RowNest"/>: name its inputs and scalars in the order in which the kernel takes them, then its outputs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowLoop : RowStage
{
    private readonly RowNest _nest;
    private readonly List<RowValue> _inputs = [];
    private readonly List<RowValue> _outputs = [];
    private readonly List<RowScalar> _scalars = [];

    internal RowLoop(RowNest nest, LoopKernel kernel, Shape? elements) => (_nest, Kernel, Elements) = (nest, kernel, elements);

    /// <summary>The shape that the loop runs over; null if that is one value for each row.</summary>
    internal Shape? Elements { get; }

    internal LoopKernel Kernel { get; }

    internal IReadOnlyList<RowValue> Inputs => _inputs;

    internal IReadOnlyList<RowValue> Outputs => _outputs;

    internal IReadOnlyList<RowScalar> Scalars => _scalars;

    /// <summary>Whether the loop runs over one value for each row.</summary>
    internal bool IsRow => Elements is null;

    /// <summary>Adds an input.</summary>
    public RowLoop In(RowValue x)
    {
        ArgumentNullException.ThrowIfNull(x);
        _inputs.Add(x);
        return this;
    }

    /// <summary>Adds a scalar argument.</summary>
    public RowLoop Scalar<T>(T value) where T : unmanaged
    {
        _scalars.Add(new RowScalar<T>(value));
        return this;
    }

    /// <summary>Adds an output; <paramref name="keep"/> says whether the array is wanted when the nest has run.</summary>
    public RowValue<T> Out<T>(bool keep = false)
    {
        var shape = Elements ?? _inputs.First(x => x.IsRow).Shape;
        var value = _nest.Add(new RowValue<T>(shape, IsRow, isInput: false) { Keep = keep });
        _outputs.Add(value);
        return value;
    }

    /// <summary>The loop over whole arrays, without its outputs.</summary>
    internal LoopNest ToNest()
    {
        var loop = new LoopNest(Kernel, _outputs[0].Shape);
        foreach (var input in _inputs) input.AddTo(ref loop);
        foreach (var scalar in _scalars) scalar.AddTo(ref loop);
        return loop;
    }

    internal override void RunOnArrays(RowNest nest)
    {
        var loop = ToNest();
        foreach (var output in _outputs) output.TakeFrom(ref loop);
        loop.Run();
    }
}

/// <summary>A scalar argument, whatever its type.</summary>
internal abstract class RowScalar
{
    public abstract long Bits { get; }

    public abstract void AddTo(ref LoopNest nest);
}

internal sealed class RowScalar<T>(T value) : RowScalar where T : unmanaged
{
    public override unsafe long Bits
    {
        get
        {
            long bits = 0;
            var copy = value;
            *(T*)&bits = copy;
            return bits;
        }
    }

    public override void AddTo(ref LoopNest nest) => nest.Scalar(value);
}
