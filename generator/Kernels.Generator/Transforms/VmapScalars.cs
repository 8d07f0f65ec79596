using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Maps a function of scalars over arrays: every value that depends on a mapped parameter becomes lanes of an array.</summary>
/// <remarks>A small branch on such a value is taken both ways and the results are selected; what could fail in the branch not taken is given
/// operands that cannot. Other branches and loops stay regions with the attribute <c>lanes</c>: their meaning is that of the scalar method
/// for each element, and it is for the emitter to run them under masks. What is the same for all elements at each turn stays a scalar.</remarks>
internal sealed partial class VmapScalars
{
    private readonly Dictionary<Value, Value> _map = [];
    private readonly Masks _masks = new();
    private readonly HashSet<Value> _negative = [];
    private readonly List<Value> _parameters = [];

    /// <param name="function">Takes scalars, or readonly fields, and yields scalars.</param>
    /// <param name="mapped">Which parameters become arrays.</param>
    /// <returns>The function over arrays; its results have the shape that all mapped arguments broadcast to.</returns>
    public static Function Apply(Function function, IReadOnlyList<bool> mapped)
    {
        var transform = new VmapScalars();
        var parameters = function.Parameters.Select((p, k) => mapped[k]
            ? new Value(new ArrayType(p.DType, SymShape.Unknown(p.Name ?? $"p{k}")), p.Name)
            : new Value(p.Type, p.Name)).ToImmutableArray();
        for (var k = 0; k < parameters.Length; k++) transform._map[function.Parameters[k]] = parameters[k];
        transform._parameters.AddRange(parameters.Where((_, k) => mapped[k]));

        var builder = new BlockBuilder();
        transform.Visit(function.Body.Nodes, builder, mask: null);
        var results = function.Results.Select(r => transform._map[r]).ToArray();
        for (var k = 0; k < results.Length; k++)
        {
            foreach (var p in parameters.Where((_, j) => mapped[j]))
            {
                if (!Equals(SymShape.Broadcast(results[k].Shape, p.Shape), results[k].Shape) || !results[k].IsArray)
                    results[k] = builder.Add(OpTable.Like, [results[k], p], name: results[k].Name);
            }
        }

        return new Function(function.Name, builder.Build(parameters, [.. results]));
    }

    // The mask tells which elements take the branch that the nodes stand in; null for all that take the region around them.
    private void Visit(ImmutableArray<Node> nodes, BlockBuilder builder, Value? mask)
    {
        foreach (var node in nodes)
        {
            switch (node.Op)
            {
                case Throw when node.Operands.Any(o => _map[o].IsArray):
                    throw new VmapException(node.Source, "what it says depends on the element");
                case If when Throw.IsIn(node):
                    Guard(node, builder);
                    break;
                case Ops.For or Ops.While when Throw.IsIn(node):
                    throw new VmapException(node.Source, "a loop that runs for each element cannot throw; check before it");
                case If when IsWorthABranch(node):
                    Branch(node, builder);
                    break;
                case If:
                    Select(node, builder, mask);
                    break;
                case Ops.For or Ops.While when mask is not null && Reads(node):
                    throw new VmapException(node.Source, "a loop that reads the elements of an array cannot stand in a branch that differs between elements yet; write the branch into the loop");
                case Ops.For:
                    For(node, builder);
                    break;
                case Ops.While:
                    While(node, builder);
                    break;
                default:
                    Plain(node, builder, mask);
                    break;
            }
        }
    }

    // Both sides of a small branch cost less than to ask whether any element takes it. Where all elements agree, the processor foresees the
    // answer, so a branch costs less than to choose, if there is anything to choose. A loop is not entered by elements that do not take the
    // branch, since it might never end for them.
    private bool IsWorthABranch(Node node)
    {
        var isChoice = !node.Regions.Any(r => r.Nodes.All(n => n.Op is Constant)
            && r.Yields.All(y => r.Nodes.Any(n => ReferenceEquals(n.Result, y) && (n.Attributes.Flag("undefined") || y.DType == DType.Bool))));
        return !Reads(node) && Cost(node.Regions) > (_map[node.Operands[0]].IsArray || !isChoice ? 40 : 4);
    }

    private static int Cost(ImmutableArray<Block> regions) => regions.Sum(r => r.Nodes.Sum(n => n.Op switch
    {
        Constant => 0,
        Ops.For or Ops.While => 1000,
        If => Cost(n.Regions) + 1,
        MathOp => 10,
        DivisionOp => 5,
        _ => 1,
    }));

