using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Kernels.Generator.Transforms;

namespace Kernels.Generator.Schedule;

/// <summary>Decides which ops share a loop, which values become arrays, and the order of it all.</summary>
internal sealed class Scheduler
{
    private int _loops;
    private int _guards;
    private int _rowBodies;

    /// <summary>The runtime's limit on the arrays of a loop, and on its scalars.</summary>
    public const int MaxOperands = 16;

    public static Plan Schedule(Function function)
    {
        function = LoopInvariants.Apply(TurnProducts.Apply(ElementReads.Apply(ScalarArrays.Apply(function))));
        var scheduler = new Scheduler();
        var plan = ResultPieces.Apply(OperandPieces.Apply(Placement.Order(new Plan(function, scheduler.Block(function.Body, [])))));
        return ShiftedReads.Apply(ElementWrites.Apply(LoopChains.Apply(Epilogues.Apply(Ownership.Apply(plan)))));
    }

    private PlanBlock Block(Block block, ImmutableHashSet<Value> outerConstants)
    {
        var constants = outerConstants.Union(block.Nodes.Where(n => n.Op is Constant).Select(n => n.Result));
        (block, var rowGroups) = RowFusion.Apply(block);
        var groups = Fusion.Group(block, constants);
        var order = TopologicalOrder(block, groups);

        var shapes = new Dictionary<Value, ShapeRef>();
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in order)
        {
            if (item is LoopGroup group)
            {
                steps.AddRange(Loop(group, constants, shapes));
            }
            else
            {
                var node = (Node)item;
                if (node.Op is Constant) continue;
                if (rowGroups.TryGetValue(node, out var rows)) steps.AddRange(Rows(rows, node, constants, shapes));
                else if (node.Op is RegionOp) steps.Add(new RegionStep(node, [.. node.Regions.Select(r => Block(r, constants))], []));
                else steps.Add(new HostStep(node));
            }
        }

