using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Decides which loops fold all their values in virtual lanes, inside the loop that computes them, and which folds share such a loop.</summary>
/// <remarks>An element's lane follows from its place in a block, for each dtype another number of them. A loop takes as many elements to a turn as
/// its widest dtype has lanes, so that one's floating-point numbers are added in the order of the runtime's folds; of integers and truth values the
/// order does not matter.</remarks>
internal static class LaneFolds
{
    /// <summary>Bytes of the virtual lanes of a fold.</summary>
    public const int LaneBytes = 256;

    /// <summary>The elements of a block, which has lanes of its own.</summary>
    public const int Block = 2048;

    // Registers that accumulate, and instructions in an unrolled turn: beyond, lanes stay in memory, which costs a load and a store each time.
    private const int MostAccumulators = 16;
    private const int LongestTurn = 128;

    /// <summary>Whether the loop's kernel gets a body that folds.</summary>
    public static bool Has(LoopStep loop) =>
        loop.Reductions.Length > 0 && loop.Parts.IsEmpty && Fits(loop.Nodes, loop.Reductions) && loop.Inputs.Length + loop.Reductions.Length <= Scheduler.MaxOperands;

    /// <summary>Whether the lanes of all folds are kept in registers where a turn is so many vectors.</summary>
    public static bool InRegisters(LoopStep loop, int vectors) =>
        vectors * loop.Reductions.Length <= MostAccumulators && vectors * (loop.Nodes.Sum(LoopParts.Instructions) + loop.Reductions.Length) <= LongestTurn;

    /// <summary>Whether two loops are folds that one pass over the operands can do.</summary>
    public static bool Together(LoopGroup first, LoopGroup second, ImmutableHashSet<Value> constants)
    {
        if (first.Reductions.Count == 0 || second.Reductions.Count == 0) return false;
        ImmutableArray<Node> nodes = [.. first.Nodes.Union(second.Nodes)], reductions = [.. first.Reductions, .. second.Reductions];

        // Arrays as they lie in memory are folded faster one by one while they are in cache.
        if (nodes.IsEmpty || Widest(reductions) is null || !Fits(nodes, reductions)) return false;
        var mine = Arrays(first.Nodes, first.Reductions);
        var theirs = Arrays(second.Nodes, second.Reductions);
        if (!mine.Overlaps(theirs) && !first.Nodes.Intersect(second.Nodes).Any()) return false;
        var outputs = reductions.Select(r => r.Operands[0]).Distinct().Count();
        return Fusion.Fits(nodes.Concat(reductions), Math.Max(outputs, reductions.Length), constants);
    }

    /// <summary>The folded value over whose shape one loop can run for all reductions, or null. The others' shapes are the same, or may be: a mask and what it
    /// selects mostly have one shape, of which the method says nothing. The runtime looks, and else takes a pass for each shape.</summary>
    public static Value? Widest(IReadOnlyCollection<Node> reductions)
    {
        var operands = reductions.Select(r => r.Operands[0]).ToList();
        return operands.FirstOrDefault(wide => operands.All(o => o.Shape.Equals(wide.Shape)
            || (o.Shape.Prefix.Length > 0 && wide.Shape.Prefix.Length > 0 && o.Shape.Dims.SequenceEqual(wide.Shape.Dims) && Equals(SymShape.Broadcast(o.Shape, wide.Shape), wide.Shape))));
    }

    private static HashSet<Value> Arrays(IEnumerable<Node> nodes, IEnumerable<Node> reductions)
    {
        var own = new HashSet<Value>(nodes.SelectMany(n => n.Results));
        return [.. nodes.SelectMany(Fusion.Uses).Concat(reductions.Select(r => r.Operands[0])).Where(v => v.IsArray && !own.Contains(v))];
    }

    private static bool Fits(ImmutableArray<Node> nodes, ImmutableArray<Node> reductions)
    {
        if (nodes.IsEmpty || nodes.Any(n => n.Op is not (ElementwiseOp or Constant)) || nodes.Sum(LoopParts.Instructions) > LoopParts.LongBody) return false;
        var widest = nodes.SelectMany(n => n.Operands.Concat(n.Results)).Concat(reductions.SelectMany(r => r.Operands)).Max(v => v.DType.Size());
        return reductions.All(r => FoldsAll(r) && (!r.Operands[0].DType.IsFloat() || r.Operands[0].DType.Size() == widest));
    }

    private static bool FoldsAll(Node reduction) =>
        reduction.Op is Sum or Mean or Prod or Max or Min or Any or All && reduction.Attributes.Text("axis") is null && reduction.Attributes.Text("fromAxis") is null;
}