    private void Plain(Node node, BlockBuilder builder, Value? mask)
    {
        var operands = node.Operands.Select(o => _map[o]).ToImmutableArray();
        if (Picked(node, operands, builder, mask)) return;
        if (node.Op is not (ElementwiseOp or Constant) && operands.Any(o => o.IsArray && !IsField(o)))
            throw new VmapException(node.Source, $"'{node.Op.Name}' takes whole arrays; in a scalar method every value is one element");

        // An integer division must not fail for elements that do not get here.
        if (mask is not null && operands.Length == 2 && node.Op.CanThrow(node.Operands[0].DType))
        {
            var one = builder.Constant(operands[1].DType, "1");
            operands = operands.SetItem(1, builder.Add(OpTable.Where, [mask, operands[1], one], source: node.Source));
        }

        if (node.Op is Constant && node.Attributes.Text("value")!.StartsWith("-", StringComparison.Ordinal)) _negative.Add(node.Result);
        var result = node.Op switch
        {
            LogicalNot => _masks.Not(builder, operands[0], node.Source),
            LogicalAnd => _masks.And(builder, operands[0], operands[1], node.Source),
            LogicalOr => _masks.Or(builder, operands[0], operands[1], node.Source),
            _ => builder.Add(node.Op, operands, node.Attributes, node.Source, node.Result.Name),
        };
        if (node.Op is Constant) _masks.Constant(result, node.Attributes);
        result.Name ??= node.Result.Name;
        _map[node.Result] = result;
    }

    private void Select(Node node, BlockBuilder builder, Value? mask)
    {
        var condition = _map[node.Operands[0]];
        var otherwise = _masks.Not(builder, condition, node.Source);
        Visit(node.Regions[0].Nodes, builder, mask is null ? condition : _masks.And(builder, mask, condition, node.Source));
        Visit(node.Regions[1].Nodes, builder, mask is null ? otherwise : _masks.And(builder, mask, otherwise, node.Source));
        for (var k = 0; k < node.Results.Length; k++)
        {
            var (a, b) = (_map[node.Regions[0].Yields[k]], _map[node.Regions[1].Yields[k]]);
            _map[node.Results[k]] = _masks.Where(builder, condition, a, b, node.Source, node.Results[k].Name);
        }
    }

    private void Branch(Node node, BlockBuilder builder)
    {
        var condition = _map[node.Operands[0]];
        var regions = node.Regions.Select(r => Region(r, [], b => Visit(r.Nodes, b, mask: null))).ToImmutableArray();
        var results = node.Results.Select((r, k) =>
        {
            var (a, b) = (regions[0].Yields[k], regions[1].Yields[k]);
            var isArray = condition.IsArray || a.IsArray || b.IsArray;
            var shape = SymShape.Broadcast(SymShape.Broadcast(condition.Shape, a.Shape)!, b.Shape)!;
            return new Value(isArray ? new ArrayType(r.DType, shape) : r.Type, r.Name);
        }).ToImmutableArray();
        Add(node, OpTable.If, [condition], regions, results, builder);
    }

    // A branch that throws is one of the host program: it is taken if any element takes it.
    private void Guard(Node node, BlockBuilder builder)
    {
        var condition = _map[node.Operands[0]];
        var only = node.Results.IsEmpty && node.Regions[1].Nodes.IsEmpty && node.Regions[0].Nodes.All(n => n.Op is Constant or Throw);
        if (condition.IsArray && !only) throw new VmapException(node.Source, "a branch that some elements take can only throw; do what else it does in another");
        if (condition.IsArray) condition = builder.Add(OpTable.Item, [builder.Add(OpTable.Any, [condition], source: node.Source)], source: node.Source);
        var regions = node.Regions.Select(r => Region(r, [], b => Visit(r.Nodes, b, mask: null))).ToImmutableArray();
        if (regions.Any(r => r.Yields.Any(y => y.IsArray))) throw new VmapException(node.Source, "a branch that throws cannot give what differs between elements; write `if (...) throw` before it");
        builder.AddRegions(OpTable.If, [condition], regions, [.. node.Results.Select(r => _map[r] = new Value(r.Type, r.Name))], Attributes.None, node.Source);
    }

    private void Add(Node node, OpDef op, ImmutableArray<Value> operands, ImmutableArray<Block> regions, ImmutableArray<Value> results, BlockBuilder builder)
    {
        var attributes = results.Any(r => r.IsArray) ? Attributes.None.With("lanes", true) : Attributes.None;
        builder.AddRegions(op, operands, regions, results, attributes, node.Source);
        for (var k = 0; k < results.Length; k++) _map[node.Results[k]] = results[k];
    }

    private Block Region(Block region, IEnumerable<IrType> types, Action<BlockBuilder> visit)
    {
        var arguments = types.Select((t, k) => new Value(t, region.Args[k].Name)).ToImmutableArray();
        for (var k = 0; k < arguments.Length; k++) _map[region.Args[k]] = arguments[k];
        var builder = new BlockBuilder();
        visit(builder);
        return builder.Build(arguments, [.. region.Yields.Select(y => _map[y])]);
    }

