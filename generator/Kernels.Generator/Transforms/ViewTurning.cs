using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>A value that is computed element by element, and that loops read transposed, flipped or under another shape, becomes computed from its operands
/// seen so: <c>Exp(x).T + y</c> is one loop, and no array of <c>Exp(x)</c> exists.</summary>
/// <remarks>Every element is computed as before. Only values that nothing uses otherwise count, whose operands are arrays of their very shape, or scalars;
/// and few of them, since each is read in the other order, where the array that is saved would be the only one.</remarks>
internal sealed class ViewTurning
{
    private const int MostArrays = 2;

    private readonly Block _block;
    private readonly Dictionary<Value, Node> _producers = [];
    private readonly Dictionary<Value, List<Node>> _users = [];
    private readonly HashSet<Value> _arrays;
    private readonly Dictionary<Value, Value> _map = [];

    private ViewTurning(Block block)
    {
        _block = block;
        _arrays = [.. block.Yields, .. block.Nodes.SelectMany(n => n.Regions).SelectMany(r => r.FreeValues())];
        foreach (var node in block.Nodes)
        {
            foreach (var result in node.Results) _producers[result] = node;
            foreach (var operand in node.Operands.Distinct())
            {
                if (!_users.TryGetValue(operand, out var users)) _users.Add(operand, users = []);
                users.Add(node);
            }
        }
    }

    /// <summary>The block with views moved to the operands, in its regions too.</summary>
    public static Block Apply(Block block) => new ViewTurning(block).Visit();

    private Block Visit()
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in _block.Nodes)
        {
            if (Inside(node) is { } inside)
            {
                var turned = Turned(node.Operands[0], node, inside, [], nodes);
                turned.Name ??= node.Result.Name;
                _map[node.Result] = turned;
                continue;
            }

            nodes.Add(new Node(node.Op, [.. node.Operands.Select(Map)], node.Attributes, [.. node.Regions.Select(Apply)], node.Results, node.Source));
        }

        return new Block(_block.Args, nodes.ToImmutable(), _block.Yields);
    }

    private Value Map(Value value) => _map.TryGetValue(value, out var turned) ? turned : value;

    // What sees all elements of one array in another order.
    private static bool IsView(Node node) => node.Op is Transpose or SwapAxes or MoveAxis or Flip or Reshape or Ravel or ExpandDims or Squeeze or BatchTranspose or BatchReshape;

    // The computed values behind a view that loops alone read, which nothing else uses; null if it stays a view of an array.
    private HashSet<Value>? Inside(Node view)
    {
        if (!IsView(view) || _arrays.Contains(view.Result) || !IsComputed(view.Operands[0]) || _users[view.Operands[0]].Count > 1) return null;
        if (!_users.TryGetValue(view.Result, out var users) || users.Any(u => u.Op is not ElementwiseOp)) return null;
        HashSet<Value> inside = [view.Operands[0]], arrays = [];
        foreach (var node in _block.Nodes.Take(_block.Nodes.IndexOf(view)).Reverse().Where(n => n.Op is ElementwiseOp && n.Result.IsArray))
        {
            if (_users.TryGetValue(node.Result, out var own) && own.All(u => u.Op is ElementwiseOp && inside.Contains(u.Result)) && IsComputed(node.Result)) inside.Add(node.Result);
        }

        arrays.UnionWith(inside.SelectMany(v => _producers[v].Operands).Where(o => o.IsArray && !o.Shape.IsScalar && !inside.Contains(o)));
        return arrays.Count is > 0 and <= MostArrays && arrays.All(IsArrayAnyway) ? inside : null;
    }

    private bool IsArrayAnyway(Value value) => _arrays.Contains(value) || !_producers.TryGetValue(value, out var made) || made.Op is not ElementwiseOp;

    private bool IsComputed(Value value) =>
        !_arrays.Contains(value) && _producers.TryGetValue(value, out var node) && node.Op is ElementwiseOp op && !op.CanThrow(node.Operands[0].DType)
        && node.Operands.All(o => !o.IsArray || o.Shape.IsScalar || o.Shape.Equals(value.Shape));

    private Value Turned(Value value, Node view, HashSet<Value> inside, Dictionary<Value, Value> known, ImmutableArray<Node>.Builder nodes)
    {
        if (!value.IsArray || value.Shape.IsScalar) return Map(value);
        if (known.TryGetValue(value, out var turned)) return turned;
        var node = inside.Contains(value) ? _producers[value] : view;
        ImmutableArray<Value> operands = inside.Contains(value)
            ? [.. node.Operands.Select(o => Turned(o, view, inside, known, nodes))] : [Map(value), .. view.Operands.Skip(1).Select(Map)];
        // All have the view's shape, since what they are views of has one shape.
        turned = new Value(new ArrayType(value.DType, view.Result.Shape));
        nodes.Add(new Node(node.Op, operands, node.Attributes, [], [turned], node.Source));
        known.Add(value, turned);
        return turned;
    }
}
