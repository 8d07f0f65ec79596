using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>A function cut into steps, in the order in which the host method takes them.</summary>
internal sealed record Plan(Function Function, PlanBlock Body)
{
    /// <summary>The parameters that the caller gives up.</summary>
    public ImmutableArray<Donation> Donations { get; init; } = [];

    /// <summary>Every loop, those inside regions too, in order of their indices.</summary>
    public IEnumerable<LoopStep> Loops => Body.Loops;

    /// <summary>The bodies of row nests, those inside regions too.</summary>
    public IEnumerable<RowBody> RowBodies => Body.RowBodies;
}

/// <summary>A parameter that the caller gives up: the method's own from its beginning, and deleted for the caller at its end.</summary>
/// <param name="Parameter">The array.</param>
/// <param name="Others">The other arrays from outside that may be the same one; one that is keeps it from being written.</param>
/// <param name="Passed">The results that may be arrays from outside as they came, or views of them.</param>
/// <param name="Results">All results that may lie in its buffer.</param>
internal sealed record Donation(Value Parameter, ImmutableArray<Value> Others, ImmutableArray<Value> Passed, ImmutableArray<Value> Results);

/// <summary>Steps, and what the block yields.</summary>
internal sealed record PlanBlock(ImmutableArray<Value> Args, ImmutableArray<Step> Steps, ImmutableArray<Value> Yields)
{
    public IEnumerable<LoopStep> Loops => Steps.SelectMany(s => s switch
    {
        LoopStep loop => [loop],
        RowStep rows => rows.Loops,
        RegionStep region => region.Blocks.SelectMany(b => b.Loops),
        _ => Enumerable.Empty<LoopStep>(),
    });

    public IEnumerable<RowBody> RowBodies => Steps.SelectMany(s => s switch
    {
        RowStep { Body: { } body } => [body],
        LoopStep { Rows: { } body } => [body],
        RegionStep region => region.Blocks.SelectMany(b => b.RowBodies),
        _ => Enumerable.Empty<RowBody>(),
    });
}

/// <summary>One statement or loop of the host method.</summary>
internal abstract record Step
{
    /// <summary>The values that are there when the step is done.</summary>
    public ImmutableArray<Value> Results => this switch
    {
        HostStep host => host.Node.Results,
        RegionStep region => region.Node.Results,
        LoopStep { Reductions.IsEmpty: false } loop => [.. loop.Reductions.SelectMany(r => r.Results)],
        LoopStep loop => [.. loop.Outputs, .. loop.Updates.SelectMany(u => u.Node.Results)],
        RowStep rows => rows.Kept,
        _ => [],
    };
}

/// <summary>A scalar computation, a view or a runtime function: one C# statement.</summary>
/// <param name="Node">What it computes.</param>
/// <param name="InPlace">Whether it may write into its first operand, whose buffer no one else sees or uses any more.</param>
internal sealed record HostStep(Node Node, bool InPlace = false) : Step
{
    /// <summary>Of a matrix product: whether a loop takes its rows as they are done, or why not.</summary>
    public ProductKind Product { get; init; }

    /// <summary>Of a concatenation and the like: whether loops read it in pieces, or why not.</summary>
    public InPieces? Pieces { get; init; }

    /// <summary>Whether the result is no array, but pieces that loops read where they lie.</summary>
    public bool IsInPieces => Pieces is { Kind: PiecesKind.Read };

    /// <summary>Of an update in place: whether it waits in the chain of the region around it.</summary>
    public bool IsChained { get; init; }

    /// <summary>Of an element read or updated, or a dimension: whether its array is one of the <see cref="RegionStep.Written"/> of a loop around it.</summary>
    public bool ByElement { get; init; }

    /// <summary>The operands that loops wrote into the result, which a <see cref="JoinStep"/> made.</summary>
    public ImmutableHashSet<Value> Joined { get; init; } = [];
}

/// <summary>Checks that two shapes broadcast and names the result; <paramref name="Id"/> numbers it within the method.</summary>
internal sealed record GuardStep(int Id, ShapeRef Left, ShapeRef Right, Source Source) : Step;

/// <summary>Makes the result of a concatenation and the like, into which loops then write.</summary>
/// <param name="Node">The node; its <see cref="HostStep"/> comes after the loops, and copies the other operands.</param>
/// <param name="Shapes">Those of the operands, as they are known before.</param>
internal sealed record JoinStep(Node Node, ImmutableArray<ShapeRef> Shapes) : Step;

