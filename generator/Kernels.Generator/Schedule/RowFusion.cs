using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Schedule;

/// <summary>Elementwise nodes and reductions over the same axes that feed each other, and so run a block of rows at a time.</summary>
/// <param name="Reduction">The first of the reductions; all have its axes.</param>
/// <param name="Members">The nodes, in program order.</param>
/// <param name="Rows">The values of which there is one for each row.</param>
/// <param name="Outside">What uses a member and is none, and why.</param>
internal sealed record RowGroup(Node Reduction, ImmutableArray<Node> Members, ImmutableHashSet<Value> Rows, ImmutableArray<Apart> Outside);

/// <summary>Finds row groups and puts each behind one node, so that what comes after sees one opaque step.</summary>
/// <remarks>A value of the group is an element of the shape that is reduced, of a shape that contains it, or belongs to a row: with the
/// reduced axes (of extent 1) or without. Nothing outside a group may stand between two of its members.</remarks>
internal static class RowFusion
{
    private enum Kind
    {
        /// <summary>Elements of the shape that is reduced.</summary>
        Full,

        /// <summary>Elements of a shape which that one broadcasts to, and which mostly equals it.</summary>
        Wide,

        /// <summary>One for each row; the reduced axes have extent 1.</summary>
        Kept,

        /// <summary>One for each row, without the reduced axes.</summary>
        Dropped,
    }

    /// <summary>The node that stands for a row group.</summary>
    internal sealed class RowsOp() : OpDef("rows")
    {
        public static readonly RowsOp Instance = new();

        public override IrType InferType(ImmutableArray<Value> operands, Attributes attributes) => throw new IrException("'rows' is made by the scheduler");
    }

    /// <summary>The block with its row groups behind nodes of <see cref="RowsOp"/>, and what those stand for.</summary>
    public static (Block Block, Dictionary<Node, RowGroup> Groups) Apply(Block block)
    {
        var groups = new Dictionary<Node, RowGroup>();
        var tried = new HashSet<string>();
        while (block.Nodes.FirstOrDefault(n => Key(n) is { } key && !tried.Contains(key)) is { } first)
        {
            tried.Add(Key(first)!);
            if (Find(block, first) is not { } group) continue;
            var stand = StandIn(block, group);
            groups.Add(stand, group);
            block = Replace(block, group, stand);
        }

        return (block, groups);
    }

    /// <summary>How rows' values are looked at by a node, or null.</summary>
    public static string? ViewOf(Node node, Node reduction)
    {
        if (reduction.Attributes.Ints("axis") is not { Length: 1 } axes) return null;
        var sameAxis = node.Attributes.Ints("axis") is { Length: 1 } own && own[0] == axes[0];
        return node.Op switch
        {
            Squeeze when sameAxis => "Squeeze",
            ExpandDims when sameAxis => "ExpandDims",
            Ops.Index => Spec(node) switch
            {
                "..,0" or "..,^1" => "FirstOfLast",
                var spec when spec.StartsWith("..,", StringComparison.Ordinal) && spec.EndsWith("NewAxis", StringComparison.Ordinal) && spec.Count(c => c == ',') == 1 => "NewLast",
                _ => null,
            },
            _ => null,
        };
    }

    private static string Spec(Node node) => node.Attributes.Required("spec").Replace(" ", "");

    // Reductions of one key may share rows.
    private static string? Key(Node node) => node.Op is ReductionOp && node.Attributes.Ints("axis") is { Length: > 0 } axes
        ? $"{node.Operands[0].Shape} {string.Join(",", axes)} {node.Attributes.Text("batched")}" : null;

    private static RowGroup? Find(Block block, Node first)
    {
        var (key, shape) = (Key(first), first.Operands[0].Shape);
        if (shape.IsScalar) return null;
        var kinds = new Dictionary<Value, Kind>();
        var members = new List<Node>();
        var after = new Dictionary<Value, Node>();
        var outside = new List<(Node Node, Apart Apart)>();
        var effects = false;
        foreach (var node in block.Nodes)
        {
            var uses = Fusion.Uses(node).ToList();
            if (!uses.Any(after.ContainsKey) && KindOf(node, uses, key, first, shape, kinds) is { } kind)
            {
                members.Add(node);
                foreach (var result in node.Results) kinds[result] = kind;
            }
            else if ((effects && Fusion.HasEffect(node)) || uses.Any(u => after.ContainsKey(u) || kinds.ContainsKey(u)))
            {
                // Effects keep their order.
                effects |= Fusion.HasEffect(node);
                if (Fusion.IsLoopNode(node) || node.Op is ReductionOp)
                {
                    outside.Add((node, uses.FirstOrDefault(after.ContainsKey) is { } late ? new Apart(node.Result, ApartReason.Waits, after[late])
                        : node.Op is ReductionOp && Key(node) != key ? new Apart(node.Result, ApartReason.Axes, node)
                        : new Apart(node.Result, ApartReason.Shapes, node)));
                }

                foreach (var result in node.Results) after[result] = node;
            }
        }

        // What neither feeds a reduction nor uses one gains nothing here.
        var needed = new HashSet<Node>();
        var folded = new HashSet<Value>();
        foreach (var member in members)
        {
            if (member.Op is not ReductionOp && !Fusion.Uses(member).Any(folded.Contains)) continue;
            needed.Add(member);
            folded.UnionWith(member.Results);
        }

        foreach (var member in members.AsEnumerable().Reverse())
        {
            if (needed.Contains(member)) continue;
            if (member.Results.Any(r => needed.Any(n => Fusion.Uses(n).Contains(r)))) needed.Add(member);
        }

        members.RemoveAll(m => !needed.Contains(m));
        // What goes on from rows' values needs no arrays of them.
        var continues = members.Any(m => m.Op is not ReductionOp && Fusion.IsLoopNode(m) && Fusion.Uses(m).Any(folded.Contains));
        var made = new HashSet<Value>(members.SelectMany(m => m.Results));
        var group = new RowGroup(first, [.. members], [.. members.SelectMany(m => m.Results).Where(r => kinds[r] is Kind.Kept or Kind.Dropped)],
            [.. outside.Where(o => Fusion.Uses(o.Node).Any(made.Contains)).Select(o => o.Apart)]);
        return continues || members.Count(m => m.Op is ReductionOp) > 1 || GainsAlone(block, group) ? group : null;
    }

