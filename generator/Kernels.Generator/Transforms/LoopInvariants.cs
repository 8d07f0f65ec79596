using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>A function of an array that no turn of a loop changes is computed once, before the loop: reading what it gives costs less than computing it again.</summary>
/// <remarks>Only what cannot fail moves, since the loop may have no turns: chains of one array and scalars. What is cheap stays where it is, in the loop that fuses it.</remarks>
internal static class LoopInvariants
{
    // Mathematical functions; arithmetic is as cheap as a read.
    private const int Expensive = 40;

    public static Function Apply(Function function) => function with { Body = Visit(function.Body) };

    private static Block Visit(Block block)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            var visited = node.Regions.IsEmpty ? node : With(node, [.. node.Regions.Select(Visit)]);
            nodes.AddRange(node.Op is For or While && !node.Attributes.Flag("lanes") ? Hoisted(visited) : [visited]);
        }

        return new Block(block.Args, nodes.ToImmutable(), block.Yields);
    }

    private static IEnumerable<Node> Hoisted(Node loop)
    {
        // What a turn has of its own, in any region of it.
        var own = new HashSet<Value>(loop.Regions.SelectMany(r => r.Args.Concat(r.Nodes.SelectMany(n => n.Results))));
        var producer = loop.Regions.SelectMany(r => r.Nodes).SelectMany(n => n.Results.Select(r => (r, n))).ToDictionary(p => p.r, p => p.n);
        var chains = new Dictionary<Value, int>();
        foreach (var node in loop.Regions.SelectMany(r => r.Nodes))
        {
            if (node.Op is Constant) chains[node.Result] = 0;
            if (node.Op is not ElementwiseOp op || op.HasEffect || node.Operands.Any(o => (own.Contains(o) && !chains.ContainsKey(o)) || op.CanThrow(o.DType))) continue;
            if (node.Operands.Where(o => o.IsArray).Any(o => !o.Shape.Equals(node.Result.Shape)) || !node.Result.IsArray) continue;
            chains[node.Result] = op.Instructions + node.Operands.Sum(o => chains.TryGetValue(o, out var before) ? before : 0);
        }

        // Those ends of chains that something else reads.
        var moved = new HashSet<Node>();
        var reads = loop.Regions.SelectMany(r => r.Nodes.Where(n => n.Results.Length == 0 || !chains.ContainsKey(n.Results[0])).SelectMany(n => n.Operands.Concat(n.Regions.SelectMany(x => x.FreeValues()))).Concat(r.Yields));
        foreach (var value in reads.Where(v => chains.TryGetValue(v, out var cost) && cost >= Expensive && v.IsArray)) Move(value);
        if (moved.Count == 0) return [loop];
        return [.. loop.Regions.SelectMany(r => r.Nodes).Where(moved.Contains), With(loop, [.. loop.Regions.Select(r => new Block(r.Args, [.. r.Nodes.Where(n => !moved.Contains(n))], r.Yields))])];

        void Move(Value value)
        {
            if (!producer.TryGetValue(value, out var node) || !moved.Add(node)) return;
            foreach (var operand in node.Operands) Move(operand);
        }
    }

    private static Node With(Node node, ImmutableArray<Block> regions) => new(node.Op, node.Operands, node.Attributes, regions, node.Results, node.Source);
}
