using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>A body that runs the rows of a <see cref="RowStep"/> from end to end: folds accumulate in registers, inside the loops that compute what
/// they fold. The stages do what it cannot: rows longer than a block, axes that are not the last ones, other devices.</summary>
/// <param name="Index">Numbers the bodies of a method.</param>
/// <param name="Inputs">The arrays from outside, in the order in which the nest takes them.</param>
/// <param name="Scalars">The host scalars that it takes.</param>
/// <param name="Sweeps">What happens to a row until all its values are there.</param>
/// <param name="Last">What computes the outputs, for each element.</param>
/// <param name="Outputs">The arrays of elements that it writes, in the order of the nest's values.</param>
/// <param name="RowOutputs">The values of rows that it writes, in that order too.</param>
/// <param name="Temporaries">Elements that a sweep leaves to later ones, or to its folds.</param>
/// <param name="Views">Values of rows that are others under another shape.</param>
/// <param name="ElementSize">The size in bytes of all dtypes in it.</param>
internal sealed record RowBody(int Index, ImmutableArray<Value> Inputs, ImmutableArray<Value> Scalars, ImmutableArray<RowSweep> Sweeps,
    ImmutableArray<Node> Last, ImmutableArray<Value> Outputs, ImmutableArray<Value> RowOutputs, ImmutableArray<Value> Temporaries,
    ImmutableDictionary<Value, Value> Views, int ElementSize)
{
    /// <summary>Whether rows of a few elements can run along the rows: no elements are written, and not too much is computed twice.</summary>
    public bool HasPlanes { get; init; }

    /// <summary>The coordinates that a row may have to be a point.</summary>
    public const int LeastCoordinates = 2, MostCoordinates = 4;

    /// <summary>The inputs that folds read, where there is a form for points besides: their coordinates are no loop, and of each input it is known whether it
    /// is one value for all of a plane. Empty if there is none.</summary>
    public ImmutableArray<Value> PointInputs { get; init; } = [];

    /// <summary>How many vectors of points a turn computes side by side: the root of one of them is computed beside the processor's unit for roots.</summary>
    public static int PointsAbreast(LaneNames lanes) => lanes.Bits == 512 ? 4 : 2;

    /// <summary>Values of rows by which elements are divided: wide vectors multiply by their reciprocals, and mend the last bit.</summary>
    public ImmutableArray<Value> Divisors { get; init; } = [];

    /// <summary>The inputs whose rows come from memory when a block begins, and not later: the block before asks for them.</summary>
    public ImmutableArray<Value> ReadFirst { get; init; } = [];

    /// <summary>The value that a view shows.</summary>
    public Value Viewed(Value value)
    {
        while (Views.TryGetValue(value, out var source)) value = source;
        return value;
    }
}

/// <summary>What a row goes through until a reduction's value is there.</summary>
/// <param name="Before">What computes the temporaries.</param>
/// <param name="Stored">The temporaries, which lie in a row of scratch.</param>
/// <param name="Folds">The reductions.</param>
/// <param name="Values">What follows from them for the row.</param>
internal sealed record RowSweep(ImmutableArray<Node> Before, ImmutableArray<Value> Stored, ImmutableArray<RowFold> Folds, ImmutableArray<Node> Values);

/// <summary>A reduction inside the loop that computes what it folds.</summary>
/// <param name="Reduction">The reduction.</param>
/// <param name="Nodes">What computes an element from inputs and temporaries, a few instructions.</param>
/// <param name="FromInputs">The same from inputs alone.</param>
internal sealed record RowFold(Node Reduction, ImmutableArray<Node> Nodes, ImmutableArray<Node> FromInputs)
{
    /// <summary>The value that is folded.</summary>
    public Value Operand => Reduction.Operands[0];
}