    // What a turn makes of the carried values may be lanes though they began as one value; whether that changed a type.
    private static bool Widen(IrType[] types, IEnumerable<Value> next)
    {
        var before = (IrType[])types.Clone();
        var k = 0;
        foreach (var value in next)
        {
            var shape = types[k] is ArrayType array ? SymShape.Broadcast(array.Shape, value.Shape)! : value.Shape;
            types[k] = types[k] is ArrayType || value.IsArray ? new ArrayType(types[k].DType, shape) : types[k];
            k++;
        }

        return !before.SequenceEqual(types);
    }

    private void For(Node node, BlockBuilder builder)
    {
        var bounds = node.Operands.Take(3).Select(o => _map[o]).ToArray();
        var stationary = StationaryTurns.Of(node);
        if (Reads(node) && bounds.All(b => !b.IsArray))
        {
            Turns(node, [.. bounds], builder);
            return;
        }

        if (bounds.Any(b => b.IsArray) || stationary is not null)
        {
            EachItsOwn(node, stationary, builder);
            return;
        }

        var initial = node.Operands.Skip(3).Select(o => _map[o]).ToArray();
        var types = initial.Select(i => i.Type).ToArray();
        var region = node.Regions[0];
        while (true)
        {
            var body = Region(region, types.Prepend(region.Args[0].Type), b => Visit(region.Nodes, b, mask: null));
            if (Widen(types, body.Yields)) continue;
            Add(node, OpTable.For, [.. bounds, .. initial], [body], [.. types.Select((t, k) => new Value(t, node.Results[k].Name))], builder);
            return;
        }
    }

    // A `for` that ends at another count for each element is a `while`; while all have the same counter, it stays one for all.
    private void EachItsOwn(Node node, StationaryTurns? stationary, BlockBuilder builder)
    {
        var (first, bound, step) = (node.Operands[0], node.Operands[1], node.Operands[2]);
        var region = node.Regions[0];
        var down = _map[step].IsArray ? throw new VmapException(node.Source, "the loop's step differs from element to element") : _negative.Contains(step);
        var (test, turn) = (new BlockBuilder(), new BlockBuilder());
        var head = region.Args.Select(a => new Value(a.Type, a.Name)).ToImmutableArray();
        var go = test.Add(down ? OpTable.Greater : OpTable.Less, [head[0], bound], source: node.Source);
        ImmutableArray<(Value InTurn, Value InHead)> shared = [];
        if (stationary is not null) go = test.Add(OpTable.LogicalAnd, [go, stationary.Condition(test, head, out shared)], source: node.Source);
        foreach (var inner in stationary?.Turn ?? region.Nodes) turn.Add(inner);
        var next = turn.Add(OpTable.Add, [region.Args[0], step], source: node.Source);

        // The results come first; the counter is none.
        var exits = head.RemoveAt(0).Add(head[0]).AddRange(shared.Select(s => s.InHead));
        var taken = region.Args.RemoveAt(0).Add(region.Args[0]).AddRange(shared.Select(s => s.InTurn));
        While(new Node(OpTable.While, [first, .. node.Operands.Skip(3)], Attributes.None,
            [test.Build(head, [go, .. exits]), turn.Build(taken, [next, .. stationary?.Yields ?? region.Yields])], node.Results, node.Source), builder);
    }

    private void While(Node node, BlockBuilder builder)
    {
        var initial = node.Operands.Select(o => _map[o]).ToImmutableArray();
        var types = initial.Select(i => i.Type).ToArray();
        while (true)
        {
            var head = Region(node.Regions[0], types, b => Visit(node.Regions[0].Nodes, b, mask: null));
            var body = Region(node.Regions[1], head.Yields.Skip(1).Select(y => y.Type), b => Visit(node.Regions[1].Nodes, b, mask: null));
            if (Widen(types, body.Yields)) continue;

            // Elements that leave at different turns leave with different values, though all have one at each turn.
            var go = head.Yields[0];
            var results = node.Results.Select((r, k) =>
            {
                var exit = head.Yields[k + 1];
                return new Value(go.IsArray || exit.IsArray ? new ArrayType(r.DType, SymShape.Broadcast(go.Shape, exit.Shape)!) : r.Type, r.Name);
            }).ToImmutableArray();
            if (results.Any(r => r.IsArray) && Reads(node)) throw new VmapException(node.Source, "a loop that ends at another turn for each element cannot read the elements of an array yet; let all elements take as many turns");
            Add(node, OpTable.While, initial, [head, body], results, builder);
            return;
        }
    }
}
