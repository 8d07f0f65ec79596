using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Maps a function of scalars over arrays: every value that depends on a mapped parameter becomes lanes of an array.</summary>
/// <remarks>A branch on such a value is taken both ways and the results are selected; what could fail in the branch not taken is given
/// operands that cannot. Loops whose bounds all elements share stay loops, inside the fused one.</remarks>
internal sealed class VmapScalars
{
    private readonly Dictionary<Value, Value> _map = [];

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

    // The mask tells which elements take the branch that the nodes stand in; null for all.
    private void Visit(ImmutableArray<Node> nodes, BlockBuilder builder, Value? mask)
    {
        foreach (var node in nodes)
        {
            switch (node.Op)
            {
                case If:
                    Select(node, builder, mask);
                    break;
                case Ops.For:
                    For(node, builder, mask);
                    break;
                case While:
                    throw new VmapException(node.Source, "a while loop cannot be mapped yet; write a for loop whose bounds all elements share");
                default:
                    Plain(node, builder, mask);
                    break;
            }
        }
    }

    private void Plain(Node node, BlockBuilder builder, Value? mask)
    {
        var operands = node.Operands.Select(o => _map[o]).ToImmutableArray();
        if (node.Op is not (ElementwiseOp or Constant) && operands.Any(o => o.IsArray && !IsField(o)))
            throw new VmapException(node.Source, $"'{node.Op.Name}' takes whole arrays; in a scalar method every value is one element");

        // An integer division must not fail for elements that do not get here.
        if (mask is not null && operands.Length == 2 && node.Op.CanThrow(node.Operands[0].DType))
        {
            var one = builder.Constant(operands[1].DType, "1");
            operands = operands.SetItem(1, builder.Add(OpTable.Where, [mask, operands[1], one], source: node.Source));
        }

        _map[node.Result] = builder.Add(node.Op, operands, node.Attributes, node.Source, node.Result.Name);
    }

    private bool IsField(Value value) => value.IsArray && _map.Any(p => ReferenceEquals(p.Value, value) && p.Key.IsArray);

    private void Select(Node node, BlockBuilder builder, Value? mask)
    {
        var condition = _map[node.Operands[0]];
        var otherwise = builder.Add(OpTable.LogicalNot, [condition], source: node.Source);
        Visit(node.Regions[0].Nodes, builder, mask is null ? condition : builder.Add(OpTable.LogicalAnd, [mask, condition], source: node.Source));
        Visit(node.Regions[1].Nodes, builder, mask is null ? otherwise : builder.Add(OpTable.LogicalAnd, [mask, otherwise], source: node.Source));
        for (var k = 0; k < node.Results.Length; k++)
        {
            var (a, b) = (_map[node.Regions[0].Yields[k]], _map[node.Regions[1].Yields[k]]);
            _map[node.Results[k]] = ReferenceEquals(a, b) ? a : builder.Add(OpTable.Where, [condition, a, b], source: node.Source, name: node.Results[k].Name);
        }
    }

    private void For(Node node, BlockBuilder builder, Value? mask)
    {
        var bounds = node.Operands.Take(3).Select(o => _map[o]).ToArray();
        if (bounds.Any(b => b.IsArray)) throw new VmapException(node.Source, "the loop's bounds differ from element to element; let them depend on constants and shared parameters only");
        var initial = node.Operands.Skip(3).Select(o => _map[o]).ToArray();
        var types = initial.Select(i => i.Type).ToArray();
        var region = node.Regions[0];
        while (true)
        {
            // What a turn makes of the carried values may be wider than what they began as; go on until that settles.
            var counter = new Value(region.Args[0].Type, region.Args[0].Name);
            var arguments = types.Select((t, k) => new Value(t, region.Args[k + 1].Name)).ToArray();
            _map[region.Args[0]] = counter;
            for (var k = 0; k < arguments.Length; k++) _map[region.Args[k + 1]] = arguments[k];
            var body = new BlockBuilder();
            Visit(region.Nodes, body, mask);
            var yields = region.Yields.Select(y => _map[y]).ToArray();

            var settled = true;
            for (var k = 0; k < types.Length; k++)
            {
                var shape = SymShape.Broadcast(arguments[k].Shape, yields[k].Shape)!;
                IrType type = arguments[k].IsArray || yields[k].IsArray ? new ArrayType(types[k].DType, shape) : types[k];
                settled &= type.Equals(types[k]);
                types[k] = type;
            }

            if (!settled) continue;
            var results = types.Select((t, k) => new Value(t, node.Results[k].Name)).ToImmutableArray();
            var attributes = results.Any(r => r.IsArray) ? Attributes.None.With("lanes", true) : Attributes.None;
            builder.AddRegions(OpTable.For, [.. bounds, .. initial], [body.Build([counter, .. arguments], [.. yields])], results, attributes, node.Source);
            for (var k = 0; k < results.Length; k++) _map[node.Results[k]] = results[k];
            return;
        }
    }
}
