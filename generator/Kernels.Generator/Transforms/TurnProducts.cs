using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Transforms;

/// <summary>A loop that multiplies one row or column of a matrix a turn by the same matrix reads that from memory at every turn. The turns' products become
/// rows of a product of matrices, which the runtime computes for a number of turns at once.</summary>
/// <remarks>Matched are <c>MatMul(a[.., i], b)</c> and <c>MatMul(a[i], b)</c>, where i counts the turns, a and b come from outside the loop, and b may be
/// <c>b[.., i..]</c>. What the pattern hides from the runtime, such as other ranks, is computed turn by turn as before.</remarks>
internal static class TurnProducts
{
    public static Function Apply(Function function) => function with { Body = Visit(function.Body, []) };

    private static Block Visit(Block block, ImmutableHashSet<Value> ones)
    {
        ones = ones.Union(block.Nodes.Where(n => n.Op is Constant && n.Attributes.Text("value") == "1").Select(n => n.Result));
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in block.Nodes)
        {
            var visited = node.Regions.IsEmpty ? node : With(node, [.. node.Regions.Select(r => Visit(r, ones))]);
            nodes.AddRange(node.Op is For && !node.Attributes.Flag("lanes") && ones.Contains(node.Operands[2]) ? Loop(visited) : [visited]);
        }

        return new Block(block.Args, nodes.ToImmutable(), block.Yields);
    }

    // The loop, after what computes the products.
    private static IEnumerable<Node> Loop(Node loop)
    {
        var body = loop.Regions[0];
        var turn = body.Args[0];
        var inside = new HashSet<Value>(body.Args.Concat(body.Nodes.SelectMany(n => n.Results)));
        var producer = body.Nodes.SelectMany(n => n.Results.Select(r => (Result: r, Node: n))).ToDictionary(p => p.Result, p => p.Node);
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in body.Nodes)
        {
            if (node.Op is not MatMul || Part(node.Operands[0]) is not { } row || Whole(node.Operands[1]) is not { } matrix
                || (row.Spec is not ("..,$1" or "$1" or "$1,..")) || (matrix.Spec is not (null or "..,$1..")))
            {
                nodes.Add(node);
                continue;
            }

            var products = new Value(row.Array.Type, "products");
            yield return new Node(OpTable.Products, [row.Array, matrix.Array, loop.Operands[1]],
                Attributes.None.With("columns", row.Spec == "..,$1").With("tails", matrix.Spec is not null), [], [products], node.Source);
            nodes.Add(new Node(OpTable.Product, [products, turn, node.Operands[0], node.Operands[1]], Attributes.None, [], node.Results, node.Source));
        }

        yield return With(loop, [new Block(body.Args, nodes.ToImmutable(), body.Yields)]);

        // A view of an outer array at the turn's number.
        (Value Array, string? Spec)? Part(Value value) =>
            producer.TryGetValue(value, out var view) && view.Op is Ops.Index && view.Operands.Length == 2 && ReferenceEquals(view.Operands[1], turn) && !inside.Contains(view.Operands[0])
                ? (view.Operands[0], view.Attributes.Required("spec").Replace(" ", "")) : null;

        (Value Array, string? Spec)? Whole(Value value) => inside.Contains(value) ? Part(value) : (value, null);
    }

    private static Node With(Node node, ImmutableArray<Block> regions) => new(node.Op, node.Operands, node.Attributes, regions, node.Results, node.Source);
}
