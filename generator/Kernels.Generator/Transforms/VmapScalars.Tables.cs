using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

// Ordinary arrays and fields, which all elements share. Their elements are read by the host program: loops that do so are loops of passes over whole arrays.
internal sealed partial class VmapScalars
{
    private readonly HashSet<Value> _picked = [];

    private bool IsField(Value value) => value.IsArray && _map.Any(p => ReferenceEquals(p.Value, value) && p.Key.IsArray);

    private static bool Reads(Node node) => node.Op is Ops.Index || node.Regions.Any(r => r.Nodes.Any(Reads));

    // table[i]: where i differs between elements, what the table has at all of them, picked at once. Elements that do not get here read nothing.
    private bool Picked(Node node, ImmutableArray<Value> operands, BlockBuilder builder, Value? mask)
    {
        if (node.Op is Item && _picked.Contains(operands[0]))
        {
            _map[node.Result] = operands[0];
            return true;
        }

        if (node.Op is not Ops.Index || (mask is null && !operands.Skip(1).Any(o => o.IsArray))) return false;
        var table = operands[0];
        if (table.Shape is not { Prefix.Length: 0, Dims.Count: 1 } || Position(node, operands, builder) is not { } position)
            throw new VmapException(node.Source, "an element whose index, or branch, differs between elements is one of an array of one axis");
        if (!position.IsArray) position = builder.Add(OpTable.AsArray, [position]);
        if (mask is { IsArray: false }) mask = builder.Add(OpTable.AsArray, [mask]);
        var result = builder.Add(OpTable.Gather, mask is null ? [table, position] : [table, position, mask], source: node.Source, name: node.Result.Name);
        _picked.Add(result);
        _map[node.Result] = result;
        return true;
    }

    // The place from the front: of i, 3 or ^1.
    private static Value? Position(Node node, ImmutableArray<Value> operands, BlockBuilder builder)
    {
        var spec = node.Attributes.Required("spec");
        var fromEnd = spec.StartsWith("^", StringComparison.Ordinal);
        if (fromEnd) spec = spec.Substring(1);
        var number = spec == "$1" ? operands[1] : int.TryParse(spec, out _) ? builder.Constant(DType.I32, spec) : null;
        if (number is null || !fromEnd) return number;
        var length = builder.Add(OpTable.Dimension, [operands[0], builder.Constant(DType.I32, "0")]);
        return builder.Add(OpTable.Subtract, [length, number]);
    }

    // A loop whose turns are passes over arrays: what it carries are arrays from the start, of the shape that they have at each turn.
    private void Turns(Node node, ImmutableArray<Value> bounds, BlockBuilder builder)
    {
        var initial = node.Operands.Skip(3).Select(o => _map[o]).ToArray();
        var types = initial.Select(i => i.Type).ToArray();
        var region = node.Regions[0];
        while (true)
        {
            var body = Region(region, types.Prepend(region.Args[0].Type), b => Visit(region.Nodes, b, mask: null));
            if (Widen(types, body.Yields)) continue;
            for (var k = 0; k < initial.Length; k++)
            {
                if (types[k] is not ArrayType array || initial[k].Type.Equals(array)) continue;
                var like = _parameters.FirstOrDefault(p => p.Shape.Equals(array.Shape));
                foreach (var p in like is null ? _parameters : [like]) initial[k] = builder.Add(OpTable.Like, [initial[k], p], name: node.Results[k].Name);
            }

            var results = types.Select((t, k) => new Value(t, node.Results[k].Name)).ToImmutableArray();
            builder.AddRegions(OpTable.For, [.. bounds, .. initial], [body], results, Attributes.None, node.Source);
            for (var k = 0; k < results.Length; k++) _map[node.Results[k]] = results[k];
            return;
        }
    }
}
