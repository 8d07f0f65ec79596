using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>Single elements that the host program reads, <c>(double)x[i]</c>, become one step instead of a view and its item; what a loop reads
/// elements of is made ready for it once, before the loop.</summary>
internal sealed class ElementReads
{
    // Arrays and the names of what reads their elements, for each loop that stands around the present block.
    private readonly List<Dictionary<(Value Array, int Axes), Value>> _readers = [];
    private readonly Dictionary<Value, int> _depths = [];

    private ElementReads()
    {
    }

    public static Function Apply(Function function) => function with { Body = new ElementReads().Visit(function.Body) };

    private Block Visit(Block block)
    {
        foreach (var argument in block.Args) _depths[argument] = _readers.Count;
        var views = SingleViews(block);
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            foreach (var result in node.Results) _depths[result] = _readers.Count;
            if (views.Contains(node)) continue;
            if (node.Op is Item && block.Nodes.FirstOrDefault(n => n.Results.Contains(node.Operands[0])) is { } view && views.Contains(view)) nodes.Add(Read(view, node));
            else if (node.Op is For or While && !node.Attributes.Flag("lanes")) Loop(node, nodes);
            else nodes.Add(node.Regions.IsEmpty ? node : With(node, [.. node.Regions.Select(Visit)]));
        }

        return new Block(block.Args, nodes.ToImmutable(), block.Yields);
    }

    // Views of one element, which only one item of the same block reads.
    private static HashSet<Node> SingleViews(Block block)
    {
        var uses = new Dictionary<Value, int>();
        foreach (var use in block.Nodes.SelectMany(n => n.Operands.Concat(n.Regions.SelectMany(r => r.FreeValues()))).Concat(block.Yields))
            uses[use] = uses.TryGetValue(use, out var count) ? count + 1 : 1;
        var items = new HashSet<Value>(block.Nodes.Where(n => n.Op is Item).Select(n => n.Operands[0]));
        return [.. block.Nodes.Where(n => n.Op is Ops.Index && Ops.Index.ElementAxes(n) is not null && uses.TryGetValue(n.Result, out var count) && count == 1 && items.Contains(n.Result))];
    }

    private Node Read(Node view, Node item)
    {
        var array = view.Operands[0];
        var attributes = Attributes.None.With("spec", view.Attributes.Required("spec"));
        // Before the outermost loop in which the array does not change.
        var depth = _depths.TryGetValue(array, out var at) ? at : 0;
        if (depth == _readers.Count) return new Node(OpTable.Element, view.Operands, attributes, [], item.Results, item.Source);
        var readers = _readers[depth];
        var key = (array, Ops.Index.ElementAxes(view)!.Value);
        if (!readers.TryGetValue(key, out var reader)) readers.Add(key, reader = new Value(array.Type, (array.Name ?? "x") + "Elements"));
        return new Node(OpTable.Element, view.Operands.SetItem(0, reader), attributes.With("read", "true"), [], item.Results, item.Source);
    }

    private void Loop(Node node, ImmutableArray<Node>.Builder nodes)
    {
        _readers.Add([]);
        var loop = With(node, [.. node.Regions.Select(Visit)]);
        foreach (var reader in _readers[_readers.Count - 1])
            nodes.Add(new Node(OpTable.Elements, [reader.Key.Array], Attributes.None.With("axes", reader.Key.Axes), [], [reader.Value], node.Source));
        _readers.RemoveAt(_readers.Count - 1);
        nodes.Add(loop);
    }

    private static Node With(Node node, ImmutableArray<Block> regions) => new(node.Op, node.Operands, node.Attributes, regions, node.Results, node.Source);
}
