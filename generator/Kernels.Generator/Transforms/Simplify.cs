using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Takes away what nothing uses, and computes once what is written twice. Both keep every bit of the result.</summary>
internal sealed class Simplify
{
    private readonly Dictionary<Value, int> _ids = [];
    private int _count;

    private Simplify()
    {
    }

    public static Function Apply(Function function)
    {
        var body = Deduplicated(ViewPushing.Apply(ViewTurning.Apply(Deduplicated(ExactReciprocals.Apply(function.Body)))));
        return function with { Body = Prune(body) };
    }

    private static Block Deduplicated(Block block) =>
        new Simplify().Deduplicate(block, ImmutableDictionary<string, Value>.Empty, ImmutableDictionary<Value, Value>.Empty);

    // What gives the same for the same operands, and costs no array.
    private static bool IsRepeatable(Node node) => node.Op is Constant or ElementwiseOp or Ops.Index or Item or Transpose or Dimension;

    // Scalars and elementwise values: no use, no effect. Calls of the runtime stay, since they check indices and shapes.
    private static bool IsPure(Node node) =>
        node.Op is Constant or ReductionOp || (node.Op is Create && node.Attributes.Text("rank") is not null) || node.Attributes.Flag("undefined") || (node.Op is ElementwiseOp && !node.Op.CanThrow(node.Operands[0].DType))
        || (node.Op is RegionOp && (node.Attributes.Flag("lanes") || node.Op is If) && node.Regions.All(r => r.Nodes.All(IsPure)));

    private static Block Prune(Block block)
    {
        var used = new HashSet<Value>(block.Yields);
        var kept = new List<Node>();
        foreach (var node in block.Nodes.Reverse())
        {
            if (IsPure(node) && !node.Results.Any(used.Contains)) continue;
            var pruned = node.Op switch
            {
                If => PruneIf(node, used),
                While => PruneWhile(node, used),
                For => new Node(node.Op, node.Operands, node.Attributes, [Prune(node.Regions[0])], node.Results, node.Source),
                _ => node,
            };
            if (pruned.Op is If && pruned.Results.IsEmpty && pruned.Regions.All(r => r.Nodes.IsEmpty)) continue;
            kept.Add(pruned);
            used.UnionWith(pruned.Operands);
            used.UnionWith(pruned.Regions.SelectMany(r => r.FreeValues()));
        }

        kept.Reverse();
        return new Block(block.Args, [.. kept], block.Yields);
    }

    private static Node PruneIf(Node node, HashSet<Value> used)
    {
        var live = Enumerable.Range(0, node.Results.Length).Where(k => used.Contains(node.Results[k])).ToList();
        return new Node(node.Op, node.Operands, node.Attributes,
            [.. node.Regions.Select(r => Prune(new Block(r.Args, r.Nodes, Pick(r.Yields, live))))], Pick(node.Results, live), node.Source);
    }

    // What neither region needs is not carried, and what nothing needs after the loop is no result of it.
    private static Node PruneWhile(Node node, HashSet<Value> used)
    {
        var (head, body) = (Prune(node.Regions[0]), Prune(node.Regions[1]));
        var (operands, results) = (node.Operands, node.Results);
        while (true)
        {
            var needed = new HashSet<Value>(body.FreeArguments());
            var isResult = Enumerable.Range(0, body.Args.Length).Select(k => k < results.Length && used.Contains(results[k])).ToList();
            var live = Enumerable.Range(0, body.Args.Length).Where(k => isResult[k]).ToList();
            results = Pick(results, live);
            live.AddRange(Enumerable.Range(0, body.Args.Length).Where(k => !isResult[k] && needed.Contains(body.Args[k])));
            head = Prune(new Block(head.Args, head.Nodes, Pick(head.Yields.RemoveAt(0), live).Insert(0, head.Yields[0])));
            var read = new HashSet<Value>(head.FreeArguments());
            var carried = Enumerable.Range(0, operands.Length).Where(k => read.Contains(head.Args[k])).ToList();
            var settled = carried.Count == operands.Length && live.Count == body.Args.Length;
            operands = Pick(operands, carried);
            head = new Block(Pick(head.Args, carried), head.Nodes, head.Yields);
            body = Prune(new Block(Pick(body.Args, live), body.Nodes, Pick(body.Yields, carried)));
            if (settled) return new Node(node.Op, operands, node.Attributes, [head, body], results, node.Source);
        }
    }

    private static ImmutableArray<Value> Pick(ImmutableArray<Value> values, IEnumerable<int> which) => [.. which.Select(k => values[k])];

