using System.ComponentModel;
using Kernels.Drivers.Rows;

namespace Kernels.CompilerServices;

/// <summary>Loops over one shape and reductions along its last axes that feed each other, run a block of rows at a time: what passes
/// between them never leaves the cache.</summary>
/// <remarks>Used by generated code: construct, <see cref="In"/> the arrays, add <see cref="RowLoop"/>s and <see cref="Reduce"/>s in the order
/// of the program, then <see cref="Run"/>. Reductions group their elements as <see cref="Reductions"/> does, so results are the same bit for bit.
/// Where the axes are not the last ones, rows do not fit the cache, or the operands are on another device, the stages run array by array.</remarks>
/// <param name="shape">The shape that the loops run over.</param>
/// <param name="axes">The axes that the reductions fold.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowNest(Shape shape, Axes axes)
{
    private readonly List<RowValue> _values = [];
    private readonly List<RowStage> _stages = [];

    private readonly List<RowScalar> _scalars = [];

    internal Shape Shape => shape;

    /// <summary>What runs whole rows, if there is such a body.</summary>
    internal RowKernel? Kernel { get; private set; }

    /// <summary>The arguments of <see cref="Kernel"/>.</summary>
    internal IReadOnlyList<RowScalar> Scalars => _scalars;

    internal Axes Axes => axes;

    internal IReadOnlyList<RowValue> Values => _values;

    internal IReadOnlyList<RowStage> Stages => _stages;

    /// <summary>Adds an operand, which broadcasts to the nest's shape.</summary>
    public RowValue<T> In<T>(NDArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Add(new RowValue<T>(x.Shape, isRow: false, isInput: true) { Array = x });
    }

    /// <summary>Starts a loop over one value for each row.</summary>
    public RowLoop Loop(LoopKernel kernel) => Add(new RowLoop(this, kernel, null));

    /// <summary>Starts a loop over <paramref name="elements"/>: the nest's shape, or one that it broadcasts to.</summary>
    public RowLoop Loop(LoopKernel kernel, Shape elements) => Add(new RowLoop(this, kernel, elements));

    private RowLoop Add(RowLoop loop)
    {
        _stages.Add(loop);
        return loop;
    }

    /// <summary>Folds each row of <paramref name="x"/> to one value.</summary>
    /// <param name="x">Elements of the nest's shape.</param>
    /// <param name="reduction">What to fold with.</param>
    /// <param name="keepDims">Whether the folded axes stay, with extent 1.</param>
    /// <param name="keep">Whether the array is wanted after <see cref="Run"/>.</param>
    /// <param name="ddof">What <see cref="Reduction.Var"/> subtracts from the count.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <param name="location">File and line, for messages.</param>
    /// <exception cref="ShapeException">An axis does not exist or is given twice, or there are no elements and the reduction has no identity.</exception>
    public RowValue<TOut> Reduce<TIn, TOut>(RowValue<TIn> x, Reduction reduction, bool keepDims, bool keep = false, int ddof = 0, string expression = "", string location = "")
    {
        ArgumentNullException.ThrowIfNull(x);
        return Fold<TIn, TOut>(x, ReductionSpec.Create(reduction, shape, axes, keepDims, ddof, expression, location), keep);
    }

    internal RowValue<TOut> Fold<TIn, TOut>(RowValue<TIn> x, in ReductionSpec spec, bool keep)
    {
        var result = Add(new RowValue<TOut>(spec.Result, isRow: true, isInput: false) { Keep = keep });
        _stages.Add(new RowReduce<TIn, TOut>(x, result, spec));
        return result;
    }

    /// <summary>The rows' values under another shape: with or without the folded axis.</summary>
    public RowValue<T> View<T>(RowValue<T> x, RowView view, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        var result = Add(new RowValue<T>(RowViews.ShapeOf(x.Shape, view, axes), isRow: true, isInput: false) { Keep = keep, Viewed = x });
        x.Keep |= keep;
        _stages.Add(new RowViewStage<T>(x, result, view, axes));
        return result;
    }

    /// <summary>Names the body that computes the same as the stages, for rows that it can take. Its operands are the nest's inputs, the elements and
    /// then the values of rows that are kept, in the order in which they were added; its scalars follow by <see cref="Scalar"/>.</summary>
    public void Whole(RowKernel kernel) => Kernel = kernel;

    /// <summary>Adds a scalar argument of the body that <see cref="Whole"/> named.</summary>
    public void Scalar<T>(T value) where T : unmanaged => _scalars.Add(new RowScalar<T>(value));

    /// <summary>Runs the stages, or the body; afterwards <see cref="RowValue{T}.Array"/> of what was to be kept is there.</summary>
    public void Run()
    {
        if (RowPlan.Create(this) is { } plan)
        {
            KernelCounters.Launched();
            RowDriver.Run(this, plan);
        }
        else
        {
            var folded = _stages.OfType<RowReduce>().Select(OnlyFor).ToList();
            foreach (var stage in _stages)
                if (!folded.Contains(stage)) stage.RunOnArrays(this);
            foreach (var value in _values) value.ReleaseTemporary();
        }
        foreach (var value in _values) GC.KeepAlive(value.Operand);
    }

    /// <summary>The loop that computes what a reduction folds and nothing else; null where there is none.</summary>
    internal RowLoop? OnlyFor(RowReduce reduce)
    {
        var input = reduce.Input;
        if (input.Keep || !input.Shape.Equals(shape)) return null;
        var uses = _stages.Sum(s => s is RowLoop l ? l.Inputs.Count(i => i == input) : s is RowReduce r && r.Input == input ? 1 : 0);
        return uses == 1 ? _stages.OfType<RowLoop>().FirstOrDefault(l => l.Outputs.Count == 1 && l.Outputs[0] == input) : null;
    }

    internal RowValue<T> Add<T>(RowValue<T> value)
    {
        value.Index = _values.Count;
        _values.Add(value);
        return value;
    }
}

/// <summary>How the values of rows are looked at.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RowView
{
    /// <summary><c>Squeeze</c> of the folded axis.</summary>
    Squeeze,

    /// <summary><c>ExpandDims</c> at the folded axis.</summary>
    ExpandDims,

    /// <summary><c>x[.., 0]</c>.</summary>
    FirstOfLast,

    /// <summary><c>x[.., NewAxis]</c>.</summary>
    NewLast,
}
