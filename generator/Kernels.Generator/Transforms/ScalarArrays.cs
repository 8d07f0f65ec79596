using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Arrays of rank 0 that come from elements of arrays, <c>table[i, j - 1] + 1</c>, are computed as the scalars that they hold: what updates an element, or is carried by
/// a loop, then needs no array for it.</summary>
/// <remarks>Only what is known to have rank 0, from arrays whose rank is known, and only arithmetic that has the same bits and cannot fail. What else needs the array has it
/// still. A fold or a product of matrices stays an array, which a loop may take in.</remarks>
internal sealed class ScalarArrays
{
    // The scalars that arrays of rank 0 hold, and the values that took the place of others.
    private ImmutableDictionary<Value, Value> _scalars = ImmutableDictionary<Value, Value>.Empty;
    private ImmutableDictionary<Value, Value> _map = ImmutableDictionary<Value, Value>.Empty;

    // Results of nodes that do no more than others do, or cannot fail.
    private readonly HashSet<Value> _removable = [];

    private ScalarArrays()
    {
    }

    public static Function Apply(Function function) =>
        HasElements(function.Body) ? function with { Body = new ScalarArrays().Run(function.Body) } : function;

    private static bool HasElements(Block block) => block.Nodes.Any(n => IsElement(n) || n.Regions.Any(HasElements));

    private static bool IsElement(Node node) => node.Op is Ops.Index && node.Result.Shape.IsScalar && Ops.Index.ElementAxes(node) is not null;

    private static bool HasRankZero(Value value) => value.IsArray && value.Shape.IsScalar;

    private Block Run(Block body) => Prune(Visit(body, []));

    private Value Map(Value value) => _map.TryGetValue(value, out var other) ? other : value;

