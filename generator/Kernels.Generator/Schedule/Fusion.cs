using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Nodes that share one loop, in program order, and what leaves it: arrays, or values folded by reductions.</summary>
internal sealed class LoopGroup
{
    public List<Node> Nodes { get; set; } = [];

    public List<Value> Outputs { get; } = [];

    /// <summary>What folds values of the loop; none if it has outputs.</summary>
    public List<Node> Reductions { get; } = [];

    /// <summary>Why the outputs are arrays.</summary>
    public List<Stored> Stored { get; } = [];

    /// <summary>Why it is not one with the group before it.</summary>
    public Apart? Apart { get; set; }
}

/// <summary>Finds the loops of a block: each value that must be an array, and each reduction, takes in the elementwise nodes before it.</summary>
internal static class Fusion
{
    public static List<LoopGroup> Group(Block block, ImmutableHashSet<Value> constants)
    {
        var producer = new Dictionary<Value, Node>();
        foreach (var node in block.Nodes.Where(IsLoopNode))
            foreach (var result in node.Results) producer[result] = node;

        var arrays = ArraysThatMustExist(block, producer);
        while (true)
        {
            var groups = Grow(block, producer, arrays);
            MergeSiblings(block, groups, constants);
            if (Shared(block, groups) is { } shared)
            {
                Store(arrays, shared.Results, StoredReason.Shared, null);
            }
            else if (Oversized(groups, constants) is { } split)
            {
                Store(arrays, split.Results, StoredReason.TooManyOperands, null);
            }
            else
            {
                foreach (var group in groups) group.Stored.AddRange(group.Outputs.Select(o => arrays[o]));
                for (var k = 1; k < groups.Count; k++) groups[k].Apart = KeptApart(block, groups[k - 1], groups[k], constants);
                return groups;
            }
        }
    }

    /// <summary>Whether a node computes element by element over arrays: an op, or a loop over lanes.</summary>
    public static bool IsLoopNode(Node node) =>
        node.Results.Any(r => r.IsArray) && (node.Op is ElementwiseOp || (node.Op is RegionOp && node.Attributes.Flag("lanes")));

    /// <summary>Whether a node does something besides giving its result, itself or in a region.</summary>
    public static bool HasEffect(Node node) => node.Op.HasEffect || node.Regions.Any(r => r.Nodes.Any(HasEffect));

    private static void Store(Dictionary<Value, Stored> arrays, IEnumerable<Value> values, StoredReason reason, Node? by)
    {
        foreach (var value in values)
            if (!arrays.ContainsKey(value)) arrays.Add(value, new Stored(value, reason, by));
    }

    private static Dictionary<Value, Stored> ArraysThatMustExist(Block block, Dictionary<Value, Node> producer)
    {
        var arrays = new Dictionary<Value, Stored>();
        Store(arrays, block.Yields.Where(producer.ContainsKey), StoredReason.Yielded, null);
        foreach (var node in block.Nodes)
        {
            if (IsLoopNode(node) || node.Op is ReductionOp) continue;
            Store(arrays, node.Operands.Where(producer.ContainsKey), StoredReason.Operand, node);
            Store(arrays, node.Regions.SelectMany(r => r.FreeValues()).Where(producer.ContainsKey), StoredReason.Captured, node);
        }

        return arrays;
    }

    private static List<LoopGroup> Grow(Block block, Dictionary<Value, Node> producer, Dictionary<Value, Stored> arrays)
    {
        var position = block.Nodes.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        var groups = new List<LoopGroup>();
        foreach (var node in block.Nodes)
        {
            var isReduction = node.Op is ReductionOp;
            if (!isReduction && !(IsLoopNode(node) && node.Results.Any(arrays.ContainsKey))) continue;

            var members = new HashSet<Node>();
            void Take(Value v)
            {
                if (!producer.TryGetValue(v, out var before) || before.Results.Any(arrays.ContainsKey) || !members.Add(before)) return;
                foreach (var use in Uses(before)) Take(use);
            }

            if (isReduction)
            {
                Take(node.Operands[0]);
            }
            else
            {
                members.Add(node);
                foreach (var use in Uses(node)) Take(use);
            }

            var group = new LoopGroup { Nodes = [.. members.OrderBy(m => position[m])] };
            if (isReduction) group.Reductions.Add(node);
            else group.Outputs.AddRange(node.Results.Where(arrays.ContainsKey));
            groups.Add(group);
        }

        return groups;
    }

