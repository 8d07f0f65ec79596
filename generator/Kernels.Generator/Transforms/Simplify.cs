using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Takes away what nothing uses, and computes once what is written twice. Both keep every bit of the result.</summary>
internal sealed class Simplify
{
    private readonly Dictionary<Value, int> _ids = [];

    private Simplify()
    {
    }

    public static Function Apply(Function function)
    {
        var body = new Simplify().Deduplicate(function.Body, ImmutableDictionary<string, Value>.Empty, ImmutableDictionary<Value, Value>.Empty);
        return function with { Body = Prune(body) };
    }

    // Scalars and elementwise values: no use, no effect. Calls of the runtime stay, since they check indices and shapes.
    private static bool IsPure(Node node) =>
        node.Op is Constant or ReductionOp || (node.Op is ElementwiseOp && !node.Op.CanThrow(node.Operands[0].DType)) || (node.Op is For && node.Attributes.Flag("lanes"));

    private static Block Prune(Block block)
    {
        var used = new HashSet<Value>(block.Yields);
        var kept = new List<Node>();
        foreach (var node in block.Nodes.Reverse())
        {
            if (IsPure(node) && !node.Results.Any(used.Contains)) continue;
            var pruned = node.Regions.Length == 0 ? node
                : new Node(node.Op, node.Operands, node.Attributes, [.. node.Regions.Select(Prune)], node.Results, node.Source);
            kept.Add(pruned);
            used.UnionWith(pruned.Operands);
            used.UnionWith(pruned.Regions.SelectMany(r => r.FreeValues()));
        }

        kept.Reverse();
        return new Block(block.Args, [.. kept], block.Yields);
    }

    // Common subexpressions of pure ops; in a region, those of the blocks around it count too.
    private Block Deduplicate(Block block, ImmutableDictionary<string, Value> outer, ImmutableDictionary<Value, Value> outerMap)
    {
        var (known, map) = (outer.ToBuilder(), outerMap.ToBuilder());
        Value Map(Value v) => map.TryGetValue(v, out var same) ? same : v;
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            var operands = node.Operands.Select(Map).ToImmutableArray();
            if (node.Op is Constant or ElementwiseOp)
            {
                var key = Key(node, operands);
                if (known.TryGetValue(key, out var same) && same.Type.Equals(node.Result.Type))
                {
                    same.Name ??= node.Result.Name;
                    map[node.Result] = same;
                    continue;
                }

                known[key] = node.Result;
            }

            var regions = node.Regions.Select(r => Deduplicate(r, known.ToImmutable(), map.ToImmutable())).ToImmutableArray();
            nodes.Add(new Node(node.Op, operands, node.Attributes, regions, node.Results, node.Source));
        }

        return new Block(block.Args, nodes.ToImmutable(), [.. block.Yields.Select(Map)]);
    }

    private string Key(Node node, ImmutableArray<Value> operands) =>
        $"{node.Op.Name}({string.Join(",", operands.Select(Id))}){string.Join(";", node.Attributes.Items.Select(a => $"{a.Key}={a.Value}"))}";

    private string Id(Value value)
    {
        if (!_ids.TryGetValue(value, out var id)) _ids[value] = id = _ids.Count;
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