    /// <param name="block">A block.</param>
    /// <param name="first">Nodes that it begins with.</param>
    private Block Visit(Block block, ImmutableArray<Node> first)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        nodes.AddRange(first);
        foreach (var node in block.Nodes) Visit(node, nodes);
        return new Block(block.Args, nodes.ToImmutable(), [.. block.Yields.Select(Map)]);
    }

    private void Visit(Node node, ImmutableArray<Node>.Builder nodes)
    {
        ImmutableArray<Value> operands = [.. node.Operands.Select(Map)];
        switch (node.Op)
        {
            case If when !node.Attributes.Flag("lanes"):
                Branch(node, operands, nodes);
                return;
            case For or While when !node.Attributes.Flag("lanes"):
                Loop(node, operands, nodes);
                return;
            case Item when _scalars.TryGetValue(operands[0], out var held):
                _map = _map.SetItem(node.Result, held);
                return;
            case At when Ops.Index.ElementAxes(node, operands.Length - 1) is not null && _scalars.TryGetValue(operands[operands.Length - 1], out var value):
                nodes.Add(new Node(node.Op, operands.SetItem(operands.Length - 1, value), node.Attributes, [], node.Results, node.Source));
                return;
        }

        nodes.Add(new Node(node.Op, operands, node.Attributes, [.. node.Regions.Select(r => Visit(r, []))], node.Results, node.Source));
        if (IsElement(node))
        {
            Hold(node.Result, new Node(OpTable.Item, [node.Result], Attributes.None, [], [Scalar(node.Result)], node.Source), nodes);
        }
        else if (node.Op is AsArray)
        {
            _scalars = _scalars.SetItem(node.Result, operands[0]);
        }
        else if (node.Results.Length == 1 && HasRankZero(node.Result) && IsExact(node) && operands.All(o => !o.IsArray || _scalars.ContainsKey(o)))
        {
            _removable.Add(node.Result);
            Hold(node.Result, new Node(node.Op, [.. operands.Select(o => o.IsArray ? _scalars[o] : o)], node.Attributes, [], [Scalar(node.Result)], node.Source), nodes);
        }
    }

    private static Value Scalar(Value array) => new(new ScalarType(array.DType), array.Name);

    private void Hold(Value array, Node scalar, ImmutableArray<Node>.Builder nodes)
    {
        nodes.Add(scalar);
        _removable.Add(scalar.Result);
        _scalars = _scalars.SetItem(array, scalar.Result);
    }

    // The same bits as scalars as in lanes, and no exception. A byte's arithmetic is an int's in C#.
    private static bool IsExact(Node node) => node.Op is ElementwiseOp and (ArithmeticOp or Negative or Abs or Maximum or Minimum or ComparisonOp or Where or Sqrt or LogicalAnd or LogicalOr or LogicalNot)
        && !node.Op.CanThrow(node.Operands[0].DType) && node.Operands.All(o => o.DType != DType.U8);

    private void Branch(Node node, ImmutableArray<Value> operands, ImmutableArray<Node>.Builder nodes)
    {
        var blocks = node.Regions.Select(r => Visit(r, [])).ToList();
        var held = Enumerable.Range(0, node.Results.Length).Where(k => HasRankZero(node.Results[k]) && blocks.All(b => _scalars.ContainsKey(b.Yields[k]))).ToList();
        nodes.Add(new Node(node.Op, operands, node.Attributes, [.. blocks.Select(b => new Block(b.Args, b.Nodes, Held(b.Yields, held)))], Results(node, held, out var arrays), node.Source));
        nodes.AddRange(arrays);
    }

    private ImmutableArray<Value> Held(ImmutableArray<Value> values, List<int> held) => [.. values.Select((v, k) => held.Contains(k) ? _scalars[v] : v)];

    // Scalars in place of some results, and the arrays of them.
    private ImmutableArray<Value> Results(Node node, List<int> held, out List<Node> arrays)
    {
        var results = node.Results;
        arrays = [];
        foreach (var k in held.Where(k => k < node.Results.Length))
        {
            results = results.SetItem(k, Scalar(node.Results[k]));
            arrays.Add(Array(node.Results[k], results[k]));
        }

        return results;
    }

    private Node Array(Value array, Value scalar)
    {
        var made = new Value(array.Type, array.Name);
        _map = _map.SetItem(array, made);
        _scalars = _scalars.SetItem(made, scalar);
        _removable.Add(made);
        return new Node(OpTable.AsArray, [scalar], Attributes.None, [], [made], Source.None);
    }

    // That what a turn yields is a scalar too is assumed, and taken back where it does not hold.
    private void Loop(Node node, ImmutableArray<Value> operands, ImmutableArray<Node>.Builder nodes)
    {
        var isFor = node.Op is For;
        var (before, own) = isFor ? (3, 1) : (0, 0);
        var head = node.Regions[0];
        var held = Enumerable.Range(0, operands.Length - before).Where(k => HasRankZero(head.Args[own + k]) && _scalars.ContainsKey(operands[before + k])).ToList();
        var (scalars, map) = (_scalars, _map);
        while (true)
        {
            (_scalars, _map) = (scalars, map);
            var (args, arrays) = Arguments(head, held, own);
            var first = Visit(new Block(args, head.Nodes, head.Yields), arrays);
            ImmutableArray<Block> blocks;
            List<int> ends;
            Block last;
            if (isFor)
            {
                (ends, last) = (held, first);
                blocks = [first];
            }
            else
            {
                // The first region ends in what the second takes, of which the first are the results.
                var body = node.Regions[1];
                ends = [.. Enumerable.Range(0, body.Args.Length).Where(k => HasRankZero(body.Args[k]) && _scalars.ContainsKey(first.Yields[k + 1]))];
                var (bodyArgs, bodyArrays) = Arguments(body, ends, 0);
                last = Visit(new Block(bodyArgs, body.Nodes, body.Yields), bodyArrays);
                blocks = [new Block(first.Args, first.Nodes, Held(first.Yields, [.. ends.Select(k => k + 1)])), last];
            }

            if (held.RemoveAll(k => !_scalars.ContainsKey(last.Yields[k])) > 0) continue;
            blocks = blocks.SetItem(blocks.Length - 1, new Block(last.Args, last.Nodes, Held(last.Yields, held)));
            foreach (var k in held) operands = operands.SetItem(before + k, _scalars[operands[before + k]]);
            nodes.Add(new Node(node.Op, operands, node.Attributes, blocks, Results(node, ends, out var made), node.Source));
            nodes.AddRange(made);
            return;
        }
    }

    private (ImmutableArray<Value> Args, ImmutableArray<Node> Arrays) Arguments(Block block, List<int> held, int own)
    {
        var args = block.Args;
        var arrays = ImmutableArray.CreateBuilder<Node>();
        foreach (var k in held)
        {
            args = args.SetItem(own + k, Scalar(block.Args[own + k]));
            arrays.Add(Array(block.Args[own + k], args[own + k]));
        }

        return (args, arrays.ToImmutable());
    }

    private Block Prune(Block block)
    {
        var used = new HashSet<Value>(block.Yields);
        var kept = new List<Node>();
        foreach (var node in block.Nodes.Reverse())
        {
            if (node.Results.Length == 1 && _removable.Contains(node.Results[0]) && !used.Contains(node.Results[0])) continue;
            var pruned = node.Regions.IsEmpty ? node : new Node(node.Op, node.Operands, node.Attributes, [.. node.Regions.Select(Prune)], node.Results, node.Source);
            kept.Add(pruned);
            used.UnionWith(pruned.Operands);
            used.UnionWith(pruned.Regions.SelectMany(r => r.FreeValues()));
        }

        kept.Reverse();
        return new Block(block.Args, [.. kept], block.Yields);
    }
}