    // Loops over the same shape of which neither waits for the other through something outside them become one, with several results, if one can take
    // the operands of both: a loop that was cut for having too many stays in its parts. So do folds of all elements that read something in common.
    private static void MergeSiblings(Block block, List<LoopGroup> groups, ImmutableHashSet<Value> constants)
    {
        var position = block.Nodes.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        for (var j = 1; j < groups.Count; j++)
        {
            for (var i = 0; i < j; i++)
            {
                var (first, second) = (groups[i], groups[j]);
                if (KeptApart(block, first, second, constants) is not null) continue;
                first.Nodes = [.. first.Nodes.Union(second.Nodes).OrderBy(n => position[n])];
                first.Outputs.AddRange(second.Outputs);
                first.Reductions.AddRange(second.Reductions);
                first.Reductions.Sort((a, b) => position[a].CompareTo(position[b]));
                groups.RemoveAt(j--);
                break;
            }
        }
    }

    private static Apart? KeptApart(Block block, LoopGroup first, LoopGroup second, ImmutableHashSet<Value> constants)
    {
        var other = first.Reductions.FirstOrDefault()?.Result ?? first.Outputs[0];
        if (first.Reductions.Concat(second.Reductions).FirstOrDefault() is { } fold)
        {
            return WaitsThroughOthers(block, first, second) is { } before ? new Apart(other, ApartReason.Waits, before)
                : LaneFolds.Together(first, second, constants) ? null : new Apart(other, ApartReason.Folds, fold);
        }

        if (!first.Outputs[0].Shape.Equals(second.Outputs[0].Shape)) return new Apart(other, ApartReason.Shapes, null);
        if (WaitsThroughOthers(block, first, second) is { } through) return new Apart(other, ApartReason.Waits, through);
        return Fits(first.Nodes.Union(second.Nodes), first.Outputs.Count + second.Outputs.Count, constants) ? null : new Apart(other, ApartReason.Operands, null);
    }

    /// <summary>Whether one loop may have these nodes and so many results.</summary>
    internal static bool Fits(IEnumerable<Node> nodes, int outputs, ImmutableHashSet<Value> constants)
    {
        var inner = new HashSet<Value>(nodes.SelectMany(n => n.Results));
        var inputs = nodes.SelectMany(Uses).Where(v => !inner.Contains(v) && !constants.Contains(v)).Distinct().ToList();
        return inputs.Count(v => v.IsArray) + outputs <= Scheduler.MaxOperands && inputs.Count(v => !v.IsArray) <= Scheduler.MaxOperands;
    }

    // What stands between two groups: a node of neither that one of them needs and that needs one of them. Effects keep their order. What a fold
    // gives is there after its loop only, also where the fold reads an array that no node of the loop makes.
    private static Node? WaitsThroughOthers(Block block, LoopGroup first, LoopGroup second)
    {
        var inside = new HashSet<Node>(first.Nodes.Concat(second.Nodes));
        var made = new HashSet<Value>(inside.SelectMany(n => n.Results));
        var folds = new HashSet<Node>(first.Reductions.Concat(second.Reductions));
        var tainted = new Dictionary<Value, Node>();
        var effects = false;
        foreach (var node in block.Nodes)
        {
            if (inside.Contains(node))
            {
                if (Uses(node).FirstOrDefault(tainted.ContainsKey) is { } late) return tainted[late];
            }
            else if (folds.Contains(node) || (effects && HasEffect(node)) || Uses(node).Any(u => tainted.ContainsKey(u) || made.Contains(u)))
            {
                foreach (var result in node.Results) tainted[result] = node;
                effects |= HasEffect(node);
            }
        }

        // A fold may have no nodes before it.
        foreach (var operand in first.Reductions.Concat(second.Reductions).Select(r => r.Operands[0]))
            if (tainted.TryGetValue(operand, out var node)) return node;
        return null;
    }

    // The last node that two loops would compute becomes an array: what comes before it is then computed once.
    private static Node? Shared(Block block, List<LoopGroup> groups)
    {
        var seen = new HashSet<Node>();
        var shared = new HashSet<Node>(groups.SelectMany(g => g.Nodes).Where(n => !seen.Add(n)));
        return block.Nodes.LastOrDefault(shared.Contains);
    }

    // The node to cut at when a loop would take more arrays or scalars than the runtime's drivers do.
    private static Node? Oversized(List<LoopGroup> groups, ImmutableHashSet<Value> constants)
    {
        foreach (var group in groups)
        {
            if (Fits(group.Nodes, group.Outputs.Count, constants)) continue;

            var needs = new Dictionary<Value, HashSet<Value>>();
            Node? best = null;
            foreach (var node in group.Nodes)
            {
                var mine = new HashSet<Value>();
                foreach (var use in Uses(node).Where(u => !constants.Contains(u)))
                {
                    if (needs.TryGetValue(use, out var theirs)) mine.UnionWith(theirs);
                    else mine.Add(use);
                }

                foreach (var result in node.Results) needs[result] = mine;
                if (mine.Count is > 1 and < Scheduler.MaxOperands - 2 && !node.Results.Any(group.Outputs.Contains)) best = node;
            }

            if (best is not null) return best;
        }

        return null;
    }

    public static IEnumerable<Value> Uses(Node node) => node.Operands.Concat(node.Regions.SelectMany(r => r.FreeValues()));
}