/// <summary>Gives back the buffer of an array that is not used any more.</summary>
/// <param name="Array">The array, or a view of it.</param>
/// <param name="Unless">An array of which it may be a view, and then stays; null if that is known.</param>
internal sealed record ReleaseStep(Value Array, Value? Unless) : Step
{
    /// <summary>Whether loops that read it may still wait in a chain.</summary>
    public bool IsChained { get; init; }
}

/// <summary>C# control flow, printed back as C#.</summary>
/// <param name="Node">The op.</param>
/// <param name="Blocks">Its regions.</param>
/// <param name="Copied">The values carried by a loop that start as copies, since the loop's turns write into them.</param>
internal sealed record RegionStep(Node Node, ImmutableArray<PlanBlock> Blocks, ImmutableHashSet<int> Copied) : Step
{
    /// <summary>Whether the loops in it wait in a chain, which ends with it.</summary>
    public bool BeginsChain { get; init; }

    /// <summary>The arrays carried by a loop whose turns read and write single elements of them alone: where they are among what is carried, and how many
    /// indices an element has. Before the loop each is made ready for this, behind it it is an array again.</summary>
    public ImmutableDictionary<int, int> Written { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>What is carried by a loop and is <see cref="Written"/> by one around it.</summary>
    public ImmutableHashSet<int> Passed { get; init; } = [];

    /// <summary>The results that are versions of <see cref="Written"/> arrays, by the loop arguments that are the first ones.</summary>
    public ImmutableDictionary<int, Value> Continued { get; init; } = ImmutableDictionary<int, Value>.Empty;
}

/// <summary>A fused loop: elementwise nodes that share one pass over memory.</summary>
/// <param name="Index">Numbers the kernels of a method; -1 for a direct reduction, which has none.</param>
/// <param name="Shape">The shape that the loop runs over.</param>
/// <param name="Inputs">The arrays that it reads, in the order in which the kernel takes them.</param>
/// <param name="Scalars">The host scalars that it takes; constants are not among them.</param>
/// <param name="Nodes">What it computes for each element.</param>
/// <param name="Outputs">The arrays that it writes; where there are reductions, the values that they fold.</param>
/// <param name="Reductions">The nodes that fold the outputs; none, one, or several that fold all elements in one pass.</param>
/// <param name="ElementSize">The size in bytes of the widest dtype in it.</param>
internal sealed record LoopStep(int Index, ShapeRef Shape, ImmutableArray<Value> Inputs, ImmutableArray<Value> Scalars,
    ImmutableArray<Node> Nodes, ImmutableArray<Value> Outputs, ImmutableArray<Node> Reductions, int ElementSize) : Step
{
    /// <summary>The first reduction, or null.</summary>
    public Node? Reduction => Reductions.IsEmpty ? null : Reductions[0];

    /// <summary>Updates whose values the loop computes: it writes such an output into its region, and no array of it exists.</summary>
    public ImmutableArray<HostStep> Updates { get; init; } = [];

    /// <summary>Outputs that are written into a concatenation and the like; no arrays of them exist.</summary>
    public ImmutableArray<JoinedOutput> Joined { get; init; } = [];

    /// <summary>The outputs that become arrays: those that are not written into a region or a concatenation.</summary>
    public IEnumerable<Value> Arrays => Outputs.Where(o => !Updates.Any(u => ReferenceEquals(At.ValueOf(u.Node), o)) && !Joined.Any(j => ReferenceEquals(j.Output, o)));

    /// <summary>Outputs that take the buffers of inputs.</summary>
    public ImmutableArray<Spare> Spares { get; init; } = [];

    /// <summary>The parts in which a long body runs; none if it runs as a whole.</summary>
    public ImmutableArray<LoopPart> Parts { get; init; } = [];

    /// <summary>Whether its body is compiled apart for operands that all advance: with many of them, what says which don't would take the registers.</summary>
    public bool HasSteps => Parts.IsEmpty && (Inputs.Length >= 3 || !Shifted.IsEmpty);

    /// <summary>Operands that lie next to others.</summary>
    public ImmutableArray<ShiftedOperands> Shifted { get; init; } = [];

    /// <summary>Whether the vectors of such operands are made of one's: where vectors are as long as a line, nearly all of the others would cross two.</summary>
    public bool MakesShifted(LaneNames lanes) => !Shifted.IsEmpty && lanes.Bits == 512 && Abreast(lanes) == 1;

    /// <summary>The vectors that a turn computes side by side: two where each element has its own loop, whose turns wait for the one before them, and where
    /// the processor's unit for roots would do most of the work, so that it gets every second one.</summary>
    public int Abreast(LaneNames lanes) => Parts.IsEmpty && (IsBoundByRoots(lanes) || Nodes.Any(n => n.Op is While && n.Attributes.Flag("lanes") && n.Regions.All(IsShort))) ? 2 : 1;

    private bool IsBoundByRoots(LaneNames lanes)
    {
        var roots = Nodes.Count(n => n.Op is Sqrt or ReciprocalSqrt && n.Result.IsArray && lanes.HasRoots(n.Result.DType));
        return roots > 0 && Nodes.Sum(LoopParts.Instructions) <= roots * BesideRoots && Nodes.All(n => n.Regions.IsEmpty);
    }

    // A root takes its unit as long as the others take for 24 instructions; to compute it with these takes some of them.
    private const int BesideRoots = 16;

    // Two of a longer one would not fit the registers, and a function hides its own waiting.
    private static bool IsShort(Block turn) => turn.Nodes.Length <= LongestAbreast && turn.Nodes.All(n => n.Op is Constant or (ElementwiseOp and not MathOp));

    private const int LongestAbreast = 12;

    /// <summary>Why the outputs are arrays; for the plan's text only, as is <see cref="Apart"/>.</summary>
    public ImmutableArray<Stored> Stored { get; init; } = [];

    /// <summary>Why it is not one with the loop before it.</summary>
    public Apart? Apart { get; init; }

    /// <summary>Of reductions: the shapes that they fold, which the loop's contains and mostly equals.</summary>
    public ImmutableArray<ShapeRef> FoldShapes { get; init; } = [];

    /// <summary>Whether its kernel has a body that folds the values in lanes, inside the loop that computes them.</summary>
    public bool FoldsInLanes { get; init; }

    /// <summary>Of a reduction: what runs whole rows where it can, folds in registers.</summary>
    public RowBody? Rows { get; init; }

    /// <summary>Whether it waits in the chain of the region around it.</summary>
    public bool IsChained { get; init; }

    /// <summary>A reduction of an array as it lies in memory needs no kernel.</summary>
    public bool IsDirectReduction => Reduction is not null && Nodes.IsEmpty;
}

/// <summary>An output of a loop that is written where a concatenation and the like has it.</summary>
/// <param name="Output">The output.</param>
/// <param name="Join">The concatenation.</param>
/// <param name="Part">Which of its arrays the output is.</param>
internal sealed record JoinedOutput(Value Output, Node Join, int Part);

/// <summary>An output of a loop that takes the buffer of an input, if that turns out to lie as the output will.</summary>
/// <param name="Output">The output.</param>
/// <param name="Array">An input that the caller gave up, or that took such a buffer itself, and that is not used any more.</param>
internal sealed record Spare(Value Output, Value Array);

/// <summary>Loops over one shape and reductions of its axes that run a block of rows at a time.</summary>
/// <param name="Shape">The shape that is reduced.</param>
/// <param name="Reduction">The first reduction; all have its axes.</param>
/// <param name="Inputs">The arrays from outside.</param>
/// <param name="Stages">What happens to a block, in order.</param>
/// <param name="Kept">The values that are arrays afterwards.</param>
internal sealed record RowStep(ShapeRef Shape, Node Reduction, ImmutableArray<Value> Inputs, ImmutableArray<RowStage> Stages, ImmutableArray<Value> Kept) : Step
{
    /// <summary>The loops among the stages.</summary>
    public IEnumerable<LoopStep> Loops => Stages.OfType<RowLoopStage>().Select(s => s.Loop);

    /// <summary>What runs whole rows instead of the stages, where it can.</summary>
    public RowBody? Body { get; init; }

    /// <summary>What uses its values and is not part of it, and why; for the plan's text only.</summary>
    public ImmutableArray<Apart> Outside { get; init; } = [];
}

/// <summary>One stage of a <see cref="RowStep"/>.</summary>
internal abstract record RowStage;

/// <summary>An elementwise loop over a block's elements, or over its rows' values.</summary>
internal sealed record RowLoopStage(LoopStep Loop, bool IsRow) : RowStage;

/// <summary>Folds each row of a block.</summary>
internal sealed record RowReduceStage(Node Node) : RowStage;

/// <summary>Rows' values with or without the folded axis; <paramref name="View"/> is a member of the runtime's <c>RowView</c>.</summary>
internal sealed record RowViewStage(Node Node, string View) : RowStage;

/// <summary>How the host method knows a shape: as that of an array it holds, or as the result of a guard.</summary>
internal sealed record ShapeRef(Value? Array, int Guard)
{
    public static ShapeRef Of(Value array) => new(array, 0);

    public static ShapeRef OfGuard(int id) => new(null, id);
}
