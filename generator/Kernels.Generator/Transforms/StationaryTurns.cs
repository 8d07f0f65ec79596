using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>A counted loop whose turn is one <c>if</c>, on a condition that the counter has no part in: once it is false, nothing that it depends on changes any
/// more, so that all further turns are idle and the loop can end there.</summary>
/// <remarks><c>for (k...) if (|z| &lt; 2) (z, n) = (z * z + c, k);</c> is the usual form of an iteration that is written for masks.</remarks>
internal sealed class StationaryTurns
{
    private readonly Node _loop;
    private readonly Node _branch;
    private readonly int _taken;
    private readonly HashSet<Node> _condition;

    private StationaryTurns(Node loop, Node branch, int taken, HashSet<Node> condition) => (_loop, _branch, _taken, _condition) = (loop, branch, taken, condition);

    private Block Region => _loop.Regions[0];

    /// <summary>What is known of a loop of scalars; null if its turns are of another kind.</summary>
    public static StationaryTurns? Of(Node loop)
    {
        var region = loop.Regions[0];
        if (region.Nodes.LastOrDefault() is not { Op: If } branch) return null;

        // The side that changes nothing.
        var carried = region.Args.RemoveAt(0);
        var idle = Array.FindIndex([.. branch.Regions], side => side.Nodes.All(n => n.Op is Constant) && carried.Select((argument, k) => (argument, next: region.Yields[k]))
            .All(p => ReferenceEquals(p.next, p.argument) || (branch.Results.IndexOf(p.next) is >= 0 and var at && ReferenceEquals(side.Yields[at], p.argument))));
        if (idle < 0) return null;

        // What the condition takes is computed once more than there are turns, so that it may not fail then.
        var needed = new HashSet<Value> { branch.Operands[0] };
        var condition = new HashSet<Node>();
        foreach (var node in region.Nodes.Reverse().Skip(1).Where(n => n.Results.Any(needed.Contains)))
        {
            if (node.Op is not (ElementwiseOp or Constant) || node.Operands.Any(o => node.Op.CanThrow(o.DType))) return null;
            condition.Add(node);
            needed.UnionWith(node.Operands);
        }

        return condition.Count == 0 || needed.Contains(region.Args[0]) ? null : new StationaryTurns(loop, branch, 1 - idle, condition);
    }

    /// <summary>Adds the condition under which a turn does something to what comes before a turn.</summary>
    /// <param name="head">The block.</param>
    /// <param name="args">What stands for the loop's arguments in it.</param>
    /// <param name="shared">What the turn reads of what the condition takes: as the turn knows it, and as the head does.</param>
    public Value Condition(BlockBuilder head, ImmutableArray<Value> args, out ImmutableArray<(Value InTurn, Value InHead)> shared)
    {
        var map = new Dictionary<Value, Value>();
        for (var k = 0; k < args.Length; k++) map[Region.Args[k]] = args[k];
        foreach (var node in Region.Nodes.Where(_condition.Contains))
            map[node.Result] = head.Add(node.Op, [.. node.Operands.Select(o => map.TryGetValue(o, out var there) ? there : o)], node.Attributes, node.Source, node.Result.Name);

        var reads = new HashSet<Value>(new Block([], [.. Turn], Yields).FreeValues());
        shared = [.. Region.Nodes.Where(n => _condition.Contains(n) && n.Op is not Constant && reads.Contains(n.Result)).Select(n => (n.Result, map[n.Result]))];
        var holds = map[_branch.Operands[0]];
        return _taken == 0 ? holds : head.Add(OpTable.LogicalNot, [holds], source: _branch.Source);
    }

    /// <summary>What a turn computes where it does something.</summary>
    public IEnumerable<Node> Turn => Region.Nodes.Where(n => !ReferenceEquals(n, _branch) && (n.Op is Constant || !_condition.Contains(n))).Concat(_branch.Regions[_taken].Nodes);

    /// <summary>The next carried values there.</summary>
    public ImmutableArray<Value> Yields => [.. Region.Yields.Select(y => _branch.Results.IndexOf(y) is >= 0 and var at ? _branch.Regions[_taken].Yields[at] : y)];
}
