using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Nodes that share one loop, in program order, and what leaves it: arrays, or one value folded by a reduction.</summary>
internal sealed class LoopGroup
{
    public List<Node> Nodes { get; set; } = [];

    public List<Value> Outputs { get; } = [];

    public Node? Reduction { get; set; }
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
            MergeSiblings(block, groups, producer);
            if (Shared(block, groups) is { } shared) arrays.UnionWith(shared.Results.Where(producer.ContainsKey));
            else if (Oversized(groups, constants) is { } split) arrays.UnionWith(split.Results);
            else return groups;
        }
    }

    /// <summary>Whether a node computes element by element over arrays: an op, or a loop over lanes.</summary>
    public static bool IsLoopNode(Node node) =>
        node.Results.Any(r => r.IsArray) && (node.Op is ElementwiseOp || (node.Op is RegionOp && node.Attributes.Flag("lanes")));

    private static HashSet<Value> ArraysThatMustExist(Block block, Dictionary<Value, Node> producer)
    {
        var arrays = new HashSet<Value>(block.Yields.Where(producer.ContainsKey));
        foreach (var node in block.Nodes)
        {
            if (IsLoopNode(node) || node.Op is ReductionOp) continue;
            arrays.UnionWith(node.Operands.Concat(node.Regions.SelectMany(r => r.FreeValues())).Where(producer.ContainsKey));
        }

        return arrays;
    }

    private static List<LoopGroup> Grow(Block block, Dictionary<Value, Node> producer, HashSet<Value> arrays)
    {
        var position = block.Nodes.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        var groups = new List<LoopGroup>();
        foreach (var node in block.Nodes)
        {
            var isReduction = node.Op is ReductionOp;
            if (!isReduction && !(IsLoopNode(node) && node.Results.Any(arrays.Contains))) continue;

            var members = new HashSet<Node>();
            void Take(Value v)
            {
                if (!producer.TryGetValue(v, out var before) || before.Results.Any(arrays.Contains) || !members.Add(before)) return;
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

            var group = new LoopGroup { Nodes = [.. members.OrderBy(m => position[m])], Reduction = isReduction ? node : null };
            if (!isReduction) group.Outputs.AddRange(node.Results.Where(arrays.Contains));
            groups.Add(group);
        }

        return groups;
    }

    // Loops over the same shape of which neither waits for the other through something outside them become one, with several results.
    private static void MergeSiblings(Block block, List<LoopGroup> groups, Dictionary<Value, Node> producer)
    {
        var position = block.Nodes.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        for (var j = 1; j < groups.Count; j++)
        {
            for (var i = 0; i < j; i++)
            {
                var (first, second) = (groups[i], groups[j]);
                if (first.Reduction is not null || second.Reduction is not null) continue;
                if (!first.Outputs[0].Shape.Equals(second.Outputs[0].Shape)) continue;
                if (WaitsThroughOthers(block, first, second)) continue;
                first.Nodes = [.. first.Nodes.Union(second.Nodes).OrderBy(n => position[n])];
                first.Outputs.AddRange(second.Outputs);
                groups.RemoveAt(j--);
                break;
            }
        }
    }

    private static bool WaitsThroughOthers(Block block, LoopGroup first, LoopGroup second)
    {
        var inside = new HashSet<Node>(first.Nodes.Concat(second.Nodes));
        var tainted = new HashSet<Value>();
        foreach (var node in block.Nodes)
        {
            if (inside.Contains(node))
            {
                if (Uses(node).Any(tainted.Contains)) return true;
            }
            else if (Uses(node).Any(u => tainted.Contains(u) || inside.Any(n => n.Results.Contains(u))))
            {
                foreach (var result in node.Results) tainted.Add(result);
            }
        }

        return false;
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
            var inner = new HashSet<Value>(group.Nodes.SelectMany(n => n.Results));
            var inputs = group.Nodes.SelectMany(Uses).Where(v => !inner.Contains(v) && !constants.Contains(v)).Distinct().ToList();
            if (inputs.Count(v => v.IsArray) + group.Outputs.Count <= Scheduler.MaxOperands && inputs.Count(v => !v.IsArray) <= Scheduler.MaxOperands) continue;

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