    // Common subexpressions of pure ops; in a region, those of the blocks around it count too.
    private Block Deduplicate(Block block, ImmutableDictionary<string, Value> outer, ImmutableDictionary<Value, Value> outerMap) =>
        Deduplicate(block, outer, outerMap, v => v, out _, out _);

    // A value that is known already is used as `bring` makes it visible here.
    private Block Deduplicate(Block block, ImmutableDictionary<string, Value> outer, ImmutableDictionary<Value, Value> outerMap, Func<Value, Value> bring,
        out ImmutableDictionary<string, Value> knownAfter, out ImmutableDictionary<Value, Value> mapAfter)
    {
        var (known, map) = (outer.ToBuilder(), outerMap.ToBuilder());
        Value Map(Value v) => map.TryGetValue(v, out var same) ? same : v;
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            var operands = node.Operands.Select(Map).ToImmutableArray();
            if (IsRepeatable(node))
            {
                var key = Key(node, operands);
                if (known.TryGetValue(key, out var same) && same.Type.Equals(node.Result.Type))
                {
                    same = bring(same);
                    same.Name ??= node.Result.Name;
                    map[node.Result] = same;
                    continue;
                }

                known[key] = node.Result;
            }

            if (node.Op is While)
            {
                nodes.Add(Loop(node, operands, known.ToImmutable(), map.ToImmutable(), bring));
                continue;
            }

            var regions = node.Regions.Select(r => Deduplicate(r, known.ToImmutable(), map.ToImmutable(), bring, out _, out _)).ToImmutableArray();
            nodes.Add(new Node(node.Op, operands, node.Attributes, regions, node.Results, node.Source));
        }

        (knownAfter, mapAfter) = (known.ToImmutable(), map.ToImmutable());
        return new Block(block.Args, nodes.ToImmutable(), [.. block.Yields.Select(Map)]);
    }

    // What region 0 computes, region 1 takes from it.
    private Node Loop(Node node, ImmutableArray<Value> operands, ImmutableDictionary<string, Value> known, ImmutableDictionary<Value, Value> map, Func<Value, Value> bring)
    {
        var head = Deduplicate(node.Regions[0], known, map, bring, out var knownInHead, out _);
        var isCheap = node.Attributes.Flag("lanes") || !node.Regions[0].Args.Concat(head.Yields).Any(v => v.IsArray);
        var (exits, arguments) = (head.Yields.RemoveAt(0).ToList(), node.Regions[1].Args.ToList());
        if (!isCheap) return new Node(node.Op, operands, node.Attributes, [head, Deduplicate(node.Regions[1], known, map)], node.Results, node.Source);

        // To tell what is the same, an argument of region 1 goes under the name of what it is in region 0.
        for (var k = 0; k < exits.Count; k++)
        {
            var first = exits.IndexOf(exits[k]);
            if (first != k) map = map.SetItem(arguments[k], arguments[first]);
            else _ids[arguments[k]] = IdOf(exits[k]);
        }

        var inHead = new HashSet<Value>(head.Nodes.Where(n => n.Op is ElementwiseOp).Select(n => n.Result).Concat(head.Args));
        var own = new HashSet<Value>(head.Nodes.Where(n => n.Op is not ElementwiseOp).SelectMany(n => n.Results));
        var body = Deduplicate(node.Regions[1], knownInHead.RemoveRange(knownInHead.Where(p => own.Contains(p.Value)).Select(p => p.Key)), map, Bring, out _, out _);
        return new Node(node.Op, operands, node.Attributes,
            [new Block(head.Args, head.Nodes, [head.Yields[0], .. exits]), new Block([.. arguments], body.Nodes, body.Yields)], node.Results, node.Source);

        Value Bring(Value value)
        {
            if (!inHead.Contains(value)) return bring(value);
            var k = exits.IndexOf(value);
            if (k >= 0) return arguments[k];
            exits.Add(value);
            arguments.Add(new Value(value.Type, value.Name));
            _ids[arguments[arguments.Count - 1]] = IdOf(value);
            return arguments[arguments.Count - 1];
        }
    }

    private string Key(Node node, ImmutableArray<Value> operands) =>
        $"{node.Op.Name}({string.Join(",", operands.Select(Id))}){string.Join(";", node.Attributes.Items.Select(a => $"{a.Key}={a.Value}"))}";

    private string Id(Value value) => IdOf(value).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int IdOf(Value value)
    {
        if (!_ids.TryGetValue(value, out var id)) _ids[value] = id = _count++;
        return id;
    }
}