        return new PlanBlock(block.Args, steps.ToImmutable(), block.Yields);
    }

    // The shape checks of all stages come before the first of them runs.
    private IEnumerable<Step> Rows(RowGroup group, Node stand, ImmutableHashSet<Value> constants, Dictionary<Value, ShapeRef> shapes)
    {
        var stages = ImmutableArray.CreateBuilder<RowStage>();
        var own = new HashSet<Value>(group.Members.SelectMany(m => m.Results));
        foreach (var stage in RowScheduler.Stages(group, stand.Results, constants))
        {
            if (stage is LoopGroup elements)
            {
                foreach (var step in Loop(elements, constants, shapes, group.Rows, own))
                {
                    if (step is LoopStep kernel) stages.Add(new RowLoopStage(kernel, group.Rows.Contains(kernel.Outputs[0])));
                    else yield return step;
                }
            }
            else
            {
                var node = (Node)stage;
                stages.Add(RowFusion.ViewOf(node, group.Reduction) is { } view ? new RowViewStage(node, view) : new RowReduceStage(node));
            }
        }

        var reduced = group.Reduction.Operands[0];
        var shape = shapes.TryGetValue(reduced, out var known) ? known : ShapeRef.Of(reduced);
        var nest = new RowStep(shape, group.Reduction, [.. stand.Operands.Where(v => v.IsArray && !constants.Contains(v))], stages.ToImmutable(), stand.Results) { Outside = group.Outside };
        var body = RowBodies.Of(_rowBodies, group, nest, constants);
        if (body is not null) _rowBodies++;
        // A fold of a loop's values is the loop's; it may run by rows too.
        if (nest.Stages.Length == 2 && nest.Stages[0] is RowLoopStage { Loop: { Outputs.Length: 1 } only } && nest.Stages[1] is RowReduceStage)
            yield return only with { Reductions = [group.Reduction], FoldShapes = [shape], Rows = body is null ? null : body with { Inputs = only.Inputs, Scalars = only.Scalars } };
        else
            yield return nest with { Body = body };
        foreach (var result in stand.Results) shapes[result] = ShapeRef.Of(result);
    }

    /// <param name="group">The nodes, and what leaves their loop.</param>
    /// <param name="constants">The scalars that are known.</param>
    /// <param name="shapes">How the shapes of values that are no arrays are known.</param>
    /// <param name="rows">In a row group: the values of rows, which fit the elements by construction.</param>
    /// <param name="own">In a row group: all its values, none of which is an array yet.</param>
    private IEnumerable<Step> Loop(LoopGroup group, ImmutableHashSet<Value> constants, Dictionary<Value, ShapeRef> shapes,
        ImmutableHashSet<Value>? rows = null, HashSet<Value>? own = null)
    {
        var inner = new HashSet<Value>(group.Nodes.SelectMany(n => n.Results));
        var used = group.Nodes.SelectMany(n => n.Operands.Concat(n.Regions.SelectMany(r => r.FreeValues())))
            .Where(v => !inner.Contains(v) && !constants.Contains(v)).Distinct().ToList();
        used.AddRange(group.Reductions.Select(r => r.Operands[0]).Where(v => !inner.Contains(v) && !used.Contains(v)).Distinct().ToList());

        ShapeRef ShapeOf(Value v) => shapes.TryGetValue(v, out var known) ? known : ShapeRef.Of(v);

        // Where operands differ in name, their shapes are checked in the order of the program, so the first error is the user's first.
        foreach (var node in group.Nodes)
        {
            var operands = node.Operands.Concat(node.Regions.SelectMany(r => r.FreeValues())).Where(o => o.IsArray && !o.Shape.IsScalar && rows?.Contains(o) != true).ToList();
            var first = operands.FirstOrDefault() ?? node.Operands.FirstOrDefault(o => o.IsArray);
            if (first is null) continue;
            var (shape, known) = (ShapeOf(first), first.Shape);
            foreach (var operand in operands.Skip(1))
            {
                // A shape that is part of what is known already broadcasts to it; one that contains it is the result.
                var joined = SymShape.Broadcast(known, operand.Shape) ?? SymShape.Fresh("s");
                if (joined.Equals(known) || Equals(ShapeOf(operand), shape)) continue;
                if (joined.Equals(operand.Shape))
                {
                    (shape, known) = (ShapeOf(operand), joined);
                    continue;
                }

                yield return new GuardStep(++_guards, shape, ShapeOf(operand), node.Source);
                shape = ShapeRef.OfGuard(_guards);
                known = joined;
            }

            foreach (var result in node.Results) shapes[result] = shape;
        }

        ImmutableArray<Value> outputs = group.Reductions.Count == 0 ? [.. group.Outputs] : [.. group.Reductions.Select(r => r.Operands[0]).Distinct()];
        var over = ShapeOf(group.Reductions.Count > 1 ? LaneFolds.Widest(group.Reductions)! : outputs[0]);      // of a reduction with no nodes before it, the operand's own

        // From here on the results exist as arrays, except the folded one.
        if (group.Reductions.Count == 0 && own is null)
            foreach (var result in group.Outputs) shapes[result] = ShapeRef.Of(result);

        var dtypes = group.Nodes.SelectMany(AllValues).Concat(used).Select(v => v.DType);
        var loop = new LoopStep(group.Nodes.Count == 0 ? -1 : _loops++, over,
            [.. used.Where(v => v.IsArray)], [.. used.Where(v => !v.IsArray)],
            [.. group.Nodes], outputs, [.. group.Reductions], dtypes.Max(d => d.Size()))
        {
            FoldShapes = [.. group.Reductions.Select(r => ShapeOf(r.Operands[0]))],
            Stored = [.. group.Stored],
            Apart = group.Apart,
        };
        loop = loop with { Parts = LoopParts.Of(loop) };
        yield return loop with { FoldsInLanes = LaneFolds.Has(loop) };
    }

    private static IEnumerable<Value> AllValues(Node node) =>
        node.Operands.Concat(node.Results).Concat(node.Regions.SelectMany(r => r.Args.Concat(r.Nodes.SelectMany(AllValues))));

    // Groups and the nodes outside of them, each after what it uses; in the program's order where there is a choice.
    public static List<object> TopologicalOrder(Block block, List<LoopGroup> groups)
    {
        var owner = new Dictionary<Node, object>();
        foreach (var group in groups)
        {
            foreach (var node in group.Nodes) owner[node] = group;
            foreach (var reduction in group.Reductions) owner[reduction] = group;
        }

        var producer = new Dictionary<Value, Node>();
        foreach (var node in block.Nodes)
            foreach (var result in node.Results) producer[result] = node;

        // What has an effect comes after all such nodes that the program has before it.
        var effects = block.Nodes.Where(Fusion.HasEffect).ToList();
        var guards = new Guards(block, owner, producer, effects);
        var (order, done, waiting) = (new List<object>(), new HashSet<object>(), new HashSet<object>());
        void Visit(Node node)
        {
            var item = owner.TryGetValue(node, out var group) ? group : node;
            if (!done.Add(item)) return;
            waiting.Add(item);
            if (effects.IndexOf(node) is > 0 and var position) Visit(effects[position - 1]);
            IEnumerable<Node> members = item is LoopGroup g ? g.Nodes.Concat(g.Reductions) : [node];
            foreach (var guard in guards.Before(members, waiting)) Visit(guard);
            foreach (var use in members.SelectMany(Fusion.Uses))
            {
                if (producer.TryGetValue(use, out var before) && !(owner.TryGetValue(before, out var own) && ReferenceEquals(own, item))) Visit(before);
            }

            waiting.Remove(item);
            order.Add(item);
        }

        foreach (var node in block.Nodes) Visit(node);
        return order;
    }
}
