using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>What of a block may throw on the user's behalf, and so comes before everything that the program has behind it: a check of shapes or
/// indices that it makes needless must not fail first.</summary>
internal sealed class Guards
{
    private readonly List<(Node Node, int Position, HashSet<object> Needs)> _all = [];
    private readonly Dictionary<Node, int> _positions = [];

    /// <param name="block">The nodes in the program's order.</param>
    /// <param name="owner">The loops that nodes are in.</param>
    /// <param name="producer">The nodes that values come from.</param>
    /// <param name="effects">The nodes that keep their order.</param>
    public Guards(Block block, Dictionary<Node, object> owner, Dictionary<Value, Node> producer, List<Node> effects)
    {
        if (!block.Nodes.Any(Throw.IsIn)) return;
        for (var k = 0; k < block.Nodes.Length; k++) _positions[block.Nodes[k]] = k;
        foreach (var node in block.Nodes.Where(Throw.IsIn)) _all.Add((node, _positions[node], Needs(node, owner, producer, effects)));
    }

    /// <summary>The guards that stand before any of an item's nodes, and need neither it nor another that is not placed yet because it waits for this.</summary>
    public IEnumerable<Node> Before(IEnumerable<Node> members, HashSet<object> waiting)
    {
        if (_all.Count == 0) return [];
        var last = members.Select(m => _positions.TryGetValue(m, out var position) ? position : -1).DefaultIfEmpty(-1).Max();
        return _all.Where(g => g.Position < last && !g.Needs.Overlaps(waiting)).Select(g => g.Node);
    }

    // Loops and nodes on which it waits, also through the effects before it.
    private static HashSet<object> Needs(Node guard, Dictionary<Node, object> owner, Dictionary<Value, Node> producer, List<Node> effects)
    {
        var needs = new HashSet<object>();
        var open = new Stack<Node>([guard]);
        while (open.Count != 0)
        {
            var node = open.Pop();
            var item = owner.TryGetValue(node, out var group) ? group : node;
            if (!needs.Add(item)) continue;
            if (effects.IndexOf(node) is > 0 and var position) open.Push(effects[position - 1]);
            var members = item is LoopGroup loop ? loop.Nodes.Concat(loop.Reductions) : [node];
            foreach (var use in members.SelectMany(Fusion.Uses))
                if (producer.TryGetValue(use, out var before)) open.Push(before);
        }

        return needs;
    }
}
