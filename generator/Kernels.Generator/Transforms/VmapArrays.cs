using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Maps a function of arrays over a leading axis, op by op: each knows what it is over a batch.</summary>
internal sealed class VmapArrays
{
    private readonly Dictionary<Value, Value> _map = [];
    private readonly HashSet<Value> _mapped = [];
    private Value _example = null!;

    /// <param name="function">The function of one example.</param>
    /// <param name="inAxes">The mapped axis of each parameter; -1 for one that all examples share.</param>
    /// <param name="outAxes">The place of the batch in each result.</param>
    public static Function Apply(Function function, IReadOnlyList<int> inAxes, IReadOnlyList<int> outAxes)
    {
        var transform = new VmapArrays();
        var builder = new BlockBuilder();
        var parameters = function.Parameters.Select((p, k) => inAxes[k] < 0
            ? new Value(p.Type, p.Name)
            : new Value(new ArrayType(p.DType, SymShape.Unknown(p.Name ?? $"p{k}")), p.Name)).ToImmutableArray();
        for (var k = 0; k < parameters.Length; k++)
        {
            var value = inAxes[k] > 0 ? Move(builder, parameters[k], inAxes[k], 0) : parameters[k];
            transform._map[function.Parameters[k]] = value;
            if (inAxes[k] < 0) continue;
            transform._mapped.Add(function.Parameters[k]);
            transform._example ??= value;
        }

        transform.Visit(function.Body.Nodes, builder);
        var context = transform.Context(builder);
        var results = function.Results.Select((r, k) =>
        {
            var value = transform._mapped.Contains(r) ? transform._map[r] : context.Repeat(transform.AsArray(r, builder));
            return outAxes[k] > 0 ? Move(builder, value, 0, outAxes[k]) : value;
        });
        var yields = results.ToImmutableArray();
        return new Function(function.Name, builder.Build(parameters, yields)) { Donated = function.Donated };
    }

    private static Value Move(BlockBuilder builder, Value value, int source, int destination) =>
        builder.Add(OpTable.BatchMoveAxis, [value], Attributes.None.With("source", source).With("destination", destination), name: value.Name);

    private Value AsArray(Value original, BlockBuilder builder) =>
        _map[original].IsArray ? _map[original] : builder.Add(OpTable.AsArray, [_map[original]]);

    private BatchContext Context(BlockBuilder builder)
    {
        var context = new BatchContext(builder, _example);
        foreach (var value in _mapped) context.SetMapped(value);
        return context;
    }

    private void Visit(ImmutableArray<Node> nodes, BlockBuilder builder)
    {
        foreach (var node in nodes)
        {
            if (node.Op is RegionOp)
            {
                Region(node, builder);
                continue;
            }

            var operands = node.Operands.Select(o => _map[o]).ToImmutableArray();
            if (!node.Operands.Any(_mapped.Contains))
            {
                _map[node.Result] = builder.Add(node.Op, operands, node.Attributes, node.Source, node.Result.Name);
                continue;
            }

            try
            {
                _map[node.Result] = node.Op.Batch(Context(builder), node, operands);
            }
            catch (IrException e)
            {
                throw new VmapException(node.Source, e.Message);
            }

            // Extents and ranks of an example are the same for all.
            if (_map[node.Result].IsArray) _mapped.Add(node.Result);
        }
    }

    private void Region(Node node, BlockBuilder builder)
    {
        var steering = node.Op switch { If => node.Operands.Take(1), For => node.Operands.Take(3), _ => [] };
        if (steering.Any(_mapped.Contains)) throw new VmapException(node.Source, "control flow on a value of the batch cannot be mapped; use Where");
        var skip = node.Op switch { For => 3, If => 1, _ => 0 };
        var carriedMapped = node.Op is If ? new bool[node.Results.Length] : [.. node.Operands.Skip(skip).Select(_mapped.Contains)];

        while (true)
        {
            var regions = ImmutableArray.CreateBuilder<Block>();
            var resultMapped = carriedMapped;
            var settled = true;
            foreach (var region in node.Regions)
            {
                // Region 1 of a `while` takes what region 0 yields beside the condition.
                var isHead = node.Op is While && ReferenceEquals(region, node.Regions[0]);
                var takes = node.Op is While && !isHead ? resultMapped : carriedMapped;
                var inner = new BlockBuilder();
                var arguments = region.Args.Select((a, k) =>
                {
                    var j = node.Op is For ? k - 1 : k;
                    var isMapped = j >= 0 && takes[j];
                    if (isMapped) _mapped.Add(a);
                    return new Value(isMapped ? new ArrayType(a.DType, SymShape.Unknown($"{a.Name}_batch")) : a.Type, a.Name);
                }).ToImmutableArray();
                for (var k = 0; k < arguments.Length; k++) _map[region.Args[k]] = arguments[k];
                Visit(region.Nodes, inner);
                if (isHead)
                {
                    if (_mapped.Contains(region.Yields[0])) throw new VmapException(node.Source, "a loop whose end depends on a value of the batch cannot be mapped yet");
                    resultMapped = [.. region.Yields.Skip(1).Select(_mapped.Contains)];
                    regions.Add(inner.Build(arguments, [.. region.Yields.Select(y => _map[y])]));
                    continue;
                }

                for (var k = 0; k < carriedMapped.Length; k++)
                {
                    if (!_mapped.Contains(region.Yields[k]) || carriedMapped[k]) continue;
                    carriedMapped[k] = true;
                    settled = false;
                }

                var context = Context(inner);
                var yields = region.Yields.Select((y, k) => carriedMapped[k] && !_mapped.Contains(y) ? context.Repeat(AsArray(y, inner)) : _map[y]).ToImmutableArray();
                regions.Add(inner.Build(arguments, yields));
            }

            if (!settled) continue;
            var outer = Context(builder);
            var operands = node.Operands.Select((o, k) => k >= skip && node.Op is not If && carriedMapped[k - skip] && !_mapped.Contains(o) ? outer.Repeat(AsArray(o, builder)) : _map[o]).ToImmutableArray();
            var results = node.Results.Select((r, k) =>
            {
                if (resultMapped[k]) _mapped.Add(r);
                return new Value(resultMapped[k] ? new ArrayType(r.DType, SymShape.Fresh("b")) : r.Type, r.Name);
            }).ToImmutableArray();
            builder.AddRegions(node.Op, operands, regions.ToImmutable(), results, node.Attributes, node.Source);
            for (var k = 0; k < results.Length; k++) _map[node.Results[k]] = results[k];
            return;
        }
    }
}