    // A fold of computed elements, which nothing else needs, along what may be the last axis: a body folds them in registers.
    private static bool GainsAlone(Block block, RowGroup group)
    {
        var inside = new HashSet<Node>(group.Members);
        var elements = new HashSet<Value>(group.Members.Where(m => m.Op is not ReductionOp).SelectMany(m => m.Results));
        return elements.Count > 0 && !(group.Reduction.Attributes.Ints("axis") is { Length: 1 } axes && axes[0] == 0) && RowBodies.Takes(group)
            && !block.Yields.Concat(block.Nodes.Where(n => !inside.Contains(n)).SelectMany(Fusion.Uses)).Any(elements.Contains);
    }

    private static Kind? KindOf(Node node, List<Value> uses, string? key, Node first, SymShape shape, Dictionary<Value, Kind> kinds)
    {
        Kind? Of(Value v) => kinds.TryGetValue(v, out var kind) ? kind : null;
        if (node.Op is ReductionOp)
        {
            // The operand's elements, or those of an array from outside, never values of rows.
            if (Key(node) != key || Of(node.Operands[0]) is Kind.Kept or Kind.Dropped or Kind.Wide) return null;
            return node.Attributes.Flag("keepDims") ? Kind.Kept : node.Attributes.CSharp("keepDims", "false") == "false" ? Kind.Dropped : null;
        }

        if (node.Op is not ElementwiseOp && !Fusion.IsLoopNode(node))
        {
            return (ViewOf(node, first), node.Operands.Length == 0 ? null : Of(node.Operands[0])) switch
            {
                ("Squeeze" or "FirstOfLast", Kind.Kept) => Kind.Dropped,
                ("ExpandDims" or "NewLast", Kind.Dropped) => Kind.Kept,
                _ => null,
            };
        }

        if (!Fusion.IsLoopNode(node)) return null;
        var arrays = uses.Where(u => u.IsArray && !u.Shape.IsScalar).Select(u => (Value: u, Kind: Of(u))).ToList();
        if (arrays.Any(a => a.Kind is Kind.Dropped))
            return arrays.All(a => a.Kind is Kind.Dropped) ? Kind.Dropped : null;
        if (arrays.Count > 0 && arrays.All(a => a.Kind is Kind.Kept)) return Kind.Kept;
        if (node.Results.All(r => r.Shape.Equals(shape))) return Kind.Full;
        return arrays.Any(a => a.Kind is Kind.Full or Kind.Wide) ? Kind.Wide : null;
    }

    private static Node StandIn(Block block, RowGroup group)
    {
        var inside = new HashSet<Node>(group.Members);
        var own = new HashSet<Value>(group.Members.SelectMany(m => m.Results));
        var wanted = new HashSet<Value>(block.Yields.Concat(block.Nodes.Where(n => !inside.Contains(n)).SelectMany(Fusion.Uses)).Where(own.Contains));
        var operands = group.Members.SelectMany(Fusion.Uses).Where(u => !own.Contains(u)).Distinct();
        var results = group.Members.SelectMany(m => m.Results).Where(wanted.Contains);
        return new Node(RowsOp.Instance, [.. operands], Attributes.None, [], [.. results], group.Members[group.Members.Length - 1].Source);
    }

    // The stand-in comes where its last operand is there; what uses it comes after.
    private static Block Replace(Block block, RowGroup group, Node stand)
    {
        var inside = new HashSet<Node>(group.Members);
        var rest = block.Nodes.Where(n => !inside.Contains(n)).ToList();
        var results = new HashSet<Value>(stand.Results);
        var late = new HashSet<Value>(results);
        var (before, behind) = (new List<Node>(), new List<Node>());
        var effects = false;
        foreach (var node in rest)
        {
            var waits = (effects && Fusion.HasEffect(node)) || Fusion.Uses(node).Any(late.Contains);
            effects |= waits && Fusion.HasEffect(node);
            if (waits) late.UnionWith(node.Results);
            (waits ? behind : before).Add(node);
        }

        return new Block(block.Args, [.. before, stand, .. behind], block.Yields);
    }
}
