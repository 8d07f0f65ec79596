using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Parts of a value that is computed element by element become computed from the same parts of its operands, where that is cheap: the stages of a
/// stencil are then one loop, which computes some elements more than once, and no array passes between them.</summary>
/// <remarks>Every element is computed as before, so every bit stays. Only parts that leave out some elements at the ends of axes count (<c>x[1..^1]</c>), and
/// only values whose operands have their very shape.</remarks>
internal sealed class ViewPushing
{
    // What recomputing may take, in vector instructions for an element of all parts together: beyond it, an array costs less.
    private const int MostInstructions = 48;

    // Arrays times parts: a loop takes only so many views.
    private const int MostViews = 8;

    private readonly Dictionary<Value, Node> _producers = [];
    private readonly HashSet<Value> _pushed = [];

    // Values that are arrays whatever becomes of their parts.
    private readonly HashSet<Value> _arrays = [];
    private readonly Dictionary<(Value, string), Value> _known = [];
    private readonly ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();
    private readonly Dictionary<Value, Value> _map = [];

    private ViewPushing()
    {
    }

    /// <summary>The block with views moved to the operands, in its regions too.</summary>
    public static Block Apply(Block block) => new ViewPushing().Visit(block);

    private Block Visit(Block block)
    {
        foreach (var node in block.Nodes.Where(n => n.Results.Length == 1)) _producers[node.Result] = node;
        Choose(block);
        foreach (var node in block.Nodes)
        {
            if (TrimOf(node) is { } trim && _pushed.Contains(node.Operands[0]))
            {
                var part = Part(node.Operands[0], trim, node.Source);
                part.Name ??= node.Result.Name;
                _map[node.Result] = part;
                continue;
            }

            // The regions see this block's values under their new names.
            var regions = node.Regions.Select(r => Apply(Renamed(r))).ToImmutableArray();
            _nodes.Add(new Node(node.Op, [.. node.Operands.Select(Map)], node.Attributes, regions, node.Results, node.Source));
        }

        return new Block(block.Args, _nodes.ToImmutable(), [.. block.Yields.Select(Map)]);
    }

    private Value Map(Value value) => _map.TryGetValue(value, out var other) ? other : value;

    private Block Renamed(Block block) => new(block.Args,
        [.. block.Nodes.Select(n => new Node(n.Op, [.. n.Operands.Select(Map)], n.Attributes, [.. n.Regions.Select(Renamed)], n.Results, n.Source))],
        [.. block.Yields.Select(Map)]);

    // Values that nothing needs as arrays: they are used in parts, and by loops.
    private void Choose(Block block)
    {
        _arrays.UnionWith(block.Yields.Concat(block.Nodes.SelectMany(n => n.Regions.SelectMany(r => r.FreeValues()))));
        var parts = new Dictionary<Value, HashSet<string>>();
        foreach (var node in block.Nodes)
        {
            foreach (var operand in node.Operands)
            {
                if (TrimOf(node) is { } trim)
                {
                    if (!parts.TryGetValue(operand, out var own)) parts.Add(operand, own = []);
                    own.Add(trim.ToString());
                }
                else if (node.Op is not ElementwiseOp)
                {
                    _arrays.Add(operand);
                }
            }
        }

        foreach (var value in block.Nodes.SelectMany(n => n.Results))
        {
            if (!parts.TryGetValue(value, out var own) || !IsComputed(value)) continue;
            var (inside, arrays) = (new HashSet<Value>(), new HashSet<Value>());
            if (Instructions(value, inside, arrays) * own.Count <= MostInstructions && arrays.Count * own.Count <= MostViews) _pushed.UnionWith(inside);
            else _arrays.Add(value);
        }
    }

    private bool IsComputed(Value value) =>
        !_arrays.Contains(value) && _producers.TryGetValue(value, out var node) && node.Op is ElementwiseOp op && !op.CanThrow(node.Operands[0].DType)
        && node.Operands.All(o => !o.IsArray || o.Shape.IsScalar || o.Shape.Equals(value.Shape));

    // Of the value and of the elementwise values that it is computed from, through views of them too; and the arrays that those read.
    private int Instructions(Value value, HashSet<Value> seen, HashSet<Value> arrays)
    {
        if (_producers.TryGetValue(value, out var view) && TrimOf(view) is not null) return Instructions(view.Operands[0], seen, arrays);
        if (!IsComputed(value))
        {
            arrays.Add(value);
            return 0;
        }

        if (!seen.Add(value)) return 0;
        var node = _producers[value];
        return ((ElementwiseOp)node.Op).Instructions + node.Operands.Where(o => o.IsArray && !o.Shape.IsScalar).Sum(o => Instructions(o, seen, arrays));
    }

    private static SliceSpec? TrimOf(Node node) =>
        node.Op is Ops.Index && node.Operands.Length == 1 && SliceSpec.Parse(node.Attributes.Required("spec")) is { OnlyTrims: true } spec ? spec : null;

    private Value Part(Value value, SliceSpec trim, Source source)
    {
        if (!value.IsArray || value.Shape.IsScalar) return Map(value);
        var key = (value, trim.ToString());
        if (_known.TryGetValue(key, out var known)) return known;
        var producer = _producers.TryGetValue(value, out var found) ? found : null;
        Value part;
        if (producer is not null && TrimOf(producer) is { } first) part = Part(producer.Operands[0], first.Then(trim), source);
        else if (producer is not null && _pushed.Contains(value)) part = Add(producer.Op, [.. producer.Operands.Select(o => Part(o, trim, source))], producer.Attributes, producer.Source);
        else part = Add(OpTable.Index, [Map(value)], Attributes.None.With("spec", trim.ToString()), source);
        _known.Add(key, part);
        return part;
    }

    private Value Add(OpDef op, ImmutableArray<Value> operands, Attributes attributes, Source source)
    {
        var result = new Value(op.InferType(operands, attributes));
        _nodes.Add(new Node(op, operands, attributes, [], [result], source));
        return result;
    }
}
